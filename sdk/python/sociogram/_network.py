"""The network that a module reads or makes."""

from __future__ import annotations

import copy
from typing import Any, Dict, Iterable, Iterator, List, Mapping, Optional, Sequence, Tuple, Union

import numpy as np
import numpy.typing as npt

from . import _columns, _convert, _decoding
from ._building import Graph, canonical, compressed, sketched
from ._ledger import Ledger

Array = npt.NDArray[Any]
Integers = npt.NDArray[np.int32]
Positions = npt.NDArray[np.int64]
Numbers = npt.NDArray[np.float64]


class Columns(Mapping[str, Array]):
    """Columns by name, as numpy arrays with a value for each node or edge.

    - numbers: float64, NaN being a missing value
    - whole numbers: int64; float64 with NaN where values are missing
    - truth values: bool; float64 of 0, 1 and NaN where values are missing
    - texts: object, of `str` and of None for a missing value
    """

    def __init__(self, what: str) -> None:
        self._what = what
        self._types: Dict[str, str] = {}
        self._encoded: Dict[str, Dict[str, Array]] = {}
        self._decoded: Dict[str, Array] = {}

    def add(self, name: str, kind: str, encoded: Dict[str, Array]) -> None:
        self._types[name] = kind
        self._encoded[name] = encoded

    def only(self, names: Sequence[str]) -> "Columns":
        """The columns of these names that exist; `*` stands for all."""
        found = Columns(self._what)
        for name, kind in self._types.items():
            if name in names or "*" in names:
                found.add(name, kind, self._encoded[name])
        return found

    def encoded(self, name: str) -> Dict[str, Array]:
        """The arrays of a frame by the ends of their names."""
        return self._encoded[name]

    def __getitem__(self, name: str) -> Array:
        if name not in self._decoded:
            self._decoded[name] = _decoding.decode(self.type(name), self._encoded[name])
        return self._decoded[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._types)

    def __len__(self) -> int:
        return len(self._types)

    def type(self, name: str) -> str:
        """`number`, `integer`, `text` or `boolean`."""
        try:
            return self._types[name]
        except KeyError:
            known = ", ".join(self._types) or "none"
            raise KeyError(
                f"there is no {self._what} column '{name}', only: {known}; a module is given the columns that "
                f"Reads({self._what}_columns=[…]) and its parameters name"
            ) from None

    def masked(self, name: str) -> "np.ma.MaskedArray[Any, Any]":
        """Whole numbers or truth values of their own type, with missing values masked."""
        kind = self.type(name)
        if kind not in ("integer", "boolean"):
            raise TypeError(f"column '{name}' holds {kind} values: only integer and boolean ones are masked")
        return _decoding.decode_masked(kind, self._encoded[name][""])

    def codes(self, name: str) -> Tuple[Integers, List[str]]:
        """Texts as positions in a list of different texts, -1 for a missing value."""
        if self.type(name) != "text":
            raise TypeError(f"column '{name}' holds {self.type(name)} values, not texts")
        arrays = self._encoded[name]
        return arrays[".codes"], _decoding.decode_texts(arrays[".bytes"], arrays[".ends"])


