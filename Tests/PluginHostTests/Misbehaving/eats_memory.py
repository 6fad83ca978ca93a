"""Takes more memory than it may."""

import sys

from wire import hello, read

hello()
read()
try:
    everything = [bytearray(1 << 26) for _ in range(1000)]
except MemoryError:
    sys.exit("MemoryError")
