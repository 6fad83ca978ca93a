"""NetworKit."""
import networkit
import numpy
from contender import by_edge, histogram, options, serve, values
from tables import polars_edges

networkit.setNumberOfThreads(options().threads)
centrality, community, distance = networkit.centrality, networkit.community, networkit.distance
largest = {}


def load(options):
    if not options.named:
        return networkit.readGraph(options.edges, networkit.Format.EdgeListTabZero)
    first, second, weight = polars_edges(options.edges, True)
    nodes = int(max(first.max(), second.max())) + 1
    ends = first.astype(numpy.uint64), second.astype(numpy.uint64)
    return networkit.GraphFromCoo((weight, ends), n=nodes, weighted=True)


def count(graph, options):
    return graph.numberOfNodes(), graph.numberOfEdges(), graph.totalEdgeWeight()


def run(algorithm):
    algorithm.run()
    return algorithm


def component(graph):
    if not largest:
        extract = networkit.components.ConnectedComponents.extractLargestConnectedComponent
        largest[0] = extract(graph, True)
    return largest[0]


def distances(graph, raw):
    """Adds the pairs of the other components, which the neighbourhood function leaves out."""
    within = numpy.asarray(raw.getNeighborhoodFunction(), dtype=float)
    counts = [0] + list(numpy.diff(within, prepend=0))
    parts = run(networkit.components.ConnectedComponents(graph)).getComponents()
    for part in sorted(parts, key=len)[:-1]:
        for node in part:
            search = run(distance.BFS(graph, node, storePaths=False))
            for other in part:
                if other != node:
                    counts[int(search.distance(other))] += 1
    return histogram(counts)


def pagerank(graph):
    ranks = centrality.PageRank(graph, 0.85, 1e-9)
    ranks.norm = centrality.Norm.L1_NORM
    return run(ranks)


def scores(graph, raw):
    return raw.scores()


def labels(graph, raw):
    return raw.getPartition().getVector()


def ranks(graph, raw):
    # The steps tell the driver how often the arcs are read under the common stop rule.
    return {"values": raw.scores(), "summary": {"steps": raw.numberOfIterations()}}


def half(graph, raw):
    # Every ordered pair is counted.
    return numpy.asarray(raw.scores()) / 2


def edge_betweenness(graph, raw):
    first, second = zip(*graph.iterEdges())
    scores = numpy.asarray(raw.edgeScores()) / 2
    return by_edge(first, second, [scores[graph.edgeId(a, b)] for a, b in zip(first, second)])


def with_edges(graph):
    graph.indexEdges()
    return graph


def sampled(graph, raw):
    # The share of sampled pairs that a node is between, counted twice: the largest value is double
    # the exact one on every undirected graph tried.
    n = graph.numberOfNodes()
    return numpy.asarray(raw.scores()) / 2 * n * (n - 1) / 2


def cut_points(graph, raw):
    return [len(raw.getComponentsOfNode(node)) > 1 for node in graph.iterNodes()]


TASKS = {
    "distances": (lambda g: run(distance.NeighborhoodFunction(component(g))), distances),
    "closeness": (
        lambda g: run(centrality.Closeness(g, True, centrality.ClosenessVariant.GENERALIZED)),
        values(scores)),
    "harmonic": (lambda g: run(centrality.HarmonicCloseness(g, True)), values(scores)),
    "betweenness": (lambda g: run(centrality.Betweenness(g)), values(half)),
    "pagerank": (pagerank, ranks),
    "leiden": (lambda g: run(community.ParallelLeiden(g, True, 3)), values(labels)),
    "louvain": (lambda g: run(community.PLM(g, refine=False)), values(labels)),
    "label_propagation": (lambda g: run(community.PLP(g)), values(labels)),
    "edge_betweenness": (
        lambda g: run(centrality.Betweenness(with_edges(g), computeEdgeCentrality=True)),
        values(edge_betweenness)),
    "kadabra": (lambda g: run(centrality.KadabraBetweenness(g, 0.01, 0.1)), values(sampled)),
    "cut_points": (lambda g: run(networkit.components.BiconnectedComponents(g)),
                   values(cut_points)),
    "components": (lambda g: run(networkit.components.ConnectedComponents(g)), values(labels)),
    "kcore": (lambda g: run(centrality.CoreDecomposition(g)), values(scores)),
    "clustering": (lambda g: run(centrality.LocalClusteringCoefficient(g, True)), values(scores)),
}
PARALLEL = set(TASKS) - {"components", "cut_points"}
serve("networkit", networkit.__version__, load, count, TASKS, PARALLEL,
      reseed=lambda seed: networkit.setSeed(seed, False))
