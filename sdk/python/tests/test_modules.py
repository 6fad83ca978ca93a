"""Modules, columns and networks without a host."""

import datetime
import importlib.util
import pathlib
import sys
import unittest
from typing import Annotated, List, Literal, Optional

import numpy as np

from sociogram import (
    Column, Context, DeclarationError, Described, EdgeColumn, Example, InputFile, Ledger, Network, NodeColumn, Param,
    Reads, Result, StageError, Table, module,
)
from sociogram import _columns, _decoding
from sociogram._manual import _registry
from sociogram.testing import check_examples, run_module

sys.path.insert(0, str(pathlib.Path(__file__).parent))


class TestCase(unittest.TestCase):
    def setUp(self):
        self.addCleanup(_registry.clear)

    def refused(self, words, action):
        with self.assertRaises((DeclarationError, ValueError, TypeError, StageError, KeyError)) as caught:
            action()
        self.assertIn(words, str(caught.exception))


class Parameters(TestCase):
    def test_types_are_read_from_annotations(self):
        @module("t.all", summary="All", writes={"x": float})
        def everything(
            network,
            a: Annotated[int, Param("A")],
            b: Annotated[float, Param("B.", gt=0, le=2)] = 1,
            c: Annotated[bool, "C"] = False,
            d: Annotated[Literal["x", "y"], Param("D")] = "y",
            e: Annotated[List[int], Param("E", ge=1)] = [1, 2],
            f: Annotated[Optional[NodeColumn], Param("F")] = None,
            g: Annotated[Optional[EdgeColumn], Param("G")] = None,
            h: Annotated[Optional[InputFile], Param("H")] = None,
            i: Annotated[List[Literal["p", "q"]], Param("I")] = [],
        ):
            "Nothing."

        listed = {p["key"]: p for p in everything.__sociogram__.as_json()["parameters"]}
        self.assertEqual(listed["a"], {"key": "a", "type": "integer", "doc": "A", "required": True})
        self.assertEqual(
            listed["b"],
            {"key": "b", "type": "number", "doc": "B", "default": 1, "exclusive_minimum": 0, "maximum": 2},
        )
        self.assertEqual(listed["c"], {"key": "c", "type": "boolean", "doc": "C", "default": False})
        self.assertEqual(listed["d"], {"key": "d", "type": "choice", "choices": ["x", "y"], "doc": "D", "default": "y"})
        self.assertEqual(listed["e"], {"key": "e", "type": {"list": "integer"}, "doc": "E", "default": [1, 2], "minimum": 1})
        self.assertEqual([listed[key]["type"] for key in "fgh"], ["node_column", "edge_column", "file"])
        self.assertEqual(listed["i"]["type"], {"list": "choice"})

        read = everything.__sociogram__.signature.arguments
        values = read({"a": 1.0, "f": "year", "i": ["q"]})
        self.assertEqual((values["a"], values["b"], values["e"], values["h"]), (1, 1.0, [1, 2], None))
        self.assertIsInstance(values["f"], NodeColumn)
        for wrong, words in (
            ({}, "'a' is missing"), ({"a": 1.5}, "whole number"), ({"a": True}, "whole number"),
            ({"a": 1, "b": 0}, "greater than 0"), ({"a": 1, "b": 3}, "at most 2"), ({"a": 1, "b": "x"}, "number"),
            ({"a": 1, "c": 1}, "true or false"), ({"a": 1, "d": "z"}, "one of x, y"), ({"a": 1, "e": [0]}, "at least 1"),
            ({"a": 1, "e": 3}, "list"), ({"a": 1, "z": 3}, "no parameter 'z'"), ({"a": 1, "f": 3}, "a text"),
        ):
            with self.subTest(wrong):
                self.refused(words, lambda: read(wrong))

    def test_words_of_python_can_be_parameters(self):
        @module("t.words", summary="S", writes={"x": float})
        def words(network, lambda_: Annotated[float, "L"] = 0.5):
            return [lambda_] * len(network)

        self.assertEqual(words.__sociogram__.as_json()["parameters"][0]["key"], "lambda")
        found = run_module(words, Network.sketch("a-b"), **{"lambda": 2})
        self.assertEqual(found.nodes["x"].tolist(), [2, 2])

    def test_wrong_declarations(self):
        def declare(annotation, default=None, name="t.wrong", **more):
            def function(network, a=default):
                pass

            function.__annotations__["a"] = annotation
            return lambda: module(name, summary="S", **{"writes": {"x": float}, **more})(function)

        good = Annotated[int, Param("A")]
        for words, action in (
            ("needs a type and a description", declare(int, 1)),
            ("cannot be written in a study", declare(Annotated[datetime.date, Param("A")])),
            *([("write Optional", declare(good))] if sys.version_info >= (3, 11) else []),
            ("at least 3", declare(Annotated[int, Param("A", ge=3)], 1)),
            ("no bounds", declare(Annotated[str, Param("A", ge=3)], "x")),
            ("family.snake_case", declare(good, 1, "Wrong")),
            ("not 'date'", declare(good, 1, writes={"x": "date"})),
            ("writes nothing", declare(good, 1, writes={})),
            ("'seed' or 'title'", declare(good, 1, uses=["time"])),
            ("declares no columns", declare(good, 1, makes_network=True)),
        ):
            with self.subTest(words):
                self.refused(words, action)
        declare(good, 1)()
        self.refused("two modules", declare(good, 1))


