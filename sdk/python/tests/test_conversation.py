"""A plug-in and a host that talk over pipes."""

import json
import pathlib
import struct
import sys
import tempfile
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).parent))

from fake_host import Host, frame, graph, texts  # noqa: E402

PLUGIN = '''
import os, sys, time
from typing import Annotated, Literal, Optional
import sociogram
print("printed at import")
os.system("echo printed by a child")
import numpy as np
from sociogram import *

@module("t.degree", summary="Degrees", writes={"degree": "integer"})
def degree(network, k: Annotated[int, Param("Added", ge=0)] = 5, context=None):
    print("printed by a module")
    context.progress(0.5)
    context.warn("few-nodes", "only few", parameter="k", help="add some")
    context.method("Degrees were counted.", caption="degree", reference="Euler")
    return {"degree": network.degrees + k}

@module("t.columns", summary="Columns", writes={"n": "number", "t": "text", "b": "boolean"}, edge_writes={"w": float},
        tables={"all": "All"}, documents={"d.txt": "D"}, reads=Reads(weight=True, ids=True, node_columns=["*"]))
def columns(network, by: Annotated[Optional[NodeColumn], Param("A column")] = None):
    nodes = network.nodes
    return {"n": nodes["n"], "t": nodes["t"], "b": nodes["b"], "w": network.weight * 2,
            "all": Table({"id": network.ids, "i": nodes.masked("i")}, title="T", note="N"), "d.txt": "é"}

@module("t.random", summary="Random", writes={"x": "number"}, uses=["seed"])
def draw(network, context):
    import random
    return {"x": [context.rng.random(), random.random(), np.random.random()]}

@module("t.wrong", summary="Wrong", writes={"x": "number"})
def wrong(network, how: Annotated[str, Param("How")], context):
    if how == "stage": raise StageError("too-few", "Too few", parameter="how", help="More")
    if how == "memory": raise MemoryError
    if how == "exit": sys.exit(3)
    if how == "length": return {"x": [1.0]}
    if how == "infinite": return {"x": [1, float("inf"), 2]}
    if how == "missing": return {}
    if how == "undeclared": return context.title
    if how == "title": return Result(nodes={"x": Described([1, 2, 3], object())})
    if how == "surrogate": raise ValueError("\\udcff")
    if how == "more": return {"x": [1, 2, 3], "y": [1, 2, 3]}
    return 1 / 0

@module("t.slow", summary="Slow", writes={"x": "number"})
def slow(network, how: Annotated[Literal["look", "loop", "sleep", "progress", "stubborn"], Param("How")], context):
    context.progress(0)
    while True:
        if how == "look" and context.cancelled: return None
        if how == "progress": context.progress(0.5)
        if how == "sleep": time.sleep(100)
        if how == "stubborn":
            try:
                while True: pass
            except Exception: pass

@module("t.people", summary="People", makes_network=True)
def people(file: Annotated[InputFile, Param("A file")]):
    ledger, edges = Ledger(file.name), []
    for number, line in enumerate(open(file), 1):
        if line.count(",") == 1:
            edges.append(line.strip().split(","))
            ledger.keep()
        else:
            ledger.reject(number, "no-pair", line.strip())
    return Network.from_edges(edges, directed=True, weight=[2.0] * len(edges), nodes={"x": {"b": "B"}}, ledger=ledger)

if __name__ == "__main__":
    run(libraries=["numpy"])
'''


