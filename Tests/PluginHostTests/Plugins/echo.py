"""Sends back what it gets, read and written anew, with nodes and edges in the opposite order."""

import struct

from wire import LETTERS, SIZES, hello, packed, read, send

hello()
while True:
    request, arrays = read()
    network = request["network"]
    types = {item["name"]: item["type"] for item in request.get("arrays", [])}
    values = {
        name: list(struct.unpack(f"<{len(data) // SIZES[types[name]]}{LETTERS[types[name]]}", data))
        for name, data in arrays.items()
    }
    nodes = network["nodes"]
    assert len(values["offsets"]) == nodes + 1
    for node in range(nodes):
        for arc in range(values["offsets"][node], values["offsets"][node + 1]):
            edge = values["arc_edges"][arc]
            ends = (values["sources"][edge], values["targets"][edge])
            other = values["neighbors"][arc]
            assert (node, other) == ends or (not network["directed"] and (other, node) == ends)
    starts = [0] + values["ids.ends"]
    ids = [bytes(values["ids.bytes"][a:b]) for a, b in zip(starts, starts[1:])][::-1]
    back = [
        ("ids.bytes", "u8", b"".join(ids)),
        ("ids.ends", "i64", packed("i64", [sum(map(len, ids[: i + 1])) for i in range(nodes)])),
        ("sources", "i32", packed("i32", [nodes - 1 - end for end in values["sources"][::-1]])),
        ("targets", "i32", packed("i32", [nodes - 1 - end for end in values["targets"][::-1]])),
    ]
    for name, kind in types.items():
        if name.startswith(("node:", "edge:")):
            is_dictionary = name.endswith((".bytes", ".ends"))
            order = values[name] if is_dictionary else values[name][::-1]
            back.append((name, kind, packed(kind, order)))
    send(
        {
            "type": "result",
            "id": request["id"],
            "network": {
                "nodes": nodes,
                "edges": network["edges"],
                "directed": network["directed"],
                "weight": network["weight"],
            },
            "node_columns": network["node_columns"],
            "edge_columns": network["edge_columns"],
        },
        back,
    )
