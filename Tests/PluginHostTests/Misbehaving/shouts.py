"""Sends an error whose code is no code."""

from wire import hello, read, send

hello()
request, _ = read()
send({"type": "error", "id": request["id"], "code": "TOO BAD!", "message": "no"})
read()
