"""Ends with a message where it should answer."""

import sys

from wire import hello, read

hello()
read()
sys.exit("cannot find \x1b[31mmodel\x1b[0m.bin")
