"""Sends half a frame and ends."""

from wire import encoded, hello, packed, read, sink

hello()
request, _ = read()
header = {"type": "result", "id": request["id"], "node_columns": [{"name": "x", "type": "number"}]}
sink.write(encoded(header, [("node:x", "f64", packed("f64", [1.0] * 4))])[:-5])
sink.flush()