class Columns(TestCase):
    def there_and_back(self, values, kind, count=None):
        encoded = _columns.encode(values, kind, len(values) if count is None else count)
        return _decoding.decode(kind, encoded)

    def test_numbers(self):
        nan = float("nan")
        for values in ([1, 2.5, None], [1, 2.5, nan], np.array([1, 2.5, nan]), np.ma.MaskedArray([1, 2.5, 9], [0, 0, 1]),
                       np.array([1, 2.5, None], dtype=object), np.float32([1, 2.5, nan])):
            np.testing.assert_array_equal(self.there_and_back(values, "number"), [1, 2.5, nan])
        np.testing.assert_array_equal(self.there_and_back({2: 5, 0: 1}, "number", 3), [1, nan, 5])

    def test_whole_numbers(self):
        whole = self.there_and_back(np.uint8([1, 2]), "integer")
        self.assertEqual((whole.dtype, whole.tolist()), (np.int64, [1, 2]))
        np.testing.assert_array_equal(self.there_and_back([1, None], "integer"), [1, np.nan])
        np.testing.assert_array_equal(self.there_and_back([1.0, float("nan")], "integer"), [1, np.nan])
        self.assertEqual(self.there_and_back([2**62 + 1, 0], "integer").tolist(), [2**62 + 1, 0])

    def test_truth_values(self):
        self.assertEqual(self.there_and_back([True, False], "boolean").tolist(), [True, False])
        again = self.there_and_back(self.there_and_back([True, None, False], "boolean"), "boolean")
        np.testing.assert_array_equal(again, [1, np.nan, 0])

    def test_texts(self):
        for values in (["é", None, "", "é"], np.array(["é", None, "", "é"], dtype=object)):
            self.assertEqual(self.there_and_back(values, "text").tolist(), ["é", None, "", "é"])
        self.assertEqual(self.there_and_back(np.array(["b", "a"]), "text").tolist(), ["b", "a"])
        self.assertEqual(self.there_and_back([], "text").tolist(), [])
        self.assertEqual(self.there_and_back([None], "text").tolist(), [None])

    def test_what_does_not_fit_is_refused(self):
        for kind, values, words in (
            ("number", [1, 2], "has 2 values instead of 3"), ("number", np.zeros((3, 1)), "2 dimensions"),
            ("number", 5, "instead of an array"), ("number", "abc", "instead of an array"),
            ("number", ["a", "b", "c"], "'a' at position 0 instead of a number"),
            ("number", [1, True, None], "True at position 1"), ("number", [1, np.inf, 2], "infinite at position 1"),
            ("number", np.array(["a", "b", "c"]), "instead of numbers"),
            ("integer", [1, 2.5, 3], "2.5 at position 1 instead of a whole number"),
            ("integer", [1, 2**63, 3], "does not fit into 64 bits"), ("integer", [1, 2**70, 3], "does not fit"),
            ("integer", np.array([1, 2**63, 3], dtype="u8"), "does not fit"),
            ("integer", [1, -(2**63), 3], "stands for a missing value"),
            ("boolean", [0, 1, 1], "instead of truth values"), ("boolean", [True, None, 1], "1 at position 2"),
            ("boolean", [0.0, 1.0, 0.5], "instead of truth values"), ("text", [1, 2, 3], "instead of text"),
            ("text", ["a", 5, "b"], "5 at position 1"), ("text", ["a", "\ud800", "b"], "not Unicode"),
            ("number", {5: 1}, "positions from 0 to 2, not 5"), ("number", {"a": 1}, "not 'a'"),
        ):
            with self.subTest(f"{kind} {values!r}"):
                self.refused(words, lambda: _columns.encode(values, kind, 3))

    def test_values_that_carry_their_own_order(self):
        class Series:
            """As of pandas, which the SDK does not ask for."""

            def __init__(self, values, index):
                self.values, self.index = np.array(values), index

            def to_numpy(self):
                return self.values

            def __len__(self):
                return len(self.values)

        plain = Series([7, 8, 9], Series([0, 1, 2], None))
        self.assertIs(_columns.in_order_of_network(plain), plain)
        self.assertEqual(self.there_and_back(plain, "integer", 3).tolist(), [7, 8, 9])

        @module("t.series", summary="S", writes={"x": "integer"})
        def series(network):
            return Series([7, 8], Series(["b", "a"], None))

        self.refused("index of its own", lambda: run_module(series, Network.sketch("a-b")))

        # Rows of a table are in the order in which they are given.
        @module("t.table", summary="S", tables={"t": "T"})
        def table(network):
            return {"t": {"x": Series([7, 8], Series(["b", "a"], None))}}

        self.assertEqual(run_module(table, Network.sketch("a-b")).tables["t"]["x"].tolist(), [7, 8])
        for index in (["b", "a", "c"], [2, 1, 0], [1, 2, 3]):
            with self.subTest(index):
                named = Series([7, 8, 9], Series(index, None))
                self.refused("index of its own", lambda: _columns.in_order_of_network(named))
        self.refused("no order", lambda: _columns.encode({1, 2, 3}, "integer", 3))

    def test_types_of_tables(self):
        for values, kind in (
            ([1, 2], "integer"), ([1, None], "integer"), ([1.5, 1], "number"), ([None, 1.5], "number"),
            (["a"], "text"), ([True, None], "boolean"), ([None], "number"), (np.array(["a"]), "text"),
        ):
            self.assertEqual(_columns.infer_type(values), kind, values)
        self.refused("several types", lambda: _columns.infer_type([1, "a"]))


