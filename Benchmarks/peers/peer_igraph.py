"""python-igraph."""
import random

import igraph
from contender import by_edge, histogram, marked, serve, values, whole_network


# igraph draws from Python's generator.


def load(options):
    if options.named:
        return igraph.Graph.Read_Ncol(options.edges, names=True, weights=True, directed=False)
    return igraph.Graph.Read_Edgelist(options.edges, directed=False)


def count(graph, options):
    weight = sum(graph.es["weight"]) if options.named else graph.ecount()
    return graph.vcount(), graph.ecount(), weight


def closeness(graph, raw):
    return whole_network(raw, graph.connected_components().membership)


def distances(graph, raw):
    # Undirected: every pair is counted once.
    return histogram([0] + [2 * size for _, _, size in raw.bins()])


def membership(graph, raw):
    return raw.membership


def by_ends(graph, raw):
    return by_edge(*zip(*graph.get_edgelist()), raw)


serve("igraph", igraph.__version__, load, count, {
    "distances": (lambda g: g.path_length_hist(directed=False), distances),
    "closeness": (lambda g: g.closeness(), values(closeness)),
    "harmonic": (lambda g: g.harmonic_centrality(), values()),
    "betweenness": (lambda g: g.betweenness(directed=False), values()),
    "pagerank": (lambda g: g.pagerank(directed=False), values()),
    "leiden": (lambda g: g.community_leiden(objective_function="modularity", n_iterations=2),
               values(membership)),
    "louvain": (lambda g: g.community_multilevel(), values(membership)),
    "label_propagation": (lambda g: g.community_label_propagation(), values(membership)),
    "edge_betweenness": (lambda g: g.edge_betweenness(directed=False), values(by_ends)),
    "cut_points": (
        lambda g: (g.articulation_points(), g.connected_components(), g.bridges()),
        values(lambda g, raw: marked(g.vcount(), raw[0]))),
    "components": (lambda g: g.connected_components(), values(membership)),
    "kcore": (lambda g: g.coreness(), values()),
    "clustering": (lambda g: g.transitivity_local_undirected(mode="zero"), values()),
}, reseed=random.seed)
