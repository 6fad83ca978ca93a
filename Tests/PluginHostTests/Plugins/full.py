"""Makes one of everything that a plug-in can make, and says what it was given."""

import json

from wire import hello, packed, read, send

hello()
while True:
    request, arrays = read()
    nodes, edges, run = request["network"]["nodes"], request["network"]["edges"], request["id"]
    send({"type": "progress", "id": run, "share": 0.5})
    log = {"type": "log", "id": run, "message": "k is small", "parameter": "k"}
    send(log | {"level": "warning", "code": "small-k", "help": "use more"})
    send(log | {"level": "info", "code": "about-k"})
    columns = [{"name": kind, "type": kind} for kind in ("number", "integer", "text", "boolean")]
    columns[0]["convention"] = "as it comes"
    given = {key: request[key] for key in ("module", "stage", "parameters", "title", "threads")}
    given |= {"seed": request.get("seed"), "arrays": sorted(arrays), "network": request["network"]}
    every = [("number", "f64", [0.5]), ("integer", "i64", [-(2**63)]), ("boolean", "u8", [2])]
    back = [("node:" + name, kind, packed(kind, values * nodes)) for name, kind, values in every]
    # Texts that occur twice or not at all, and out of order.
    codes = [(0, 1, 2, -1)[i % 4] for i in range(nodes)]
    back += [
        ("node:text.codes", "i32", packed("i32", codes)),
        ("node:text.bytes", "u8", b"yxyz"),
        ("node:text.ends", "i64", packed("i64", [1, 2, 3, 4])),
        ("edge:twice", "i64", packed("i64", [2] * edges)),
        ("table:sizes:n", "i64", packed("i64", [nodes, edges])),
        ("document:given.json", "u8", json.dumps(given, sort_keys=True).encode()),
    ]
    method = {"subject": "measure", "column": "number", "text": "It is one half.", "caption": "half"}
    table = {"name": "sizes", "title": "Sizes", "note": "nodes, then edges", "rows": 2}
    send(
        {
            "type": "result",
            "id": run,
            "node_columns": columns,
            "edge_columns": [{"name": "twice", "type": "integer"}],
            "tables": [table | {"columns": [{"name": "n", "type": "integer"}]}],
            "documents": [{"name": "given.json"}],
            "methods": [method | {"french": "C'est la moitié.", "reference": "Half (1999)"}],
        },
        back,
    )
