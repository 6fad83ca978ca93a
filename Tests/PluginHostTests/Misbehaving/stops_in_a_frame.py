"""Sends half a frame and sleeps."""

import sys
import time

from wire import encoded, hello, read, sink

hello()
request, _ = read()
sink.write(encoded({"type": "progress", "id": request["id"], "share": 0.5})[:20])
sink.flush()
time.sleep(1000)
