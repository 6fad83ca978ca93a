"""Sends numbers as 32-bit whole numbers."""

from wire import answer, hello, read

hello()
request, _ = read()
answer(request, [1, 2, 3, 4], kind="i32")
read()