class Conversation(unittest.TestCase):
    def setUp(self):
        self.host = Host(PLUGIN)
        self.addCleanup(self.host.__exit__)
        self.hello = self.host.hello(plugin={"name": "t", "version": "1.2.0"})

    def test_hello(self):
        self.assertEqual((self.hello["type"], self.hello["protocol"]), ("hello", 1))
        self.assertEqual((self.hello["name"], self.hello["version"]), ("t", "1.2.0"))
        self.assertLessEqual({"python", "numpy", "sociogram-sdk"}, set(self.hello["surroundings"]))

    def test_what_is_printed_goes_to_standard_error(self):
        self.host.run("t.degree")
        status, errors = self.host.close()
        self.assertEqual(status, 0)
        for text in ("printed at import", "printed by a child", "printed by a module"):
            self.assertIn(text, errors)

    def test_describe(self):
        manuals, _, _ = self.host.ask({"type": "describe", "unknown": [1]})
        modules = {module["name"]: module for module in manuals["modules"]}
        self.assertEqual(manuals["type"], "manuals")
        self.assertEqual(
            modules["t.degree"]["parameters"],
            [{"key": "k", "type": "integer", "doc": "Added", "default": 5, "minimum": 1 - 1}],
        )
        self.assertEqual(modules["t.people"]["inputs"], "none")
        self.assertEqual(modules["t.people"]["writes"], [{"network": True}])
        self.assertEqual(modules["t.columns"]["reads"]["node_columns"], ["*"])
        self.assertEqual(modules["t.random"]["uses"], ["seed"])

    def test_run(self):
        answer, arrays, told = self.host.run("t.degree", {"k": 2}, unknown="key")
        self.assertEqual(answer["type"], "result")
        self.assertEqual(answer["id"], 1)
        self.assertEqual(answer["node_columns"], [{"name": "degree", "type": "integer", "convention": ""}])
        self.assertEqual(arrays, {"node:degree": [3, 4, 3]})
        self.assertEqual([each["type"] for each in told], ["progress", "log"])
        self.assertEqual((told[1]["code"], told[1]["parameter"], told[1]["help"]), ("few-nodes", "k", "add some"))
        self.assertEqual(
            answer["methods"],
            [{"subject": "measure", "column": "degree", "text": "Degrees were counted.", "caption": "degree",
              "reference": "Euler"}],
        )
        # A loop stands once among the arcs; the network may be empty.
        self.assertEqual(self.host.run("t.degree", {"k": 0}, [(0, 0), (0, 1)], 2)[1], {"node:degree": [2, 1]})
        self.assertEqual(self.host.run("t.degree", {"k": 0}, [], 3)[1], {"node:degree": []})

    def test_columns_go_there_and_back(self):
        given = [
            ("weight", "f64", [1.0, 3.0]), *texts("ids", ["a", "é", "日本"]),
            ("node:n", "f64", [1.5, float("nan"), -0.0]), ("node:i", "i64", [2**60, -(2**63), 3]),
            ("node:b", "u8", [1, 2, 0]), ("node:t.codes", "i32", [1, -1, 0]), *texts("node:t", ["x", ""]),
        ]
        listed = [{"name": n, "type": t} for n, t in (("n", "number"), ("i", "integer"), ("b", "boolean"), ("t", "text"))]
        answer, arrays, _ = self.host.run("t.columns", arrays=given, network={"node_columns": listed})
        self.assertEqual(answer["type"], "result", answer)
        self.assertEqual(str(arrays["node:n"]), "[1.5, nan, -0.0]")
        self.assertEqual(arrays["node:b"], [1, 2, 0])
        self.assertEqual((arrays["node:t.codes"], arrays["node:t.bytes"], arrays["node:t.ends"]), ([0, -1, 1], [120], [0, 1]))
        self.assertEqual(arrays["edge:w"], [2, 6])
        self.assertEqual(arrays["table:all:i"], [2**60, -(2**63), 3])
        self.assertEqual(bytes(arrays["table:all:id.bytes"]).decode(), "aé日本")
        self.assertEqual(bytes(arrays["document:d.txt"]).decode(), "é")
        table = answer["tables"][0]
        self.assertEqual((table["title"], table["note"], table["rows"]), ("T", "N", 3))
        self.assertEqual(table["columns"], [{"name": "id", "type": "text"}, {"name": "i", "type": "integer"}])

    def test_a_seed_gives_the_same_numbers_whatever_ran_before(self):
        first = self.host.run("t.random", seed="18446744073709551615")[1]
        self.host.run("t.random", seed="5", number=2)
        self.assertEqual(self.host.run("t.random", seed="18446744073709551615", number=3)[1], first)
        self.assertNotEqual(self.host.run("t.random", seed="4", number=4)[1], first)

    def test_errors(self):
        error, _, _ = self.host.run("t.wrong", {"how": "stage"})
        self.assertEqual(
            error, {"type": "error", "id": 1, "code": "too-few", "message": "Too few", "parameter": "how", "help": "More"}
        )
        for how, message in (
            ("zero", "ZeroDivisionError: division by zero"), ("exit", "SystemExit: 3"),
            ("length", "column 'x' has 1 values instead of 3"), ("infinite", "infinite at position 1"),
            ("undeclared", "uses=['title']"), ("title", "not JSON serializable"), ("surrogate", "ValueError: ?"),
            ("missing", "does not return node column 'x'"), ("more", "returns 'y', which it does not declare"),
        ):
            error, _, _ = self.host.run("t.wrong", {"how": how})
            self.assertEqual((error["type"], error["code"]), ("error", "defect"))
            self.assertIn(message, error["message"])
        self.assertEqual(self.host.run("t.wrong", {"how": "memory"})[0]["code"], "out-of-memory")
        self.assertEqual(self.host.run("t.wrong", {})[0]["parameter"], "how")
        self.assertEqual(self.host.run("t.degree", {"k": -1})[0]["code"], "wrong-parameter")
        self.assertEqual(self.host.run("t.none")[0]["code"], "unknown-module")
        # It goes on all the same.
        self.assertEqual(self.host.run("t.degree", {"k": 0})[0]["type"], "result")

    def test_the_trace_of_a_defect_begins_in_the_plug_in(self):
        trace = self.host.run("t.wrong", {"how": "zero"})[0]["trace"]
        self.assertIn("in wrong", trace)
        self.assertNotIn("_session", trace)

    def test_cancel(self):
        for number, (how, longest) in enumerate(
            [("look", 0.25), ("progress", 0.25), ("loop", 0.9), ("sleep", 0.9), ("stubborn", 0.9)], 1
        ):
            with self.subTest(how):
                self.host.send(*self._slow(how, number))
                self.assertEqual(self.host.receive()[0]["type"], "progress")
                start = time.monotonic()
                self.host.send({"type": "cancel", "id": number})
                answer = self.host.receive()[0]
                while answer["type"] == "progress":
                    answer = self.host.receive()[0]
                self.assertEqual(answer, {"type": "cancelled", "id": number})
                self.assertLess(time.monotonic() - start, longest)
        self.assertEqual(self.host.run("t.degree", {"k": 0}, number=9)[0]["type"], "result")

    def test_a_late_cancel_is_passed_over(self):
        self.host.run("t.degree", number=1)
        self.host.send({"type": "cancel", "id": 1})
        self.assertEqual(self.host.run("t.degree", number=2)[0]["type"], "result")

    def test_a_cancel_right_behind_the_run(self):
        header, arrays = self._slow("loop", 4)
        self.host.send_bytes(frame(header, arrays) + frame({"type": "cancel", "id": 4}))
        answer = self.host.receive()[0]
        while answer["type"] == "progress":
            answer = self.host.receive()[0]
        self.assertEqual(answer, {"type": "cancelled", "id": 4})

    def _slow(self, how, number):
        network = {"nodes": 2, "edges": 1, "directed": False, "node_columns": [], "edge_columns": []}
        header = {"type": "run", "id": number, "module": "t.slow", "parameters": {"how": how}, "network": network}
        return header, graph([(0, 1)])

    def test_a_network_is_made(self):
        with tempfile.NamedTemporaryFile("w", suffix=".txt") as file:
            file.write("b,a\nnobody\na,é\n")
            file.flush()
            answer, arrays, _ = self.host.ask(
                {"type": "run", "id": 1, "module": "t.people", "parameters": {"file": file.name}, "stage": "s"}
            )
        self.assertEqual(answer["type"], "result", answer)
        self.assertEqual(
            answer["network"],
            {"directed": True, "nodes": 3, "edges": 2, "weight": {"column": "weight", "meaning": "strength"}},
        )
        self.assertEqual(bytes(arrays["ids.bytes"]).decode(), "abé")
        self.assertEqual((arrays["sources"], arrays["targets"], arrays["edge:weight"]), ([0, 1], [2, 0], [2, 2]))
        self.assertEqual(arrays["node:x.codes"], [-1, 0, -1])
        ledger = answer["ledger"][0]
        self.assertEqual((ledger["read"], ledger["kept"]), (3, 2))
        self.assertEqual(ledger["rejections"], [{"line": 2, "reason": "no-pair", "detail": "nobody"}])

    def test_the_end(self):
        self.assertEqual(self.host.close()[0], 0)

    def test_the_host_goes_away_during_a_run(self):
        self.host.send(*self._slow("stubborn", 1))
        self.host.receive()
        self.assertIn(self.host.close()[0], (0, 1))


