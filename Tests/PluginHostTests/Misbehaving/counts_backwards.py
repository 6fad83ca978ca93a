"""Announces fewer elements than none."""

from wire import hello, read, send

hello()
request, _ = read()
send({"type": "result", "id": request["id"], "arrays": [{"name": "node:x", "type": "f64", "count": -1}]})
read()
