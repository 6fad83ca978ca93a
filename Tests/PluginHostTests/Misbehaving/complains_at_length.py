"""Fails with a message that nobody can read."""

from wire import hello, read, send

hello()
request, _ = read()
message = "All of it: " + "long " * 200_000
send({"type": "error", "id": request["id"], "code": "too-long", "message": message, "help": "Less"})
read()
