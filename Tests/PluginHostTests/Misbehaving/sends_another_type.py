"""Sends whole numbers where numbers are promised."""

from wire import answer, hello, read

hello()
request, _ = read()
answer(request, [1, 2, 3, 4], kind="i64", word="integer")
read()