class Network:
    """Nodes 0 ..< n, and the edges between them. There are no parallel edges; there may be loops.

    Arcs: `neighbors[offsets[v]:offsets[v + 1]]` are the neighbours of node v in ascending order (successors in a
    directed network), and `arc_edges` the edge of each. In an undirected network an edge stands at both its ends, a
    loop once. Edges: `sources` and `targets`, sorted; source ≤ target in an undirected network.
    """

    directed: bool
    offsets: Positions
    neighbors: Integers
    arc_edges: Integers
    sources: Integers
    targets: Integers
    #: Columns of the nodes, and of the edges.
    nodes: Columns
    edges: Columns
    #: What the weight means: `strength`, `distance`, `undeclared`; None when the edges have none.
    weight_meaning: Optional[str]
    #: The column that the weight stands in; None when the edges have none.
    weight_column: Optional[str]
    ledger: List[Ledger]

    def __init__(self, graph: Graph) -> None:
        self.directed = graph.directed
        self.offsets, self.neighbors, self.arc_edges = graph.offsets, graph.neighbors, graph.arc_edges
        self.sources, self.targets = graph.sources, graph.targets
        self.nodes, self.edges = Columns("node"), Columns("edge")
        self.weight_meaning = self.weight_column = None
        self.ledger = []
        self._weight: Optional[Numbers] = None
        self._ids: Optional[List[str]] = None
        self._encoded_ids: Optional[Tuple[Array, Array]] = None

    # Making one

    @classmethod
    def from_edges(
        cls, edges: Iterable[Tuple[str, str]], *, ids: Iterable[str] = (), directed: bool = False,
        weight: Optional[Sequence[float]] = None, weight_means: str = "strength", weight_column: str = "weight",
        nodes: Optional[Mapping[str, Any]] = None, edge_columns: Optional[Mapping[str, Any]] = None,
        parallel: str = "error", ledger: Union[Ledger, Sequence[Ledger]] = (),
    ) -> "Network":
        """A network from pairs of ids.

        - `ids`: nodes, also those without an edge; those of the edges are added behind them.
        - `weight`: one per edge; `weight_means` is `strength`, `distance` or `undeclared`.
        - `nodes`: columns with a value per node in the order of `ids`, followed by the nodes that only edges name in
          the order in which they first appear; or mappings of id to value.
        - `edge_columns`: columns with a value per edge.
        - `parallel`: what to do where several edges join the same nodes: `error`, `first`, or `sum`, which adds their
          weights (1 each without `weight`). Edge columns keep the value of the first.

        Nodes are put in the order of their ids, edges in that of their ends.
        """
        for name, columns in (("nodes", nodes), ("edge_columns", edge_columns)):
            if columns is not None and not isinstance(columns, Mapping):
                hint = "; nodes are named by 'ids'" if name == "nodes" else ""
                raise TypeError(f"'{name}' is a mapping of columns by name, not {columns!r:.60}{hint}")
        return canonical(
            cls, edges, list(ids), directed, weight, weight_means, weight_column, nodes or {}, edge_columns or {},
            parallel, [ledger] if isinstance(ledger, Ledger) else list(ledger),
        )

    @classmethod
    def sketch(
        cls, text: str, *, weight: str = "strength", nodes: Optional[Mapping[str, Any]] = None,
        edges: Optional[Mapping[str, Any]] = None,
    ) -> "Network":
        """A small network written on one line, for examples and tests.

        `a-b` joins two nodes, `a>b` is an arc and makes the network directed, `a-b:2.5` has a weight, `c` alone is
        an isolate. `weight` says what weights mean. Columns of `nodes` have a value for each node in the order of the
        ids, or are mappings of id to value; columns of `edges` have a value for each edge in their final order.
        """
        return sketched(cls, text, weight, nodes or {}, edges or {})

    @classmethod
    def from_arcs(
        cls, count: int, sources: Integers, targets: Integers, *, directed: bool
    ) -> "Network":
        """The network of edges that are canonical already: sorted, without parallel ones."""
        return cls(compressed(count, sources, targets, directed))

    # Reading it

    def __len__(self) -> int:
        """The number of nodes."""
        return len(self.offsets) - 1

    def __repr__(self) -> str:
        kind = "directed" if self.directed else "undirected"
        return f"<Network: {len(self)} nodes, {self.edge_count} edges, {kind}>"

    @property
    def edge_count(self) -> int:
        return len(self.sources)

    @property
    def degrees(self) -> Positions:
        """The number of arcs of each node: out-degrees in a directed network; a loop counts once."""
        return np.diff(self.offsets)

    @property
    def weight(self) -> Numbers:
        """The weight of each edge; 1 where the edges have none."""
        if self._weight is None:
            raise AttributeError("a module is given the weights when it declares reads=Reads(weight=True)")
        return self._weight

    @property
    def has_ids(self) -> bool:
        return self._ids is not None or self._encoded_ids is not None

    @property
    def has_weight(self) -> bool:
        """Whether the weights have been read; they are 1 when `weight_column` is None."""
        return self._weight is not None

    @property
    def ids(self) -> List[str]:
        """The names of the nodes, ascending by their UTF-8 bytes."""
        if self._ids is None:
            if self._encoded_ids is None:
                raise AttributeError("a module is given the ids when it declares reads=Reads(ids=True)")
            self._ids = _decoding.decode_texts(*self._encoded_ids)
        return self._ids

    def neighbors_of(self, node: int) -> Integers:
        """The neighbours of a node, ascending: successors in a directed network."""
        return self.neighbors[self.offsets[node] : self.offsets[node + 1]]

    # As other libraries have it

    def to_igraph(self) -> Any:
        """An `igraph.Graph` with the same numbers of nodes and edges, and with the columns, weights and ids read."""
        return _convert.to_igraph(self)

    def to_networkx(self) -> Any:
        """A `networkx.Graph` or `DiGraph` with nodes 0 ..< n, and with the columns, weights and ids read."""
        return _convert.to_networkx(self)

    def to_scipy(self) -> Any:
        """A `scipy.sparse.csr_array` of weights, or of ones when they are not read."""
        return _convert.to_scipy(self)

    # Used by the SDK

    def set_weight(self, weight: Numbers, column: Optional[str], meaning: Optional[str]) -> None:
        self._weight, self.weight_column, self.weight_meaning = weight, column, meaning

    def as_read(
        self, weight: bool, ids: bool, node_columns: Sequence[str], edge_columns: Sequence[str]
    ) -> "Network":
        """What a module is given that reads this."""
        found = copy.copy(self)
        if not weight:
            found._weight = None
        if not ids:
            found.set_ids(None)
        found.nodes, found.edges = self.nodes.only(node_columns), self.edges.only(edge_columns)
        return found

    def set_ids(self, ids: Optional[List[str]], encoded: Optional[Tuple[Array, Array]] = None) -> None:
        self._ids, self._encoded_ids = ids, encoded

    def encoded_ids(self) -> Tuple[Array, Array]:
        return self._encoded_ids if self._encoded_ids is not None else _columns.encode_texts(self.ids)
