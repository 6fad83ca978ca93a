"""Names a column and does not send it."""

from wire import hello, read, send

hello()
request, _ = read()
send({"type": "result", "id": request["id"], "node_columns": [{"name": "x", "type": "number"}]})
read()
