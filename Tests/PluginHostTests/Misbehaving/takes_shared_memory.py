"""Takes more memory than it may, in pages that processes share."""

import mmap
import time

from wire import hello, read

hello()
read()
taken = mmap.mmap(-1, 700 << 20, mmap.MAP_SHARED | mmap.MAP_ANONYMOUS)
for start in range(0, 700 << 20, 1 << 20):
    taken[start : start + (1 << 20)] = b"x" * (1 << 20)
time.sleep(60)