class Beginning(unittest.TestCase):
    def test_other_versions(self):
        with Host(PLUGIN) as host:
            host.send({"type": "hello", "protocols": [2, 3], "host": "later"})
            answer, _ = host.receive()
            self.assertEqual((answer["type"], answer["code"]), ("error", "unknown-protocol"))
            self.assertEqual(host.close()[0], 1)

    def test_name_and_version_are_read_from_the_description(self):
        with tempfile.TemporaryDirectory() as folder:
            pathlib.Path(folder, "plugin.yaml").write_text('name: mine # me\nversion: "2.0"\nrun: [python3, x.py]\n')
            with Host(PLUGIN, folder) as host:
                hello = host.hello()
                self.assertEqual((hello["name"], hello["version"]), ("mine", "2.0"))

    def test_a_library_that_is_not_there(self):
        with Host(PLUGIN.replace('libraries=["numpy"]', 'libraries=["no-such-library"]')) as host:
            answer = host.hello()
            self.assertEqual((answer["type"], answer["code"]), ("error", "missing-library"))

    def test_nothing_is_written_before_hello(self):
        with Host(PLUGIN) as host:
            host.process.stdin.close()
            self.assertEqual(host.process.stdout.read(), b"")
            self.assertEqual(host.process.wait(timeout=10), 0)

    def test_hostile_frames(self):
        run = {"type": "run", "id": 1, "module": "t.degree", "parameters": {"k": 1}}
        whole = frame({"type": "describe"})

        def header(text):
            return b"SGP1" + struct.pack("<I", len(text)) + text

        def arrays(listed):
            return header(json.dumps({"type": "run", "id": 1, "arrays": listed}).encode())

        network = {"nodes": 3, "edges": 2, "directed": False}
        good = graph([(0, 1), (1, 2)])
        hostile = {
            "garbage": b"GET / HTTP/1.1\r\n\r\n",
            "half a frame": whole[:-3],
            "half a beginning": b"SGP",
            "a header that is too long": b"SGP1" + struct.pack("<I", (16 << 20) + 1),
            "no JSON": header(b"{type"),
            "no UTF-8": header(b'{"type": "\xff"}'),
            "no object": header(b"[1]"),
            "no type": header(b"{}"),
            "a constant": header(b'{"type": "describe", "x": NaN}'),
            "depth": header(b"[" * 100000),
            "an unknown type": frame({"type": "dance"}),
            "hello twice": frame({"type": "hello", "protocols": [1]}),
            "arrays that are no list": arrays(5),
            "an array without a name": arrays([{"type": "u8", "count": 0}]),
            "an unknown type of array": arrays([{"name": "a", "type": "f32", "count": 0}]),
            "a negative count": arrays([{"name": "a", "type": "u8", "count": -1}]),
            "a count that is true": arrays([{"name": "a", "type": "u8", "count": True}]),
            "a huge count": arrays([{"name": "a", "type": "f64", "count": 2**31 + 1}]),
            "arrays that end early": arrays([{"name": "a", "type": "f64", "count": 1000}]) + b"12345678",
            "a name twice": arrays([{"name": "a", "type": "u8", "count": 0}] * 2),
            "no id": frame({**run, "id": "1", "network": network}, good),
            "no network": frame(run),
            "a network that is no object": frame({**run, "network": 5}, good),
            "no arrays": frame({**run, "network": network}),
            "a wrong length": frame({**run, "network": {**network, "nodes": 5}}, good),
            "a wrong type": frame({**run, "network": network}, [("offsets", "f64", [0, 1, 3, 4]), *good[1:]]),
            "parameters that are no object": frame({**run, "network": network, "parameters": [1]}, good),
            "a seed that is no number": frame({**run, "network": network, "seed": "x"}, good),
        }
        for name, data in hostile.items():
            with self.subTest(name), Host(PLUGIN) as host:
                host.hello()
                host.send_bytes(data)
                host.process.stdin.close()
                answer, _ = host.receive()
                self.assertEqual((answer["type"], answer["code"]), ("error", "broken-protocol"))
                self.assertEqual(host.process.wait(timeout=10), 76)


if __name__ == "__main__":
    unittest.main()
