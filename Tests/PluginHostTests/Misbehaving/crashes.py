"""Crashes in the middle of a run."""

import os
import signal

from wire import hello, read

hello()
read()
os.kill(os.getpid(), signal.SIGSEGV)
