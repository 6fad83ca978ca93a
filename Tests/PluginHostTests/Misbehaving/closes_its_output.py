"""Closes standard output and goes on."""

import os
import time

from wire import hello, read

hello()
read()
os.close(1)
time.sleep(1000)
