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

PATHS = ["distances", "closeness", "harmonic", "betweenness"]
COMMUNITIES = ["leiden", "louvain", "label_propagation"]
NEAR_LINEAR = ["components", "pagerank", "kcore", "clustering"] + COMMUNITIES
IMPORTS = ["import", "import named"]

FULL = {
    "ego-facebook": IMPORTS + PATHS + NEAR_LINEAR,
    "rmat12": IMPORTS + PATHS + NEAR_LINEAR,
    "rmat14": IMPORTS + PATHS + NEAR_LINEAR,
    "rmat16": IMPORTS + PATHS[:3] + NEAR_LINEAR,
    "rmat18": IMPORTS + NEAR_LINEAR,
    "planted10000": IMPORTS + PATHS + NEAR_LINEAR,
    "planted100000": IMPORTS + PATHS[:3] + NEAR_LINEAR,
    "planted1000000": IMPORTS + NEAR_LINEAR,
    "grid10000": PATHS + ["components", "pagerank", "kcore"],
    "grid40000": PATHS[:3],
    "grid1000000": IMPORTS + ["components", "pagerank", "kcore"],
}
QUICK = {
    "rmat12": IMPORTS + PATHS + NEAR_LINEAR,
    "rmat14": IMPORTS + NEAR_LINEAR,
}
QUICK_PEERS = {"igraph", "networkit"}

SCALING = ["import", "components", "pagerank", "leiden", "distances"]
SCALES = [14, 16, 18, 20]


class Rules:
    """How often and how long."""

    def __init__(self, quick, timeout):
        self.quick = quick
        self.timeout = timeout

    def is_enough(self, times):
        """Five rounds; two when one takes more than 20 s, one when it takes more than 60 s."""
        if not times:
            return False
        if len(times) >= 5 or max(times) > 60:
            return True
        if self.quick and sum(times) > 3:
            return True
        return max(times) > 20 and len(times) >= 2
