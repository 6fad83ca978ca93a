"""Sends a text that its dictionary does not have."""

from wire import hello, packed, read, send

hello()
request, _ = read()
arrays = [("node:x.codes", "i32", packed("i32", [0, -1, 1, 2])), ("node:x.bytes", "u8", b"ab"), ("node:x.ends", "i64", packed("i64", [1, 2]))]
send({"type": "result", "id": request["id"], "node_columns": [{"name": "x", "type": "text"}]}, arrays)
read()
