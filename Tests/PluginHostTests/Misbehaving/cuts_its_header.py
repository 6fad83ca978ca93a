"""Announces a header that is too short."""

import struct

from wire import encoded, hello, read, sink

hello()
request, _ = read()
frame = encoded({"type": "cancelled", "id": request["id"]})
sink.write(frame[:4] + struct.pack("<I", 9) + frame[8:])
sink.flush()
read()
