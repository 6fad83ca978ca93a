"""Says that it was cancelled when it was not."""

from wire import hello, read, send

hello()
request, _ = read()
send({"type": "cancelled", "id": request["id"]})
read()
