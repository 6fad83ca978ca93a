"""Does not end by itself: sys.argv says what it does instead."""

import json
import os
import signal
import struct
import subprocess
import sys
import time

from wire import answer, hello, read, send, source

hello()
what = sys.argv[1]
if what == "reads nothing":
    time.sleep(1000)
if what == "answers without reading":
    # The header only.
    header = json.loads(source.read(struct.unpack("<I", source.read(8)[4:])[0]))
    send({"type": "error", "id": header["id"], "code": "too-large", "message": "too many people"})
    time.sleep(1000)
request, _ = read()
if what == "ignores cancel":
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    while True:
        time.sleep(0.01)
if what == "stops itself":
    os.kill(os.getpid(), signal.SIGSTOP)
if what == "fills its folder":
    # Deeper than a path can name, and with a folder that nobody may look into.
    os.makedirs(request["folder"] + "/closed/inner")
    os.chmod(request["folder"] + "/closed", 0)
    os.chdir(os.environ["HOME"])
    for _ in range(300):
        os.mkdir("d" * 50)
        os.chdir("d" * 50)
    send({"type": "error", "id": request["id"], "code": "folder", "message": os.environ["HOME"]})
    read()
if what == "leaves orphans":
    for _ in range(40):
        if os.fork() == 0:
            if os.fork() == 0:
                os._exit(0)
            os._exit(0)
        os.wait()
    time.sleep(0.3)
    send({"type": "error", "id": request["id"], "code": "orphans", "message": "Gone"})
    read()
if what == "heeds cancel":
    message, _ = read()
    assert message["type"] == "cancel"
    send({"type": "cancelled", "id": message["id"]})
    request, _ = read()
    answer(request)
    read()
if what == "leaves children":
    # In groups and sessions of their own, deaf to signals, one as a daemon would be.
    for _ in range(5):
        subprocess.Popen(["sh", "-c", "trap '' TERM HUP INT; sleep 1000"], start_new_session=True)
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            signal.signal(signal.SIGTERM, signal.SIG_IGN)
            while True:
                time.sleep(1000)
        os._exit(0)
    os.wait()
    if sys.argv[2] == "ends":
        os._exit(0)
    answer(request)
    read()
if what == "answers twice":
    answer(request)
    answer(request)
    read()
if what == "dies idle":
    answer(request)
    os._exit(0)
if what == "dies when asked again":
    answer(request)
    read()
    os._exit(0)
