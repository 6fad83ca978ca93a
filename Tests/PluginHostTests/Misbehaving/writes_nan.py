"""Writes NaN into JSON, as Python does by default."""

from wire import hello, read, send

hello()
request, _ = read()
send({"type": "progress", "id": request["id"], "share": float("nan")})
read()
