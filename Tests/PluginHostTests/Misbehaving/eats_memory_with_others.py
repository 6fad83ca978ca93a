"""Starts processes that take more memory together than it may, though none does by itself."""

import os
import time

from wire import hello, read

hello()
read()
for _ in range(4):
    if os.fork() == 0:
        taken = bytearray(b"x" * (150 << 20))
        time.sleep(60)
        os._exit(0)
time.sleep(60)
