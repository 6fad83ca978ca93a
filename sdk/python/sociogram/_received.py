"""The network in the frame of a `run`."""

from __future__ import annotations

from typing import Any, Dict, List, Mapping

import numpy as np
import numpy.typing as npt

from ._building import Graph
from ._errors import ProtocolError
from ._frames import TYPES, Frame
from ._network import Columns, Network

Array = npt.NDArray[Any]
_ENDS = {
    "number": {"": "f64"}, "integer": {"": "i64"}, "boolean": {"": "u8"},
    "text": {".codes": "i32", ".bytes": "u8", ".ends": "i64"},
}


def received_network(frame: Frame) -> Network:
    """The network whose arrays are those of the frame: nothing is copied."""
    told = frame.header["network"]
    if not isinstance(told, dict):
        raise ProtocolError("'network' is not an object")
    nodes, edges = _count(told, "nodes"), _count(told, "edges")
    arrays = _Arrays(frame.arrays)
    offsets = arrays.take("offsets", "i64", nodes + 1)
    arcs = int(offsets[-1])
    network = Network(
        Graph(
            bool(told.get("directed")), offsets, arrays.take("neighbors", "i32", arcs),
            arrays.take("arc_edges", "i32", arcs), arrays.take("sources", "i32", edges),
            arrays.take("targets", "i32", edges),
        )
    )
    weight = told.get("weight") or {}
    if "weight" in frame.arrays:
        network.set_weight(arrays.take("weight", "f64", edges), weight.get("column"), weight.get("meaning"))
    else:
        network.weight_column, network.weight_meaning = weight.get("column"), weight.get("meaning")
    if "ids.ends" in frame.arrays:
        ends = arrays.take("ids.ends", "i64", nodes)
        network.set_ids(None, (arrays.take("ids.bytes", "u8", int(ends[-1]) if nodes else 0), ends))
    for side, columns, count in (("node", network.nodes, nodes), ("edge", network.edges, edges)):
        for column in told.get(f"{side}_columns", []):
            _receive(columns, side, column, count, arrays)
    return network


class _Arrays:
    def __init__(self, arrays: Mapping[str, Array]) -> None:
        self._arrays = arrays

    def take(self, name: str, kind: str, count: int) -> Array:
        array = self._arrays.get(name)
        if array is None:
            raise ProtocolError(f"there is no array '{name}'")
        if array.dtype != TYPES[kind] or (count >= 0 and len(array) != count):
            raise ProtocolError(f"array '{name}' has {len(array)} {array.dtype} instead of {count} {kind}")
        return array


def _receive(columns: Columns, side: str, told: Any, count: int, arrays: _Arrays) -> None:
    name, kind = (told.get("name"), told.get("type")) if isinstance(told, dict) else (None, None)
    if not isinstance(name, str) or kind not in _ENDS:
        raise ProtocolError(f"a column has a name and a type, not {told!r:.200}")
    # The dictionary of texts has a length of its own.
    lengths = {"": count, ".codes": count, ".bytes": -1, ".ends": -1}
    encoded: Dict[str, Array] = {
        end: arrays.take(f"{side}:{name}{end}", type_, lengths[end]) for end, type_ in _ENDS[kind].items()
    }
    columns.add(name, kind, encoded)


def _count(told: Mapping[str, Any], key: str) -> int:
    value = told.get(key)
    if type(value) is not int or not 0 <= value < 2**31:
        raise ProtocolError(f"'{key}' is a whole number, not {value!r}")
    return value


def network_arrays(network: Network, weight: bool = True) -> Dict[str, Array]:
    """The arrays of a network, as a host sends them; for tests."""
    arrays: Dict[str, Array] = {
        "offsets": network.offsets, "neighbors": network.neighbors, "arc_edges": network.arc_edges,
        "sources": network.sources, "targets": network.targets,
    }
    if weight:
        has = network.has_weight
        arrays["weight"] = network.weight if has else np.ones(network.edge_count)
    if network.has_ids:
        arrays["ids.bytes"], arrays["ids.ends"] = network.encoded_ids()
    for side, columns in (("node", network.nodes), ("edge", network.edges)):
        for name in columns:
            arrays.update({f"{side}:{name}{end}": array for end, array in columns.encoded(name).items()})
    return arrays


def described_columns(columns: Columns) -> List[Dict[str, str]]:
    return [{"name": name, "type": columns.type(name)} for name in columns]
