"""Sends JSON that would exhaust the stack."""

import struct

from wire import hello, read, sink

hello()
read()
text = b'{"type": ' + b"[" * 1000000
sink.write(b"SGP1" + struct.pack("<I", len(text)) + text)
sink.flush()
read()
