"""Never stops writing to standard error."""

import sys

from wire import hello, read

hello()
read()
while True:
    sys.stderr.write("spamspa\n" * 1000)
