"""A plug-in in R and a host that talk over pipes. Skipped where there is no R."""

import json
import os
import pathlib
import shutil
import struct
import subprocess
import sys
import tempfile
import unittest

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1] / "python" / "tests"))

import fake_host  # noqa: E402
from fake_host import frame, graph, texts  # noqa: E402

PLUGIN = """
source(file.path(Sys.getenv("SOCIOGRAM_SDK"), "r", "sociogram.R"))
cat("printed at the start\\n")
system("echo printed by a child")

sociogram_module("t.degree", summary = "Degrees", writes = list(degree = "integer"),
  parameters = list(k = sociogram_param("integer", "Added", 5, minimum = 0)),
  fun = function(network, parameters, context) {
    print("printed by a module")
    context$progress(0.5)
    context$warn("few-nodes", "only few", parameter = "k", help = "add some")
    warning("a warning of R")
    context$method("Degrees were counted.", caption = "degree", reference = "Euler")
    list(degree = diff(network$offsets) + parameters$k)
  })

sociogram_module("t.columns", summary = "Columns", reads = sociogram_reads(TRUE, TRUE, "*"),
  writes = list(n = "number", t = "text", b = "boolean"), edge_writes = list(w = "number"),
  tables = list(all = "All"), documents = list(d.txt = "D"),
  fun = function(network, parameters, context) {
    nodes <- network$nodes
    stopifnot(identical(sociogram_neighbors(network, 2), c(1L, 3L)), identical(network$edges$source, c(1L, 2L)))
    list(n = nodes$n, t = nodes$t, b = nodes$b, w = network$edges$weight * 2,
         all = sociogram_table(nodes[c("id", "i")], title = "T", note = "N"), d.txt = "\\u00e9")
  })

sociogram_module("t.random", summary = "Random", uses = "seed", writes = list(x = "number"),
  fun = function(network, parameters, context) list(x = runif(network$n)))

sociogram_module("t.wrong", summary = "Wrong", writes = list(x = "number"),
  parameters = list(how = sociogram_param("text", "How")),
  fun = function(network, parameters, context) switch(parameters$how,
    stage = sociogram_error("too-few", "Too few", parameter = "how", help = "More"),
    length = list(x = 1), infinite = list(x = c(1, Inf, 2)), missing = list(),
    memory = list(x = numeric(1e14)), chatty = { for (i in 1:2000) warning(i); list(x = 1:3) }, stop("a defect")))

sociogram_run(libraries = "stats")
"""


@unittest.skipUnless(shutil.which("Rscript"), "there is no Rscript")
class Conversation(unittest.TestCase):
    def setUp(self):
        self.host = RHost()
        self.addCleanup(self.host.__exit__)
        self.hello = self.host.hello()

    def test_hello(self):
        self.assertEqual((self.hello["type"], self.hello["protocol"]), ("hello", 1))
        self.assertEqual((self.hello["name"], self.hello["version"]), ("t", "1.2.0"))
        self.assertEqual(set(self.hello["surroundings"]), {"R", "stats"})

    def test_describe(self):
        manuals, _, _ = self.host.ask({"type": "describe", "unknown": [1]})
        modules = {module["name"]: module for module in manuals["modules"]}
        self.assertEqual(
            modules["t.degree"]["parameters"],
            [{"key": "k", "type": "integer", "doc": "Added", "default": 5, "minimum": 0}],
        )
        self.assertEqual(
            modules["t.columns"]["reads"], {"weight": True, "ids": True, "node_columns": ["*"], "edge_columns": []}
        )
        self.assertEqual((modules["t.random"]["uses"], modules["t.degree"]["uses"]), (["seed"], []))

    def test_run(self):
        answer, arrays, told = self.host.run("t.degree", {"k": 2}, unknown="key")
        self.assertEqual(answer["type"], "result", answer)
        self.assertEqual(arrays, {"node:degree": [3, 4, 3]})
        self.assertEqual([each.get("code") for each in told], [None, "few-nodes", "r-warning"])
        self.assertEqual(
            answer["methods"],
            [{"subject": "measure", "column": "degree", "text": "Degrees were counted.", "caption": "degree",
              "reference": "Euler"}],
        )
        self.assertEqual(self.host.run("t.degree", {"k": 0}, [(0, 0), (0, 1)], 2)[1], {"node:degree": [2, 1]})
        self.assertEqual(self.host.run("t.degree", {"k": 0}, [], 3)[1], {"node:degree": []})
        status, errors = self.host.close()
        self.assertEqual(status, 0)
        for text in ("printed at the start", "printed by a module"):
            self.assertIn(text, errors)

    def test_columns_go_there_and_back(self):
        given = [
            ("weight", "f64", [1.0, 3.0]), *texts("ids", ["a", "é", "日本"]),
            ("node:n", "f64", [1.5, float("nan"), -0.0]), ("node:i", "i64", [2**53, -(2**63), -3]),
            ("node:b", "u8", [1, 2, 0]), ("node:t.codes", "i32", [1, -1, 0]), *texts("node:t", ["x", ""]),
        ]
        listed = [{"name": n, "type": t} for n, t in (("n", "number"), ("i", "integer"), ("b", "boolean"), ("t", "text"))]
        answer, arrays, _ = self.host.run("t.columns", arrays=given, network={"node_columns": listed})
        self.assertEqual(answer["type"], "result", answer)
        self.assertEqual(str(arrays["node:n"]), "[1.5, nan, -0.0]")
        self.assertEqual(arrays["node:b"], [1, 2, 0])
        self.assertEqual((arrays["node:t.codes"], arrays["node:t.bytes"], arrays["node:t.ends"]), ([0, -1, 1], [120], [0, 1]))
        self.assertEqual(arrays["edge:w"], [2, 6])
        self.assertEqual(str(arrays["table:all:i"]), "[9007199254740992.0, nan, -3.0]")
        self.assertEqual(bytes(arrays["table:all:id.bytes"]).decode(), "aé日本")
        self.assertEqual(bytes(arrays["document:d.txt"]).decode(), "é")
        self.assertEqual((answer["tables"][0]["title"], answer["tables"][0]["rows"]), ("T", 3))

    def test_whole_numbers_that_r_cannot_hold(self):
        column = {"node_columns": [{"name": "i", "type": "integer"}]}
        given = [("node:i", "i64", [2**53 + 2, 0, 0])]
        error, _, _ = self.host.run("t.degree", {"k": 1}, arrays=given, network=column)
        self.assertEqual((error["type"], error["code"]), ("error", "large-integer"))

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
            ("other", "a defect"), ("length", "column 'x' has 1 values instead of 3"),
            ("infinite", "infinite at position 2"), ("missing", "does not return 'x'"),
        ):
            error, _, _ = self.host.run("t.wrong", {"how": how})
            self.assertEqual((error["type"], error["code"]), ("error", "defect"))
            self.assertIn(message, error["message"])
        self.assertEqual(self.host.run("t.wrong", {"how": "memory"})[0]["code"], "out-of-memory")
        self.assertEqual(self.host.run("t.none")[0]["code"], "unknown-module")
        _, _, told = self.host.run("t.wrong", {"how": "chatty"})
        self.assertEqual((len(told), told[-1]["code"]), (500, "many-messages"))
        self.assertEqual(self.host.run("t.degree", {"k": 0})[0]["type"], "result")


