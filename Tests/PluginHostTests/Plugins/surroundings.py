"""Tells what it finds around it, as an error, since that is a text."""

import json
import os
import resource
import socket

from wire import hello, read, send

hello()
request, _ = read()
try:
    socket.create_connection(("192.0.2.1", 80), timeout=0.3)
    network = "reached"
except OSError as error:
    network = type(error).__name__ + " " + str(error.errno)
found = {
    "variables": sorted(os.environ),
    "home": os.environ["HOME"] == os.environ["TMPDIR"] == os.path.dirname(request["folder"]),
    "mode": oct(os.stat(os.environ["HOME"]).st_mode & 0o777),
    "empty": os.listdir(request["folder"]) == [],
    "folder": os.path.basename(os.getcwd()),
    "memory": resource.getrlimit(resource.RLIMIT_DATA)[0],
    "core": resource.getrlimit(resource.RLIMIT_CORE)[0],
    "session": os.getsid(0) == os.getpid() or os.getpid() == 2,
    "private": os.environ["HOME"],
    "files": sorted(os.listdir("/proc/self/fd"))[:4],
    "network": network,
}
open(request["folder"] + "/leftover", "w").close()
open(os.environ["HOME"] + "/leftover", "w").close()
send({"type": "error", "id": request["id"], "code": "found", "message": json.dumps(found)})
read()
