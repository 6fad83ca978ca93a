"""SciPy: compressed rows, and what scipy.sparse.csgraph offers."""
import numpy
import scipy
from contender import histogram, serve, values
from scipy.sparse import csgraph
from tables import matrix

# A matrix of all pairs takes 8 bytes per pair.
MOST_FOR_MATRIX = 20_000


def load(options):
    return matrix(options.edges, options.named)


def count(graph, options):
    return graph.shape[0], graph.nnz // 2, float(graph.sum()) / 2


def pagerank(graph):
    n = graph.shape[0]
    share = 1 / numpy.diff(graph.indptr)
    ranks = numpy.full(n, 1 / n)
    steps = 0
    while True:
        steps += 1
        new = 0.85 * (graph @ (ranks * share)) + 0.15 / n
        change = numpy.abs(new - ranks).sum()
        ranks = new
        if change < 1e-9:
            return ranks, steps


def distances(graph):
    if graph.shape[0] > MOST_FOR_MATRIX:
        raise MemoryError("a matrix of all pairs is too large")
    return csgraph.shortest_path(graph, unweighted=True, directed=False)


def pairs(graph, raw):
    raw[numpy.isinf(raw)] = 0
    return histogram(numpy.bincount(raw.astype(numpy.int32).ravel()))


serve("scipy", scipy.__version__, load, count, {
    "distances": (distances, pairs),
    "pagerank": (pagerank, lambda g, raw: {"values": raw[0], "summary": {"steps": raw[1]}}),
    "components": (lambda g: csgraph.connected_components(g, directed=False)[1], values()),
})
