"""Announces arrays of 24 GiB."""

from wire import hello, read, send

hello()
request, _ = read()
arrays = [{"name": name, "type": "f64", "count": 3 << 29} for name in ("a", "b")]
send({"type": "result", "id": request["id"], "arrays": arrays})
read()
