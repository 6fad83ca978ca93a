"""Sends a column beside those that it has declared."""

from wire import hello, packed, read, send

hello()
request, _ = read()
columns = [{"name": name, "type": "number"} for name in ("x", "y")]
arrays = [("node:" + name, "f64", packed("f64", [0.0] * 4)) for name in ("x", "y")]
send({"type": "result", "id": request["id"], "node_columns": columns}, arrays)
read()
