"""Sends texts that end before they begin."""

from wire import hello, packed, read, send

hello()
request, _ = read()
arrays = [("node:x.codes", "i32", packed("i32", [0] * 4)), ("node:x.bytes", "u8", b"abc"), ("node:x.ends", "i64", packed("i64", [2, 1]))]
send({"type": "result", "id": request["id"], "node_columns": [{"name": "x", "type": "text"}]}, arrays)
read()
