"""measured.py TIMEOUT COMMAND...: runs a command and tells on the last line of standard error its wall seconds,
processor seconds and KiB. A small process of its own: a child begins with the peak of the process it was forked
from. Status 124 when it did not end in time."""
import os
import subprocess
import sys
import threading
import time

start = time.perf_counter()
process = subprocess.Popen(sys.argv[2:])
killer = threading.Timer(float(sys.argv[1]), process.kill)
killer.start()
_, status, used = os.wait4(process.pid, 0)
wall = time.perf_counter() - start
ended = killer.is_alive()
killer.cancel()
print(wall, used.ru_utime + used.ru_stime, used.ru_maxrss, file=sys.stderr)
sys.exit(os.waitstatus_to_exitcode(status) if ended else 124)
