"""The protocol in plain Python, as far as the plug-ins of the tests need it."""

import json
import struct
import sys

source, sink = sys.stdin.buffer, sys.stdout.buffer
SIZES = {"u8": 1, "i32": 4, "i64": 8, "f64": 8}
LETTERS = {"u8": "B", "i32": "i", "i64": "q", "f64": "d"}


def read():
    """The next message and its arrays as bytes; ends the program with its input."""
    start = source.read(8)
    if len(start) < 8:
        sys.exit(0)
    header = json.loads(source.read(struct.unpack("<I", start[4:])[0]))
    arrays = {}
    for item in header.get("arrays", []):
        arrays[item["name"]] = source.read(item["count"] * SIZES[item["type"]])
    return header, arrays


def encoded(header, arrays=()):
    """A frame; arrays are (name, type, bytes)."""
    if arrays:
        header["arrays"] = [
            {"name": name, "type": kind, "count": len(data) // SIZES[kind]}
            for name, kind, data in arrays
        ]
    text = json.dumps(header).encode()
    return b"SGP1" + struct.pack("<I", len(text)) + text + b"".join(a[2] for a in arrays)


def send(header, arrays=()):
    sink.write(encoded(header, arrays))
    sink.flush()


def packed(kind, values):
    return struct.pack(f"<{len(values)}{LETTERS[kind]}", *values)


def hello(**changes):
    """Answers the host's hello."""
    read()
    send({"type": "hello", "protocol": 1, "name": "test", "version": "1", "surroundings": {}} | changes)


def answer(request, values=None, column="x", kind="f64", word="number", **more):
    """Answers a run with a column of the nodes."""
    nodes = request["network"]["nodes"]
    values = [0.0] * nodes if values is None else values
    header = {"type": "result", "id": request["id"], "node_columns": [{"name": column, "type": word}]}
    send(header | more, [("node:" + column, kind, packed(kind, values))])


def network(request, ids, edges, columns=(), **more):
    """Answers a run with a network; columns are (name, word, kind, values) of the edges."""
    texts = [name.encode() for name in ids]
    ends = [sum(map(len, texts[: i + 1])) for i in range(len(texts))]
    header = {
        "type": "result",
        "id": request["id"],
        "network": {"nodes": len(ids), "edges": len(edges), "weight": more.pop("weight", None)},
        "edge_columns": [{"name": name, "type": word} for name, word, _, _ in columns],
    }
    arrays = [
        ("ids.bytes", "u8", b"".join(texts)),
        ("ids.ends", "i64", packed("i64", ends)),
        ("sources", "i32", packed("i32", [a for a, _ in edges])),
        ("targets", "i32", packed("i32", [b for _, b in edges])),
    ]
    arrays += [("edge:" + name, kind, packed(kind, values)) for name, _, kind, values in columns]
    send(header | more, arrays)
