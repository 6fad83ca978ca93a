"""Runs one command and tells what it took, as a line of JSON.

    measure.py SECONDS GIB LOG COMMAND ...

A process of its own, because the peak of memory of a child begins with that of the parent it was
forked from: this one is small. Children of the command count when the command has waited for them.
"""
import json
import os
import resource
import signal
import subprocess
import sys
import time

PAGE = resource.getpagesize()


def resident(pid):
    try:
        with open(f"/proc/{pid}/statm") as file:
            return int(file.read().split()[1]) * PAGE
    except (OSError, IndexError, ValueError):
        return 0


def main():
    seconds, most, log = float(sys.argv[1]), float(sys.argv[2]) * 2 ** 30, sys.argv[3]
    with open(log, "wb") as output:
        start = time.perf_counter()
        child = subprocess.Popen(sys.argv[4:], stdout=output, stderr=subprocess.STDOUT,
                                 start_new_session=True)
        over = None
        pause = 0.001
        while True:
            done, status, usage = os.wait4(child.pid, os.WNOHANG)
            if done:
                break
            if time.perf_counter() - start > seconds:
                over = "time"
            elif resident(child.pid) > most:
                over = "memory"
            if over:
                os.killpg(child.pid, signal.SIGKILL)
                _, status, usage = os.wait4(child.pid, 0)
                break
            time.sleep(pause)
            pause = min(pause * 1.1, 0.05)
        wall = time.perf_counter() - start
    child.returncode = os.waitstatus_to_exitcode(status)
    print(json.dumps({"wall": wall, "cpu": usage.ru_utime + usage.ru_stime,
                      "peak": usage.ru_maxrss * 1024, "status": child.returncode, "over": over}))


main()