class Networks(TestCase):
    def test_a_series_of_ids_is_a_mapping(self):
        class Series:
            def __init__(self, values, index):
                self.values, self.index = np.array(values), np.array(index)

            def tolist(self):
                return self.values.tolist()

            def to_numpy(self):
                return self.values

        class Index(np.ndarray):
            def to_numpy(self):
                return np.asarray(self)

        income = Series([10.0, 20.0, 30.0], ["c", "b", "a"])
        net = Network.from_edges([("c", "b"), ("b", "a")], nodes={"income": income})
        self.assertEqual(net.nodes["income"].tolist(), [30, 20, 10])
        sorted_away = Series([2.0, 1.0], [1, 0])
        sorted_away.index = sorted_away.index.view(Index)
        for change in ({"weight": sorted_away}, {"edge_columns": {"kind": sorted_away}}):
            self.refused("index of its own", lambda: Network.from_edges([("c", "b"), ("b", "a")], **change))

    def test_a_matrix_has_arrays_of_its_own(self):
        if importlib.util.find_spec("scipy") is None:
            self.skipTest("there is no scipy")
        net = Network.from_edges([("a", "b"), ("b", "c")], weight=[0, 1])
        matrix = net.to_scipy()
        matrix.eliminate_zeros()
        self.assertEqual(net.offsets.tolist(), [0, 1, 3, 4])

    def test_an_empty_mapping_of_an_empty_network(self):
        @module("t.empty", summary="S", writes={"x": float})
        def empty(network):
            return {node: 1.0 for node in range(len(network))}

        self.assertEqual(run_module(empty, Network.sketch("")).nodes["x"].tolist(), [])
        self.assertEqual(run_module(empty, Network.sketch("a-b")).nodes["x"].tolist(), [1, 1])

    def test_one_text_is_a_list_of_it(self):
        @module("t.one", summary="S", writes={"x": float}, references="Feld 1991", assumes="allTies",
                reads=Reads(node_columns="year"))
        def one(network):
            return np.zeros(len(network))

        said = next(iter(_registry.values())).as_json()
        self.assertEqual((said["references"], said["assumes"]), (["Feld 1991"], ["allTies"]))
        self.assertEqual(said["reads"]["node_columns"], ["year"])

    def test_columns_are_mappings(self):
        with self.assertRaisesRegex(TypeError, "nodes are named by 'ids'"):
            Network.from_edges([("a", "b")], nodes=["a", "b"])

    def test_sketches(self):
        net = Network.sketch("b-a c-b:2 d a-a", nodes={"x": {"d": "D"}, "y": [1, 2, 3, 4]}, edges={"z": [1.5, 2, 3]})
        self.assertEqual((len(net), net.edge_count, net.directed, net.ids), (4, 3, False, list("abcd")))
        self.assertEqual((net.sources.tolist(), net.targets.tolist()), ([0, 0, 1], [0, 1, 2]))
        self.assertEqual(net.weight.tolist(), [1, 1, 2])
        self.assertEqual(net.offsets.tolist(), [0, 2, 4, 5, 5])
        self.assertEqual((net.neighbors.tolist(), net.arc_edges.tolist()), ([0, 1, 0, 2, 1], [0, 1, 1, 2, 2]))
        self.assertEqual(net.neighbors_of(1).tolist(), [0, 2])
        self.assertEqual(net.nodes["x"].tolist(), [None, None, None, "D"])
        self.assertEqual(net.edges["z"].tolist(), [1.5, 2, 3])
        self.refused("no node column 'w', only: x, y", lambda: net.nodes["w"])
        arcs = Network.sketch("b>a a>c")
        self.assertTrue(arcs.directed)
        self.assertEqual((arcs.sources.tolist(), arcs.targets.tolist(), arcs.neighbors.tolist()), ([0, 1], [2, 0], [2, 0]))
        self.assertEqual(len(Network.sketch("")), 0)

    def test_arcs_are_those_of_the_edges(self):
        rng = np.random.default_rng(1)
        for directed in (False, True):
            for _ in range(20):
                pairs = {tuple(map(str, pair)) for pair in rng.integers(0, 12, (20, 2))}
                if not directed:
                    pairs = {min(pair, pair[::-1]) for pair in pairs}
                net = Network.from_edges(pairs, directed=directed)
                found = set()
                for node in range(len(net)):
                    for arc in range(net.offsets[node], net.offsets[node + 1]):
                        edge = net.arc_edges[arc]
                        ends = (net.sources[edge], net.targets[edge])
                        self.assertIn((node, net.neighbors[arc]), (ends, ends if directed else ends[::-1]))
                        found.add((net.ids[ends[0]], net.ids[ends[1]]))
                    self.assertEqual(sorted(net.neighbors_of(node)), net.neighbors_of(node).tolist())
                self.assertEqual(found, pairs)

    def test_parallel_edges(self):
        edges = [("a", "b"), ("b", "a"), ("b", "c")]
        self.refused("several edges join 'a' and 'b'", lambda: Network.from_edges(edges))
        self.assertEqual(Network.from_edges(edges, parallel="sum").weight.tolist(), [2, 1])
        net = Network.from_edges(edges, parallel="sum", weight=[1, 2, 4], edge_columns={"t": ["x", "y", "z"]})
        self.assertEqual((net.weight.tolist(), net.edges["t"].tolist()), ([3, 4], ["x", "z"]))
        self.assertEqual(Network.from_edges(edges, parallel="first", weight=[1, 2, 4]).weight.tolist(), [1, 4])
        self.assertEqual(Network.from_edges(edges, directed=True).edge_count, 3)
        self.refused("two nodes 'a'", lambda: Network.from_edges([], ids=["a", "a"]))
        self.refused("not 5", lambda: Network.from_edges([(5, 6)]))
        self.refused("not empty", lambda: Network.from_edges([("a", "")]))
        self.refused("weight of edge 1 is missing", lambda: Network.from_edges(edges, weight=[1, None, 2], directed=True))
        self.refused("the weight is infinite", lambda: Network.from_edges(edges, weight=[1, np.inf, 2], directed=True))
        self.assertEqual(Network.from_edges([("e\u0301", "\u00e9")]).ids, ["\u00e9"])
        self.assertEqual(Network.from_edges([], parallel="sum").weight.tolist(), [])

    def test_columns_follow_their_nodes(self):
        net = Network.from_edges([("z", "b")], ids=["c", "a"], nodes={"t": ["C", "A", "Z", "B"], "n": [3, 1, 26, 2]})
        self.assertEqual((net.ids, net.nodes["t"].tolist(), net.nodes["n"].tolist()), (list("abcz"), list("ABCZ"), [1, 2, 3, 26]))

    def test_what_is_not_read_is_not_there(self):
        net = Network.from_arcs(2, np.int32([0]), np.int32([1]), directed=False)
        self.refused("Reads(ids=True)", lambda: self._attribute(net, "ids"))
        self.refused("Reads(weight=True)", lambda: self._attribute(net, "weight"))

    def _attribute(self, net, name):
        try:
            return getattr(net, name)
        except AttributeError as error:
            raise ValueError(str(error)) from None

    def test_other_libraries(self):
        net = Network.sketch("a-b:2 b-c c-c d", nodes={"x": [1, 2, 3, 4]})
        for name, check in (
            ("igraph", lambda: (net.to_igraph().ecount(), net.to_igraph().vs["name"], net.to_igraph().es["weight"])),
            ("networkx", lambda: (
                net.to_networkx().number_of_edges(), [d["id"] for _, d in net.to_networkx().nodes(data=True)],
                [d["weight"] for _, _, d in net.to_networkx().edges(data=True)])),
            ("scipy", lambda: (
                3, net.ids, net.to_scipy().toarray()[[0, 1, 2], [1, 2, 2]].tolist())),
        ):
            with self.subTest(name):
                try:
                    __import__(name)
                except ImportError:
                    self.refused("cannot be imported", check)
                    continue
                self.assertEqual(check(), (3, list("abcd"), [2, 1, 1]))


