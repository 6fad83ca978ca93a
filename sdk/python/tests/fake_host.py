"""A host that speaks the protocol over pipes, written apart from the SDK: struct, json and array only."""

import json
import os
import pathlib
import struct
import subprocess
import sys
from array import array

CODES = {"u8": "B", "i32": "i", "i64": "q", "f64": "d"}
SDK = pathlib.Path(__file__).resolve().parents[1]


def frame(header, arrays=()):
    """A frame as bytes; arrays are (name, type, values)."""
    header = dict(header)
    bodies = b""
    if arrays:
        header["arrays"] = [{"name": n, "type": t, "count": len(v)} for n, t, v in arrays]
        bodies = b"".join(v if isinstance(v, bytes) else array(CODES[t], v).tobytes() for _, t, v in arrays)
    text = json.dumps(header).encode()
    return b"SGP1" + struct.pack("<I", len(text)) + text + bodies


def graph(edges, directed=False, nodes=None):
    """The arrays of a network whose edges are sorted pairs of numbers."""
    nodes = nodes if nodes is not None else 1 + max((max(edge) for edge in edges), default=-1)
    arcs = [[] for _ in range(nodes)]
    for number, (a, b) in enumerate(edges):
        arcs[a].append((b, number))
        if not directed and a != b:
            arcs[b].append((a, number))
    arcs = [sorted(each) for each in arcs]
    offsets = [0]
    for each in arcs:
        offsets.append(offsets[-1] + len(each))
    return [
        ("offsets", "i64", offsets), ("neighbors", "i32", [b for each in arcs for b, _ in each]),
        ("arc_edges", "i32", [e for each in arcs for _, e in each]),
        ("sources", "i32", [a for a, _ in edges]), ("targets", "i32", [b for _, b in edges]),
    ]


def texts(name, values):
    encoded = [value.encode() for value in values]
    ends, end = [], 0
    for each in encoded:
        end += len(each)
        ends.append(end)
    return [(f"{name}.bytes", "u8", b"".join(encoded)), (f"{name}.ends", "i64", ends)]


class Host:
    """A plug-in that runs, and what is sent to it."""

    def __init__(self, script, folder=None, **environment):
        base = {key: os.environ[key] for key in ("PATH", "HOME", "LANG") if key in os.environ}
        paths = [str(SDK), *filter(None, [os.environ.get("PYTHONPATH")])]
        command = [sys.executable, "-c", script] if "\n" in script else [sys.executable, script]
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=folder,
            env={**base, "PYTHONPATH": os.pathsep.join(paths), "SOCIOGRAM_PLUGIN": "1", **environment},
        )

    def __enter__(self):
        return self

    def __exit__(self, *problem):
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        for stream in (self.process.stdin, self.process.stdout, self.process.stderr):
            stream.close()

    def send(self, header, arrays=()):
        self.send_bytes(frame(header, arrays))

    def send_bytes(self, data):
        self.process.stdin.write(data)
        self.process.stdin.flush()

    def receive(self):
        """Header and arrays of the next frame; None at the end."""
        start = self.process.stdout.read(8)
        if not start:
            return None, {}
        assert start[:4] == b"SGP1", start
        header = json.loads(self.process.stdout.read(struct.unpack("<I", start[4:])[0]))
        found = {}
        for each in header.get("arrays", []):
            values = array(CODES[each["type"]])
            values.frombytes(self.process.stdout.read(each["count"] * values.itemsize))
            found[each["name"]] = values.tolist()
        return header, found

    def hello(self, **more):
        self.send({"type": "hello", "protocols": [1], "host": "test 1", **more})
        return self.receive()[0]

    def ask(self, header, arrays=()):
        """The frames up to the one that ends a run."""
        self.send(header, arrays)
        told = []
        while True:
            answer, found = self.receive()
            if answer is None or answer["type"] not in ("progress", "log"):
                return answer, found, told
            told.append(answer)

    def run(self, module, parameters=None, edges=((0, 1), (1, 2)), number=1, arrays=(), network=None, **more):
        network = {
            "nodes": 1 + max((max(edge) for edge in edges), default=-1), "edges": len(edges), "directed": False,
            "weight": None, "node_columns": [], "edge_columns": [], **(network or {}),
        }
        return self.ask(
            {
                "type": "run", "id": number, "module": module, "stage": "s", "parameters": parameters or {},
                "title": "T", "threads": 1, "folder": "/tmp", "network": network, **more,
            },
            [*graph(list(edges), network["directed"], network["nodes"]), *arrays],
        )

    def close(self):
        """Closes standard input; the status and standard error."""
        self.process.stdin.close()
        status = self.process.wait(timeout=10)
        return status, self.process.stderr.read().decode()
