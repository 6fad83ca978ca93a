"""What is run: which tasks on which graphs, by whom."""

# Name, modules to import, file of peers/, whether it can use several threads.
PEERS = [
    ("igraph", "igraph", "peer_igraph.py", False),
    ("networkit", "networkit, polars, scipy", "peer_networkit.py", True),
    ("rustworkx", "rustworkx", "peer_rustworkx.py", True),
    ("graph-tool", "graph_tool", "peer_graph_tool.py", True),
    ("scikit-network", "sknetwork, polars", "peer_scikit_network.py", False),
    ("leidenalg", "leidenalg, igraph", "peer_leidenalg.py", False),
    ("scipy", "scipy, polars", "peer_scipy.py", False),
    ("polars", "polars", "peer_polars.py", True),
    ("pyarrow", "pyarrow", "peer_pyarrow.py", True),
]
# They read the table and make no graph: a bound, not a rival.
READERS = {"polars", "pyarrow"}
# It computes on the graph of another, so its import is that one's.
BORROWERS = {"leidenalg"}

DISTANCES = ["distances", "closeness", "harmonic"]
# The estimate is verified against the exact values of the task before it.
BROKERS = ["betweenness", "kadabra", "edge_betweenness"]
COMMUNITIES = ["leiden", "louvain", "label_propagation"]
NEAR_LINEAR = ["components", "cut_points", "pagerank", "kcore", "clustering"] + COMMUNITIES
IMPORTS = ["import", "import named"]
EVERYTHING = IMPORTS + DISTANCES + BROKERS + NEAR_LINEAR

FULL = {
    "ego-facebook": EVERYTHING,
    "slashdot": IMPORTS + NEAR_LINEAR,
    "rmat12": EVERYTHING,
    "rmat14": IMPORTS + DISTANCES + ["betweenness", "kadabra"] + NEAR_LINEAR,
    "rmat16": IMPORTS + NEAR_LINEAR,
    "rmat18": IMPORTS + NEAR_LINEAR,
    "rmat20": IMPORTS + ["components", "pagerank", "leiden"],
    "planted10000": EVERYTHING,
    "planted100000": IMPORTS + DISTANCES + NEAR_LINEAR,
    "planted1000000": IMPORTS + NEAR_LINEAR,
    "grid10000": ["betweenness"],
    "grid40000": DISTANCES,
    "grid1000000": IMPORTS + ["components", "cut_points", "pagerank", "kcore"],
}
QUICK = {
    "rmat12": IMPORTS + DISTANCES + ["betweenness"] + NEAR_LINEAR,
    "rmat14": IMPORTS + NEAR_LINEAR,
}
QUICK_PEERS = {"igraph", "networkit"}

# Their licences allow no copy here: the file in the folder that SOCIOGRAM_DATA names.
BORROWED = {
    "ego-facebook": "scale/facebook_combined.txt.gz",
    "slashdot": "scale/soc-slashdot0902-undirected.txt.gz",
}

SCALING = ["import", "components", "pagerank", "leiden", "distances"]
SCALES = [14, 16, 18, 20, 22]

# We run once more with this many threads, for the bytes of the result alone.
WITNESS, WITNESS_THREADS = "witness", 7


class Rules:
    """How often and how long."""

    def __init__(self, quick, timeout):
        self.quick = quick
        self.timeout = timeout

    def is_enough(self, entry):
        """Five rounds; two when one takes more than 10 s, one when it takes more than 60 s."""
        times = entry.times
        if not times:
            return False
        if entry.name == WITNESS or len(times) >= 5 or max(times) > 60:
            return True
        if self.quick and sum(times) > 3:
            return True
        return max(times) > 10 and len(times) >= 2