class Running(TestCase):
    def test_a_module_is_a_function(self):
        @module(
            "t.count", summary="Counts", writes={"n": Column("integer", "number", convention="all")},
            examples=[Example("A path", "a-b b-c", nodes="""
                id,n
                a,1
                b,2
                c,1
            """)],
        )
        def count(network: Network) -> "dict[str, object]":
            """Counts
            neighbours.

            - one
            - two
            """
            return {"n": network.degrees}

        self.assertEqual(count(Network.sketch("a-b"))["n"].tolist(), [1, 1])
        manual = count.__sociogram__.as_json()
        self.assertEqual(manual["details"], "Counts neighbours.\n\n- one\n- two")
        self.assertEqual(manual["examples"][0]["expected"], [{"kind": "nodes", "csv": "id,n\na,1\nb,2\nc,1\n"}])
        check_examples(count)

    def test_examples_that_are_wrong_are_told(self):
        @module("t.wrong", summary="S", writes={"x": float}, examples=[Example("E", "a-b", nodes="id,x\na,0.33\nb,0.34\n")])
        def wrong(network):
            return np.array([1 / 3, 1 / 3])

        with self.assertRaisesRegex(AssertionError, "x of b: 0.333.* instead of 0.34"):
            check_examples(wrong)

    def test_the_context(self):
        @module("t.context", summary="S", tables={"t": "T"}, uses=["seed", "title"])
        def use(network, ctx: Context):
            ctx.progress(2)
            ctx.warn("some-code", "Text", parameter="p")
            ctx.method("Text.", subject="data")
            return {"t": {"x": [ctx.rng.random(), ctx.threads], "title": [ctx.title] * 2}}

        net = Network.sketch("a-b")
        first, second, other = run_module(use, net), run_module(use, net), run_module(use, net, context=Context(seed=1, title="X"))
        self.assertEqual(first.tables["t"]["x"].tolist(), second.tables["t"]["x"].tolist())
        self.assertNotEqual(first.tables["t"]["x"].tolist(), other.tables["t"]["x"].tolist())
        self.assertEqual((first.warnings[0].code, first.methods[0].subject), ("some-code", "data"))
        self.assertEqual(other.tables["t"]["title"].tolist(), ["X", "X"])
        self.refused("kebab-case", lambda: Context().warn("Some code", "Text"))
        told = []
        chatty = Context(tell=told.append)
        for _ in range(2000):
            chatty.warn("again", "Text")
        self.assertEqual((len(told), told[-1]["code"]), (500, "many-messages"))

    def test_undeclared_use_of_the_seed(self):
        @module("t.seedless", summary="S", writes={"x": float})
        def seedless(network, context):
            return context.rng.random(len(network))

        with self.assertRaisesRegex(AttributeError, r"uses=\['seed'\]"):
            run_module(seedless, Network.sketch("a-b"))

    def test_a_module_is_given_what_it_reads(self):
        @module("t.reads", summary="S", writes={"x": float}, reads=Reads(weight=True, edge_columns=["*"]))
        def read(network, by: Annotated[NodeColumn, "By"], how: Annotated[str, "How"] = ""):
            if how == "ids":
                network.ids
            if how == "other":
                network.nodes["b"]
            return network.nodes[by] + network.weight.sum() + network.edges["e"].sum()

        net = Network.sketch("a-b", nodes={"a": [1, 2], "b": [3, 4]}, edges={"e": [5]})
        self.assertEqual(run_module(read, net, by="a").nodes["x"].tolist(), [7, 8])
        self.refused("no node column 'c'", lambda: run_module(read, net, by="c"))
        self.refused("no node column 'b'", lambda: run_module(read, net, by="a", how="other"))
        with self.assertRaisesRegex(AttributeError, "ids=True"):
            run_module(read, net, by="a", how="ids")

    def test_results_of_several_kinds(self):
        @module("t.both", summary="S", writes={"x": int}, edge_writes={"x": int}, documents={"d": "D"})
        def both(network, how: Annotated[str, "How"] = "result"):
            if how == "mapping":
                return {"x": [1], "d": "text"}
            return Result(nodes={"x": Described([1, 2], "counted")}, edges={"x": [3]}, documents={"d": b"bytes"})

        outcome = run_module(both, Network.sketch("a-b"))
        self.assertEqual((outcome.nodes["x"].tolist(), outcome.edges["x"].tolist(), outcome.documents["d"]), ([1, 2], [3], b"bytes"))
        self.refused("tells them apart", lambda: run_module(both, Network.sketch("a-b"), how="mapping"))

    def test_ledgers_balance(self):
        ledger = Ledger("a.txt", unit="people")
        ledger.keep(3), ledger.merge(), ledger.drop(), ledger.reject(7, "no-name", "x")
        self.refused("kebab-case", lambda: ledger.reject(8, "No name"))
        told = ledger.as_json()
        self.assertEqual((told["read"], told["kept"], told["merged"], told["dropped"]), (6, 3, 1, 1))

    def test_an_importer(self):
        @module(
            "t.pairs", summary="S", makes_network=True,
            examples=[Example("E", files={"p.txt": "a b\nb c\n"}, parameters={"file": "p.txt"},
                              edges="source,target\na,b\nb,c\n")],
        )
        def pairs(file: Annotated[InputFile, "A file"]):
            with open(file) as lines:
                return Network.from_edges(tuple(line.split()) for line in lines)

        check_examples(pairs)
        self.refused("returns no network", lambda: run_module(self._nothing()))

    def _nothing(self):
        @module("t.nothing", summary="S", makes_network=True)
        def nothing():
            return {}

        return nothing

    def test_tables(self):
        @module("t.table", summary="S", tables={"t": "T"})
        def table(network, how: Annotated[str, "How"] = "good"):
            if how == "ragged":
                return {"t": {"a": [1, 2], "b": [1]}}
            if how == "mixed":
                return {"t": {"a": [1, "x"]}}
            return {"t": Table({"a": [1, None], "b": ["x", None], "c": [0.5, 2]}, "Title", "Note")}

        net = Network.sketch("a-b")
        self.assertEqual(run_module(table, net).tables["t"].type("b"), "text")
        self.refused("column 'b' of table 't' has 1 values instead of 2", lambda: run_module(table, net, how="ragged"))
        self.refused("several types", lambda: run_module(table, net, how="mixed"))


if __name__ == "__main__":
    unittest.main()
