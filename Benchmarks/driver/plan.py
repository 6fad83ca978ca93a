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

# Of the first round; where results depend on chance the next rounds have the next ones.
SEED = 7

SCALING = ["import", "import named", "components", "pagerank", "leiden", "distances"]
SCALES = [14, 16, 18, 20, 22]
# Seconds that a task may take where we run alone.
SCALING_TIMEOUT = 300

# A search from every node either way: who runs out of time in the one is not asked the other.
SAME_WORK = {
    "closeness": "distances", "harmonic": "distances", "edge_betweenness": "betweenness",
}
# Who takes so many times as long as the best of them on a graph is not given a larger one of its kind.
FAR_BEHIND = 10
# Graphs of one kind, of which the larger are not given to those who ran out of time on a smaller.
KINDS = ("rmat", "planted", "grid")

# We run once more with this many threads, for the bytes of the result alone.
WITNESS, WITNESS_THREADS = "witness", 7


class Rules:
    """How often and how long."""

    def __init__(self, quick, timeout):
        self.quick = quick
        self.timeout = timeout
        # Who ran out of time, and who was far behind: contender, threads, task and kind of graph.
        self.late, self.behind = set(), set()

    def is_enough(self, entry, task):
        """Five rounds, or as many as fit into ten seconds, three for a peer.

        Communities are judged by their median over seeds, and the median of one is chance: whoever is
        judged has a minute for them.
        """
        times = entry.times
        if not times:
            return False
        if entry.name == WITNESS or len(times) >= 5:
            return True
        if task in COMMUNITIES and entry.threads == 1 and not self.quick:
            return sum(times) > self.timeout
        return sum(times) > (10 if entry.is_ours and not self.quick else 3)

    def note(self, graph, task, entries):
        rivals = [entry for entry in entries if not entry.is_ours and entry.name not in READERS]
        best = min((min(entry.times) for entry in rivals if entry.times), default=0)
        for entry in rivals:
            key = entry.name, entry.threads, task, kind(graph)
            if entry.over is not None:
                self.late.add(key)
            if entry.times and min(entry.times) > FAR_BEHIND * best:
                self.behind.add(key)

    def is_behind(self, graph, task, name, threads):
        """Whether it was no rival on a smaller graph of this kind."""
        return (name, threads, task, kind(graph)) in self.behind

    def is_hopeless(self, graph, task, name, threads):
        """Whether the same work, or less of it, has already taken too long."""
        tasks = {task, SAME_WORK.get(task, task)}
        return any((name, threads, one, kind(graph)) in self.late for one in tasks)


def kind(graph):
    """What a graph is made like; a real network is a kind of its own."""
    return next((one for one in KINDS if graph.startswith(one)), graph)
