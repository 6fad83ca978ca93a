"""Sends more columns than are looked at."""

from wire import hello, read, send

hello()
request, _ = read()
columns = [{"name": f"c{i}", "type": "number"} for i in range(20_000)]
arrays = [(f"table:t:c{i}", "f64", b"") for i in range(20_000)]
table = {"name": "t", "rows": 0, "columns": columns}
send({"type": "result", "id": request["id"], "tables": [table]}, arrays)
read()
