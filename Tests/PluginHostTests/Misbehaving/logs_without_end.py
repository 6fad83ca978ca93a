"""Warns of more than anybody reads."""

from wire import hello, read, send

hello()
request, _ = read()
for i in range(2000):
    send({"type": "log", "id": request["id"], "level": "warning", "code": "many", "message": str(i)})