@unittest.skipUnless(shutil.which("Rscript"), "there is no Rscript")
class Beginning(unittest.TestCase):
    def test_other_versions(self):
        with RHost() as host:
            host.send({"type": "hello", "protocols": [2], "host": "later"})
            self.assertEqual(host.receive()[0]["code"], "unknown-protocol")

    def test_the_template(self):
        template = (HERE.parents[1] / "templates" / "r" / "plugin.R").read_text()
        with RHost(template) as host:
            host.hello()
            manual = host.ask({"type": "describe"})[0]["modules"][0]
            self.assertEqual((manual["name"], manual["parameters"][0]["default"]), ("my_plugin.neighbor_degree", 1))
            edges = [(0, 1), (0, 2), (1, 2), (2, 3)]
            for smallest, wanted in ((1, "[2.5, 2.5, 1.66667, 3.0]"), (3, "[3.0, 3.0, nan, 3.0]")):
                _, arrays, _ = host.run("my_plugin.neighbor_degree", {"smallest": smallest}, edges)
                self.assertEqual(str([round(x, 5) for x in arrays["node:neighbor_degree"]]), wanted)
            self.assertEqual(host.run("my_plugin.neighbor_degree", {"smallest": 1}, [])[1], {"node:neighbor_degree": []})

    def test_hostile_frames(self):
        def header(text):
            return b"SGP1" + struct.pack("<I", len(text)) + text

        def arrays(*listed):
            return header(json.dumps({"type": "run", "id": 1, "arrays": listed}).encode())

        network = {"nodes": 5, "edges": 2, "directed": False}
        run = {"type": "run", "id": 1, "module": "t.degree", "parameters": {"k": 1}, "network": network}
        for name, data in {
            "garbage": b"GET / HTTP/1.1\r\n\r\n", "half a frame": frame({"type": "describe"})[:-3],
            "a long header": b"SGP1" + struct.pack("<I", (16 << 20) + 1), "no JSON": header(b"{type"),
            "no UTF-8": header(b'{"type": "\xff"}'), "no object": header(b"[1]"), "no type": header(b"{}"),
            "an unknown type": frame({"type": "dance"}),
            "an unknown type of array": arrays({"name": "a", "type": "f32", "count": 0}),
            "a negative count": arrays({"name": "a", "type": "u8", "count": -1}),
            "a huge count": arrays({"name": "a", "type": "f64", "count": 2**31 + 1}),
            "arrays that end early": arrays({"name": "a", "type": "f64", "count": 1000}) + b"12345678",
            "a wrong length": frame(run, graph([(0, 1), (1, 2)])),
        }.items():
            with self.subTest(name), RHost() as host:
                host.hello()
                host.send_bytes(data)
                host.process.stdin.close()
                answer, _ = host.receive()
                self.assertEqual((answer["type"], answer["code"]), ("error", "broken-protocol"), answer)
                self.assertEqual(host.process.wait(timeout=20), 76)


class RHost(fake_host.Host):
    def __init__(self, script=PLUGIN):
        self.folder = tempfile.TemporaryDirectory()
        folder = pathlib.Path(self.folder.name)
        (folder / "plugin.yaml").write_text("name: t # me\nversion: '1.2.0'\nrun: [Rscript, plugin.R]\n")
        (folder / "plugin.R").write_text(script)
        base = {key: os.environ[key] for key in ("PATH", "HOME", "LANG") if key in os.environ}
        self.process = subprocess.Popen(
            ["Rscript", "plugin.R"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=folder,
            env={**base, "SOCIOGRAM_SDK": str(HERE.parents[1]), "SOCIOGRAM_PLUGIN": "1"},
        )

    def __exit__(self, *problem):
        super().__exit__(*problem)
        self.folder.cleanup()


@unittest.skipUnless(shutil.which("Rscript"), "there is no Rscript")
class Units(unittest.TestCase):
    def test_the_shim_by_itself(self):
        done = subprocess.run(["Rscript", str(HERE / "tests.R")], capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)


if __name__ == "__main__":
    unittest.main()
