"""Never stops writing."""

import sys

from wire import hello, read

hello()
read()
while True:
    sys.stdout.write("spam " * 1000)
