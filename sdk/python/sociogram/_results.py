"""What a module returns, checked and made ready to be sent."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Dict, List, Mapping, Optional, Sequence, Tuple

import numpy as np
import numpy.typing as npt

from . import _columns
from ._context import Method
from ._manual import Module
from ._network import Network

Array = npt.NDArray[Any]


class ResultError(TypeError):
    """A module that does not return what it has declared."""


@dataclass(frozen=True)
class Described:
    """Values of a column with a convention that depends on parameters: "weights are used"."""

    values: Any
    convention: str


@dataclass(frozen=True)
class Table:
    """Columns of equal length. `note` says what a row is, with units and conventions."""

    columns: Any
    title: str = ""
    note: str = ""


@dataclass(frozen=True)
class Result:
    """All that a module returns, by kind and name."""

    nodes: Mapping[str, Any] = field(default_factory=dict)
    edges: Mapping[str, Any] = field(default_factory=dict)
    tables: Mapping[str, Any] = field(default_factory=dict)
    documents: Mapping[str, Any] = field(default_factory=dict)
    network: Optional[Network] = None


def told_methods(module: Module, methods: Sequence[Method]) -> List[Dict[str, Any]]:
    """What is said of methods; one that names no column is about the first thing that the module writes."""
    written = [*module.writes, *module.edge_writes, *module.tables, *module.documents]
    found: List[Dict[str, Any]] = []
    for method in methods:
        if method.subject == "measure" and method.column is None:
            # A module that makes a network says how the network was made.
            method = replace(method, column=written[0]) if written else replace(method, subject="data")
        found.append(method.as_json())
    return found


def sort_result(module: Module, value: Any, nodes: int, edges: int) -> Result:
    """What a function has returned, by kind; all that is declared is there, and nothing else."""
    result = value if isinstance(value, Result) else _by_name(module, value, {"nodes": nodes, "edges": edges})
    if module.makes_network != (result.network is not None):
        raise ResultError(f"{module.name} returns {'no' if module.makes_network else 'a'} network")
    for what, declared, returned in (
        ("node column", module.writes, result.nodes), ("edge column", module.edge_writes, result.edges),
        ("table", module.tables, result.tables), ("document", module.documents, result.documents),
    ):
        for name in returned:
            if name not in declared:
                raise ResultError(f"{module.name} returns {what} '{name}', which it does not declare")
        for name in declared:
            if name not in returned:
                raise ResultError(f"{module.name} does not return {what} '{name}', which it declares")
    return result


def _by_name(module: Module, value: Any, counts: Mapping[str, int]) -> Result:
    kinds = {
        "nodes": module.writes, "edges": module.edge_writes, "tables": module.tables, "documents": module.documents,
    }
    names = [(kind, name) for kind, declared in kinds.items() for name in declared]
    if isinstance(value, Network):
        return Result(network=value)
    # Of an empty network, a mapping of no nodes is a column of no values.
    if len(names) == 1 and (_is_bare(value) or (value == {} and counts.get(names[0][0]) == 0)):
        value = {names[0][1]: value}
    if not isinstance(value, Mapping):
        raise ResultError(f"{module.name} returns a {type(value).__name__} instead of a mapping by name")
    found: Dict[str, Dict[str, Any]] = {kind: {} for kind in kinds}
    for name, content in value.items():
        places = [kind for kind, known in names if known == name]
        if not places:
            known = ", ".join(name for _, name in names)
            hint = "; a value for each node is keyed by its position, from 0 on" if len(names) == 1 else ""
            raise ResultError(f"{module.name} returns '{name}', which it does not declare; it declares {known}{hint}")
        if len(places) > 1:
            raise ResultError(f"{module.name} declares several '{name}': return a Result, which tells them apart")
        found[places[0]][name] = content
    return Result(found["nodes"], found["edges"], found["tables"], found["documents"])


def _is_bare(value: Any) -> bool:
    """Whether it is the only thing that a module writes, without its name."""
    if not isinstance(value, Mapping):
        return value is not None
    return bool(value) and not any(isinstance(key, str) for key in value)


def encode_result(
    module: Module, value: Any, count_nodes: int, count_edges: int
) -> Tuple[Dict[str, Any], Dict[str, Array]]:
    """The header of a `result` without its type, and its arrays."""
    result = sort_result(module, value, count_nodes, count_edges)
    header: Dict[str, Any] = {"node_columns": [], "edge_columns": [], "tables": [], "documents": []}
    arrays: Dict[str, Array] = {}
    if result.network is not None:
        _encode_network(module, result.network, header, arrays)
    for side, declared, columns, count in (
        ("node", module.writes, result.nodes, count_nodes), ("edge", module.edge_writes, result.edges, count_edges),
    ):
        for name, column in declared.items():
            given = columns[name]
            convention = given.convention if isinstance(given, Described) else column.convention
            values = given.values if isinstance(given, Described) else given
            _put(module, f"{side} column '{name}'", f"{side}:{name}", values, column.kind, count, arrays, True)
            entry = {"name": name, "type": column.kind, "convention": convention}
            header[f"{side}_columns"].append(entry)
    for name in module.tables:
        header["tables"].append(_encode_table(module, name, result.tables[name], arrays))
    for name in module.documents:
        header["documents"].append({"name": name})
        arrays[f"document:{name}"] = _document(module, name, result.documents[name])
    return header, arrays


def _put(
    module: Module, what: str, key: str, values: Any, kind: str, count: int, arrays: Dict[str, Array],
    is_of_network: bool = False,
) -> None:
    try:
        if is_of_network:
            values = _columns.in_order_of_network(values)
        for end, array in _columns.encode(values, kind, count).items():
            arrays[key + end] = array
    except _columns.ColumnError as error:
        raise ResultError(f"{module.name}: {what} {error}") from None


def table_columns(table: Table) -> Dict[str, Any]:
    """The columns by name, also of a data frame."""
    columns = table.columns
    names = list(columns.keys()) if hasattr(columns, "keys") else list(columns.columns)
    return {str(name): columns[name] for name in names}


def _encode_table(module: Module, name: str, value: Any, arrays: Dict[str, Array]) -> Dict[str, Any]:
    table = value if isinstance(value, Table) else Table(value)
    columns = table_columns(table)
    rows = len(next(iter(columns.values()))) if columns else 0
    listed: List[Dict[str, str]] = []
    for column, values in columns.items():
        what = f"column '{column}' of table '{name}'"
        try:
            kind = _columns.infer_type(values)
        except _columns.ColumnError as error:
            raise ResultError(f"{module.name}: {what} {error}") from None
        _put(module, what, f"table:{name}:{column}", values, kind, rows, arrays)
        listed.append({"name": column, "type": kind})
    return {"name": name, "title": table.title, "note": table.note, "rows": rows, "columns": listed}


def _document(module: Module, name: str, value: Any) -> Array:
    if isinstance(value, Path):
        value = value.read_bytes()
    if isinstance(value, str):
        value = value.encode("utf-8")
    if not isinstance(value, (bytes, bytearray, memoryview)):
        raise ResultError(f"{module.name}: document '{name}' is a text, bytes or a Path, not a {type(value).__name__}")
    return np.frombuffer(value, dtype="u1")


def _encode_network(
    module: Module, network: Network, header: Dict[str, Any], arrays: Dict[str, Array]
) -> None:
    if not network.has_ids:
        raise ResultError(f"{module.name}: the network that it makes has no ids")
    told: Dict[str, Any] = {"directed": network.directed, "nodes": len(network), "edges": network.edge_count}
    arrays["ids.bytes"], arrays["ids.ends"] = network.encoded_ids()
    arrays["sources"], arrays["targets"] = network.sources, network.targets
    weight = network.weight_column
    if weight is not None:
        # The weight is a column of the edges like others.
        told["weight"] = {"column": weight, "meaning": network.weight_meaning}
        header["edge_columns"].append({"name": weight, "type": "number", "convention": ""})
        _put(module, "the weight", f"edge:{weight}", network.weight, "number", network.edge_count, arrays)
    for side, columns in (("node", network.nodes), ("edge", network.edges)):
        for name in columns:
            if side == "edge" and name == weight:
                continue
            header[f"{side}_columns"].append({"name": name, "type": columns.type(name), "convention": ""})
            arrays.update({f"{side}:{name}{end}": array for end, array in columns.encoded(name).items()})
    header["network"] = told
    header["ledger"] = [ledger.as_json() for ledger in network.ledger]
