"""graph-tool, by the interpreter of the system."""
import graph_tool
import numpy
from contender import by_edge, histogram, options, serve, values, whole_network
from graph_tool import centrality, clustering, stats, topology

graph_tool.openmp_set_num_threads(options().threads)


def load(options):
    if options.named:
        return graph_tool.load_graph_from_csv(
            options.edges, directed=False, csv_options={"delimiter": "\t"}, hashed=True,
            eprop_types=["double"])
    graph = graph_tool.Graph(directed=False)
    graph.add_edge_list(numpy.loadtxt(options.edges, dtype=numpy.int64, delimiter="\t"))
    return graph


def count(graph, options):
    if options.named:
        weight = float(graph.ep[next(iter(graph.ep.keys()))].a.sum())
    else:
        weight = graph.num_edges()
    return graph.num_vertices(), graph.num_edges(), weight


def array(graph, raw):
    return numpy.array(raw.a)


def closeness(graph, raw):
    return whole_network(raw.a, topology.label_components(graph)[0].a)


def harmonic(graph, raw):
    return numpy.array(raw.a) / (graph.num_vertices() - 1)


def edge_betweenness(graph, raw):
    ends = graph.get_edges([graph.edge_index])
    return by_edge(ends[:, 0], ends[:, 1], numpy.array(raw.a)[ends[:, 2]])


def cut_points(graph):
    topology.label_components(graph)
    return topology.label_biconnected_components(graph)[1]


TASKS = {
    "distances": (stats.distance_histogram, lambda g, raw: histogram(raw[0])),
    "closeness": (centrality.closeness, values(closeness)),
    "harmonic": (lambda g: centrality.closeness(g, harmonic=True, norm=False), values(harmonic)),
    "betweenness": (lambda g: centrality.betweenness(g, norm=False)[0], values(array)),
    "pagerank": (lambda g: centrality.pagerank(g, epsilon=1e-9), values(array)),
    "edge_betweenness": (
        lambda g: centrality.betweenness(g, norm=False)[1], values(edge_betweenness)),
    "cut_points": (cut_points, values(array)),
    "components": (lambda g: topology.label_components(g)[0], values(array)),
    "kcore": (topology.kcore_decomposition, values(array)),
    "clustering": (clustering.local_clustering, values(array)),
}
serve("graph-tool", graph_tool.__version__.split()[0], load, count, TASKS,
      set(TASKS) - {"components", "cut_points", "kcore"})
