"""Answers a run that nobody has asked for."""

from wire import answer, hello, read

hello()
request, _ = read()
request["id"] += 1
answer(request)
read()
