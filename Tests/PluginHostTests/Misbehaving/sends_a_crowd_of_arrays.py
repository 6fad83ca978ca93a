"""Sends more arrays than a frame may have."""

from wire import hello, read, send

hello()
request, _ = read()
send({"type": "result", "id": request["id"]}, [(f"{i}", "u8", b"") for i in range(70_000)])
read()
