"""Networks from edges in any order: nodes in the order of their ids, edges in that of their ends."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Dict, Iterable, List, Mapping, Optional, Sequence, Tuple, Type

import numpy as np
import numpy.typing as npt

from . import _columns
from ._ledger import Ledger

if TYPE_CHECKING:
    from ._network import Network

Array = npt.NDArray[Any]
Ends = npt.NDArray[np.int32]


@dataclass(frozen=True)
class Graph:
    """Edges and the arcs of each node."""

    directed: bool
    offsets: npt.NDArray[np.int64]
    neighbors: Ends
    arc_edges: Ends
    sources: Ends
    targets: Ends


def compressed(count: int, sources: Ends, targets: Ends, directed: bool) -> Graph:
    """The arcs of edges that are sorted and of which no two join the same nodes."""
    edges = np.arange(len(sources), dtype="<i4")
    tails, heads, numbers = sources, targets, edges
    if not directed:
        other = sources != targets
        tails = np.concatenate((sources, targets[other]))
        heads = np.concatenate((targets, sources[other]))
        numbers = np.concatenate((edges, edges[other]))
    order = np.lexsort((heads, tails))
    offsets = np.zeros(count + 1, dtype="<i8")
    np.cumsum(np.bincount(tails, minlength=count), out=offsets[1:])
    return Graph(directed, offsets, heads[order], numbers[order], sources, targets)


def canonical(
    cls: Type["Network"], edges: Iterable[Tuple[str, str]], ids: List[str], directed: bool,
    weight: Optional[Sequence[float]], meaning: str, column: str, node_columns: Mapping[str, Any],
    edge_columns: Mapping[str, Any], parallel: str, ledger: List[Ledger],
) -> "Network":
    if parallel not in ("error", "first", "sum"):
        raise ValueError(f"'parallel' is error, first or sum, not {parallel!r}")
    if meaning not in ("strength", "distance", "undeclared"):
        raise ValueError(f"weights mean strength, distance or undeclared, not {meaning!r}")
    position: Dict[str, int] = {}
    for node in map(_as_id, ids):
        if node in position:
            raise ValueError(f"there are two nodes '{node}'")
        position[node] = len(position)
    ends = [
        (position.setdefault(_as_id(a), len(position)), position.setdefault(_as_id(b), len(position))) for a, b in edges
    ]
    given = list(position)
    order = sorted(range(len(given)), key=lambda node: given[node].encode("utf-8", "surrogatepass"))
    rank = np.empty(len(given), dtype="<i4")
    rank[order] = np.arange(len(given), dtype="<i4")
    pairs = np.array(ends, dtype="<i8").reshape(-1, 2)
    sources, targets = rank[pairs[:, 0]], rank[pairs[:, 1]]
    if not directed:
        sources, targets = np.minimum(sources, targets), np.maximum(sources, targets)

    rows = np.lexsort((np.arange(len(sources)), targets, sources))
    sources, targets = sources[rows], targets[rows]
    is_first = np.ones(len(rows), dtype=bool)
    is_first[1:] = (sources[1:] != sources[:-1]) | (targets[1:] != targets[:-1])
    if parallel == "error" and not is_first.all():
        twice = int(np.flatnonzero(~is_first)[0])
        names = [given[order[int(end[twice])]] for end in (sources, targets)]
        raise ValueError(f"several edges join '{names[0]}' and '{names[1]}'; see 'parallel'")
    network = cls(compressed(len(given), sources[is_first], targets[is_first], directed))
    network.set_ids([given[node] for node in order])
    network.ledger = ledger
    if weight is not None or parallel == "sum":
        values = np.ones(len(rows)) if weight is None else _weights(weight, len(rows))
        values = values[rows]
        if parallel == "sum" and len(rows) > 0:
            values = np.add.reduceat(values, np.flatnonzero(is_first))
        else:
            values = values[is_first]
        network.set_weight(values, column, meaning)
    else:
        network.set_weight(np.ones(network.edge_count), None, None)
    for name, column_values in node_columns.items():
        values_by_node = _by_id(column_values, given)
        add_column(network.nodes, name, values_by_node, len(given), np.array(order, dtype=np.intp))
    for name, column_values in edge_columns.items():
        add_column(network.edges, name, column_values, len(rows), rows[is_first])
    return network


def _as_id(node: Any) -> str:
    """Ids are compared in Unicode NFC, as those of all importers."""
    if not isinstance(node, str) or not node:
        raise TypeError(f"the id of a node is a text that is not empty, not {node!r}")
    return node if node.isascii() else unicodedata.normalize("NFC", node)


def _weights(values: Any, count: int) -> Array:
    try:
        weights: Array = _columns.encode(_columns.in_order_of_network(values), "number", count)[""]
    except _columns.ColumnError as error:
        raise ValueError(f"the weight {error}") from None
    if np.isnan(weights).any():
        raise ValueError(f"the weight of edge {int(np.flatnonzero(np.isnan(weights))[0])} is missing")
    return weights


def _by_id(values: Any, given: List[str]) -> Any:
    if not isinstance(values, Mapping):
        # A Series of pandas whose index holds ids is as good as a mapping.
        index = getattr(values, "index", None)
        labels = index.tolist() if hasattr(index, "tolist") else []
        if not labels or not all(isinstance(label, str) for label in labels):
            return values
        if len(set(labels)) < len(labels):
            raise ValueError("the index of a Series names a node twice")
        values = dict(zip(labels, values.tolist()))
    values = {_as_id(node): value for node, value in values.items()}
    unknown = set(values).difference(given)
    if unknown:
        raise ValueError(f"there is no node {min(map(repr, unknown))}")
    return [values.get(node) for node in given]


def add_column(
    columns: Any, name: str, values: Any, count: int, order: Optional["npt.NDArray[np.intp]"] = None
) -> None:
    """Adds a column by its values, taken in an order."""
    try:
        values = _columns.in_order_of_network(values)
        kind = _columns.infer_type(values)
        encoded = _columns.encode(values, kind, count)
    except _columns.ColumnError as error:
        raise ValueError(f"column '{name}' {error}") from None
    if order is not None:
        key = ".codes" if kind == "text" else ""
        encoded[key] = encoded[key][order]
    columns.add(name, kind, encoded)


def sketched(
    cls: Type["Network"], text: str, meaning: str, node_columns: Mapping[str, Any], edge_columns: Mapping[str, Any]
) -> "Network":
    ids: Dict[str, None] = {}
    edges: List[Tuple[str, str]] = []
    weights: List[float] = []
    is_weighted = False
    for word in text.split():
        path, colon, weight = word.partition(":")
        ends = [end for end in path.replace(">", "-").split("-") if end]
        ids.update(dict.fromkeys(ends))
        if len(ends) != 2:
            continue
        edges.append((ends[0], ends[1]))
        is_weighted = is_weighted or bool(colon)
        weights.append(float(weight) if colon else 1.0)
    ordered = sorted(ids, key=lambda node: node.encode("utf-8"))
    network = canonical(
        cls, edges, ordered, ">" in text, weights if is_weighted else None, meaning, "weight", node_columns, {},
        "sum" if is_weighted else "first", [],
    )
    for name, values in edge_columns.items():
        add_column(network.edges, name, values, network.edge_count)
    return network
