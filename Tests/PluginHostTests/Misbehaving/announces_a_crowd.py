"""Announces more nodes than a network can have."""

from wire import hello, read, send

hello()
request, _ = read()
send({"type": "result", "id": request["id"], "network": {"nodes": 1 << 40, "edges": 0}})
read()
