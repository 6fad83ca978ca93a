"""A network as other libraries have it. None of them is needed otherwise."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any, Dict

import numpy as np

from ._errors import StageError

if TYPE_CHECKING:
    from ._network import Network


def library(name: str, distribution: str) -> Any:
    try:
        return importlib.import_module(name)
    except ImportError as error:
        raise StageError(
            "missing-library", f"the library '{distribution}' cannot be imported: {error}",
            help=f"write '{distribution}' into requirements.txt of the plug-in, and add the plug-in anew",
        ) from None


def to_igraph(network: "Network") -> Any:
    igraph = library("igraph", "igraph")
    ends = np.column_stack((network.sources, network.targets)).astype(np.int64)
    graph = igraph.Graph(n=len(network), edges=ends, directed=network.directed)
    for name in network.nodes:
        graph.vs[name] = network.nodes[name].tolist()
    for name in network.edges:
        graph.es[name] = network.edges[name].tolist()
    if network.has_weight:
        graph.es["weight"] = network.weight.tolist()
    if network.has_ids:
        graph.vs["name"] = network.ids
    return graph


def to_networkx(network: "Network") -> Any:
    networkx = library("networkx", "networkx")
    graph = networkx.DiGraph() if network.directed else networkx.Graph()
    columns: Dict[str, Any] = {name: network.nodes[name].tolist() for name in network.nodes}
    if network.has_ids:
        columns["id"] = network.ids
    names = list(columns)
    graph.add_nodes_from(range(len(network)))
    for node, values in enumerate(zip(*columns.values())):
        graph.nodes[node].update(zip(names, values))
    columns = {name: network.edges[name].tolist() for name in network.edges}
    if network.has_weight:
        columns["weight"] = network.weight.tolist()
    columns["edge"] = range(network.edge_count)
    names = list(columns)
    rows = zip(network.sources.tolist(), network.targets.tolist(), zip(*columns.values()))
    graph.add_edges_from((source, target, dict(zip(names, values))) for source, target, values in rows)
    return graph


def to_scipy(network: "Network") -> Any:
    sparse = library("scipy.sparse", "scipy")
    if network.has_weight:
        values = network.weight[network.arc_edges]
    else:
        values = np.ones(len(network.neighbors))
    shape = (len(network), len(network))
    # What is done to the matrix must not be done to the network.
    return sparse.csr_array((values, network.neighbors, network.offsets), shape=shape, copy=True)
