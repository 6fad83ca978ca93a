"""Sends a column that it has not declared."""

from wire import answer, hello, read

hello()
request, _ = read()
answer(request, column="secret")
read()
