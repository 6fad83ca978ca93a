"""rustworkx."""
import numpy
import rustworkx
from contender import by_edge, histogram, marked, serve, values

directed = {}
# A matrix of all pairs takes 8 bytes per pair.
MOST_FOR_MATRIX = 20_000


def load(options):
    return rustworkx.PyGraph.read_edge_list(
        options.edges, deliminator="\t", labels=options.named)


def count(graph, options):
    weight = sum(map(float, graph.edges())) if options.named else graph.num_edges()
    return graph.num_nodes(), graph.num_edges(), weight


def ordered(graph, raw):
    return [raw[node] for node in range(graph.num_nodes())]


def labels(graph, raw):
    result = numpy.zeros(graph.num_nodes())
    for number, nodes in enumerate(raw):
        result[list(nodes)] = number
    return result


def distances(graph):
    if graph.num_nodes() > MOST_FOR_MATRIX:
        raise MemoryError("a matrix of all pairs is too large")
    return rustworkx.distance_matrix(graph)


def both_ways(graph):
    if not directed:
        directed[0] = graph.to_directed()
    return directed[0]


def pagerank(graph):
    # Its rule is a change below n times the tolerance.
    return rustworkx.pagerank(
        both_ways(graph), tol=1e-9 / graph.num_nodes(), max_iter=1000)


def edge_betweenness(graph, raw):
    first, second = zip(*graph.edge_list())
    return by_edge(first, second, [raw[edge] for edge in range(graph.num_edges())])


TASKS = {
    "distances": (distances, lambda g, raw: histogram(numpy.bincount(raw.astype(int).ravel()))),
    "closeness": (rustworkx.closeness_centrality, values(ordered)),
    "betweenness": (lambda g: rustworkx.betweenness_centrality(g, normalized=False),
                    values(ordered)),
    "pagerank": (pagerank, values(ordered)),
    "edge_betweenness": (
        lambda g: rustworkx.edge_betweenness_centrality(g, normalized=False),
        values(edge_betweenness)),
    "cut_points": (
        lambda g: (rustworkx.articulation_points(g), rustworkx.connected_components(g),
                   rustworkx.bridges(g)),
        values(lambda g, raw: marked(g.num_nodes(), raw[0]))),
    "components": (rustworkx.connected_components, values(labels)),
    "kcore": (rustworkx.core_number, values(ordered)),
    "clustering": (rustworkx.transitivity,
                   lambda g, raw: {"summary": {"transitivity": raw}}),
}
serve("rustworkx", rustworkx.__version__, load, count, TASKS,
      {"distances", "closeness", "betweenness", "edge_betweenness", "clustering"})
