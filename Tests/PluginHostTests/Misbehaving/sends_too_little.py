"""Sends a column of the wrong length."""

from wire import answer, hello, read

hello()
request, _ = read()
answer(request, [1.0, 2.0, 3.0])
read()
