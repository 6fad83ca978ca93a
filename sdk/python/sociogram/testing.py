"""Modules without Sociogram: for tests and notebooks.

    from sociogram.testing import Network, check_examples, run_module

    result = run_module(rich_club, Network.sketch("a-b b-c c-a c-d"), k=1)
    assert result.nodes["rich"].tolist() == [1, 1, 1, 0]
    check_examples(rich_club)

`check_examples` runs the examples of a module that consist of one stage; `sociogram plugins test` runs all of them.
"""

from __future__ import annotations

import csv
import io
import math
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Callable, Dict, List, Mapping, Optional, Sequence

from . import _columns
from ._context import Context, Method
from ._manual import Example, Module, module_of, tidy
from ._network import Columns, Network
from ._results import encode_result, sort_result

__all__ = ["Context", "Network", "Outcome", "Warned", "check_examples", "run_module"]


@dataclass(frozen=True)
class Warned:
    """A warning of a module."""

    code: str
    message: str
    parameter: Optional[str] = None


@dataclass(frozen=True)
class Outcome:
    """What Sociogram would be sent: columns as a later module would see them."""

    nodes: Columns
    edges: Columns
    tables: Mapping[str, Columns]
    documents: Mapping[str, bytes]
    network: Optional[Network]
    methods: Sequence[Method]
    warnings: Sequence[Warned]


def run_module(
    function: Callable[..., Any], network: Optional[Network] = None, /, context: Optional[Context] = None,
    **parameters: Any,
) -> Outcome:
    """Runs a module and checks its result as Sociogram would.

    Parameters that are not given have their defaults; they are named as in a study. `context` is for a seed, a title or a folder of one's own:
    `Context(seed=3)`; without it the seed is 7. Raises what the module raises, `StageError` for parameters that do
    not fit, and `TypeError` for a result that is not what the module declares.
    """
    module = module_of(function)
    with tempfile.TemporaryDirectory() as folder:
        context = context or Context(
            seed=7 if "seed" in module.uses else None, title="Test" if "title" in module.uses else None,
            folder=Path(folder),
        )
        return _outcome(module, network, context, parameters)


def _outcome(module: Module, network: Optional[Network], context: Context, parameters: Mapping[str, Any]) -> Outcome:
    warnings: List[Warned] = []

    def listen(message: Dict[str, Any]) -> None:
        if message.get("level") == "warning":
            warnings.append(Warned(message["code"], message["message"], message.get("parameter")))

    context.listen(listen)
    arguments = module.signature.arguments(parameters)
    if module.signature.network:
        if network is None:
            raise TypeError(f"{module.name} reads a network")
        arguments[module.signature.network] = _given(module, network, arguments)
    if module.signature.context:
        arguments[module.signature.context] = context
    context.seed_global_generators()
    value = module.function(**arguments)
    counts = (len(network), network.edge_count) if network is not None else (0, 0)
    header, arrays = encode_result(module, value, *counts)
    made = sort_result(module, value, *counts).network
    tables = {
        table["name"]: _columns_of(arrays, f"table:{table['name']}", table["columns"]) for table in header["tables"]
    }
    documents = {each["name"]: arrays[f"document:{each['name']}"].tobytes() for each in header["documents"]}
    return Outcome(
        _columns_of(arrays, "node", header["node_columns"]), _columns_of(arrays, "edge", header["edge_columns"]),
        tables, documents, made, context.methods, warnings,
    )


def _given(module: Module, network: Network, arguments: Mapping[str, Any]) -> Network:
    """The network without what the module does not read."""
    names: Dict[str, List[str]] = {
        "node_column": list(module.reads.node_columns), "edge_column": list(module.reads.edge_columns),
    }
    for parameter in module.signature.parameters:
        value = arguments[parameter.argument]
        if parameter.kind in names and value is not None:
            names[parameter.kind] += value if parameter.is_list else [value]
    for columns, listed in ((network.nodes, names["node_column"]), (network.edges, names["edge_column"])):
        for name in listed:
            if name != "*":
                columns.type(name)
    return network.as_read(module.reads.weight, module.reads.ids, names["node_column"], names["edge_column"])


