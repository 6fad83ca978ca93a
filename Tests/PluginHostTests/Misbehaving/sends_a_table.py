"""Sends a table that it has not declared."""

from wire import answer, hello, read

hello()
request, _ = read()
answer(request, tables=[{"name": "t", "rows": 0, "columns": []}])
read()
