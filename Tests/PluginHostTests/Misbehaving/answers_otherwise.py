"""Sends a message of an unknown type."""

from wire import hello, read, send

hello()
request, _ = read()
send({"type": "telemetry", "id": request["id"]})
read()
