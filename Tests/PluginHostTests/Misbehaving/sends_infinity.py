"""Sends an infinite number."""

from wire import answer, hello, read

hello()
request, _ = read()
answer(request, [1.0, float("nan"), float("-inf"), 2.0])
read()
