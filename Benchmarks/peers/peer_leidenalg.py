"""leidenalg, the first implementation of the Leiden algorithm."""
import igraph
import leidenalg
from contender import serve, values


seeds = []


def load(options):
    return igraph.Graph.Read_Edgelist(options.edges, directed=False)


def count(graph, options):
    return graph.vcount(), graph.ecount(), graph.ecount()


def leiden(graph):
    return leidenalg.find_partition(graph, leidenalg.ModularityVertexPartition, seed=seeds[-1])


serve("leidenalg", leidenalg.version, load, count, {
    "leiden": (leiden, values(lambda g, raw: raw.membership)),
}, reseed=seeds.append)
