"""Finds fault with the study."""

from wire import hello, read, send

hello()
request, _ = read()
send({"type": "error", "id": request["id"], "code": "too-few-people", "message": "k is greater than the number of people", "parameter": "k", "help": "use 4 or less"})
read()
