"""Sends a column whose name is cut in sentences where the declared one is cut."""

from wire import answer, hello, read

hello()
request, _ = read()
answer(request, column="n" * 60 + "_hidden")
read()
