"""Sends a text that is not UTF-8."""

from wire import hello, packed, read, send

hello()
request, _ = read()
arrays = [("node:x.codes", "i32", packed("i32", [0] * 4)), ("node:x.bytes", "u8", b"Andr\xe9"), ("node:x.ends", "i64", packed("i64", [5]))]
send({"type": "result", "id": request["id"], "node_columns": [{"name": "x", "type": "text"}]}, arrays)
read()
