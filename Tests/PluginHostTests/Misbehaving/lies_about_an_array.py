"""Announces more elements than there can be."""

from wire import hello, read, send

hello()
request, _ = read()
send({"type": "result", "id": request["id"], "arrays": [{"name": "node:x", "type": "f64", "count": 1 << 60}]})
read()
