"""Sends a dictionary of far more texts than there are rows."""

from wire import hello, packed, read, send

hello()
request, _ = read()
texts = 2_000_000
arrays = [
    ("node:x.codes", "i32", packed("i32", [0] * request["network"]["nodes"])),
    ("node:x.bytes", "u8", b""),
    ("node:x.ends", "i64", bytes(8 * texts)),
]
columns = [{"name": "x", "type": "text"}]
send({"type": "result", "id": request["id"], "node_columns": columns}, arrays)
read()