def _columns_of(arrays: Mapping[str, Any], prefix: str, listed: Sequence[Mapping[str, str]]) -> Columns:
    columns = Columns(prefix)
    for column in listed:
        ends = (".codes", ".bytes", ".ends") if column["type"] == "text" else ("",)
        name = column["name"]
        columns.add(name, column["type"], {end: arrays[f"{prefix}:{name}{end}"] for end in ends})
    return columns


# Examples


def check_examples(function: Callable[..., Any]) -> None:
    """Runs the examples in a module's manual; `AssertionError` where one does not give its result."""
    module = module_of(function)
    for example in module.examples:
        if example.yaml is not None:
            continue
        wrong = _differences(function, module, example)
        if wrong:
            raise AssertionError(f"{module.name}, example '{example.title}': " + "; ".join(wrong))


def _differences(function: Callable[..., Any], module: Module, example: Example) -> List[str]:
    with tempfile.TemporaryDirectory() as folder:
        for name, text in example.files.items():
            Path(folder, name).write_text(text, encoding="utf-8")
        parameters = dict(example.parameters)
        for parameter in module.signature.parameters:
            if parameter.kind == "file" and parameter.key in parameters:
                parameters[parameter.key] = _in_folder(folder, parameters[parameter.key])
        network = Network.sketch(example.network, weight=example.weight) if module.signature.network else None
        outcome = run_module(function, network, **parameters)
    after = outcome.network or network
    found: List[str] = []
    if example.nodes is not None and after is not None:
        columns = {"id": after.ids, **{name: outcome.nodes[name] for name in outcome.nodes}}
        found += _compare("nodes", columns, example.nodes)
    if example.edges is not None and after is not None:
        ends = {"source": [after.ids[v] for v in after.sources], "target": [after.ids[v] for v in after.targets]}
        found += _compare("edges", {**ends, **{name: outcome.edges[name] for name in outcome.edges}}, example.edges)
    for name, expected in example.tables.items():
        found += _compare(f"table '{name}'", outcome.tables[name], expected)
    for name, text in example.documents.items():
        if text.encode("utf-8") not in outcome.documents[name]:
            found.append(f"document '{name}' does not contain {text!r}")
    return found


def _in_folder(folder: str, value: Any) -> Any:
    return [str(Path(folder, each)) for each in value] if isinstance(value, list) else str(Path(folder, value))


def _compare(what: str, columns: Mapping[str, Any], expected: str) -> List[str]:
    rows = list(csv.reader(io.StringIO(tidy(expected))))
    found: List[str] = []
    for position, name in enumerate(rows[0]):
        if name not in columns:
            found.append(f"{what} have no column '{name}'")
            continue
        values = [_printed(value) for value in columns[name]]
        if len(values) != len(rows) - 1:
            return [f"{what} have {len(values)} rows instead of {len(rows) - 1}"]
        for value, row in zip(values, rows[1:]):
            if not _agree(value, row[position]):
                found.append(f"{what}, {name} of {row[0]}: {value} instead of {row[position]}")
    return found


def _printed(value: Any) -> str:
    if _columns.is_missing(value):
        return ""
    if str(value) in ("True", "False"):
        return str(value).lower()
    return str(value)


def _agree(found: str, wanted: str) -> bool:
    """Equal texts, or numbers that round to what is printed."""
    if found == wanted:
        return True
    try:
        a, b = float(found), float(wanted)
    except ValueError:
        return False
    decimals = len(wanted.partition(".")[2])
    return math.isfinite(a) and (abs(a - b) <= 0.500001 * 10.0**-decimals or abs(a - b) <= 1e-9 * abs(b))
