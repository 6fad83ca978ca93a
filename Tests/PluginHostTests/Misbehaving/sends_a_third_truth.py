"""Sends a truth value that is none."""

from wire import answer, hello, read

hello()
request, _ = read()
answer(request, [0, 1, 2, 3], kind="u8", word="boolean")
read()
