"""scikit-network."""
import numpy
import sknetwork
from contender import serve, values
from sknetwork import clustering, ranking, topology
from tables import matrix


seeds = []


def load(options):
    return matrix(options.edges, options.named)


def count(graph, options):
    return graph.shape[0], graph.nnz // 2, float(graph.sum()) / 2


def fit(algorithm):
    return lambda graph: algorithm().fit_predict(graph)


TASKS = {
    "closeness": (fit(lambda: ranking.Closeness(method="exact")), values()),
    "betweenness": (fit(ranking.Betweenness), values()),
    "pagerank": (fit(lambda: ranking.PageRank(solver="piteration", n_iter=1000, tol=1e-9)),
                 values()),
    "leiden": (fit(lambda: clustering.Leiden(random_state=seeds[-1])), values()),
    "louvain": (fit(lambda: clustering.Louvain(random_state=seeds[-1])), values()),
    "label_propagation": (fit(clustering.PropagationClustering), values()),
    "components": (topology.get_connected_components, values()),
    "kcore": (topology.get_core_decomposition, values()),
    "clustering": (topology.count_triangles,
                   lambda g, raw: {"summary": {"triangles": int(raw)}}),
}
serve("scikit-network", sknetwork.__version__, load, count, TASKS, reseed=seeds.append)
