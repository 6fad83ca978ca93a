"""Tells of more progress than there can be."""

from wire import hello, read, send

hello()
request, _ = read()
send({"type": "progress", "id": request["id"], "share": 100})
read()
