"""Runs one task with python-igraph and prints its time and result as JSON."""
import csv
import json
import resource
import sys
import time

import igraph


def load(path):
    with open(path, newline="") as file:
        rows = csv.reader(file)
        next(rows)
        return igraph.Graph.TupleList(((a, b) for a, b in rows), directed=False)


def main():
    task, path = sys.argv[1:]
    start = time.perf_counter()
    graph = load(path)
    imported = time.perf_counter() - start
    start = time.perf_counter()
    if task == "import":
        result = {"n": graph.vcount(), "m": graph.ecount()}
    elif task == "betweenness":
        values = graph.betweenness()
        result = {"values": dict(zip(graph.vs["name"], values))}
    elif task == "distances":
        result = {"mean": graph.average_path_length(directed=False, unconn=True)}
    elif task == "leiden":
        found = graph.community_leiden(objective_function="modularity", n_iterations=-1)
        result = {"modularity": graph.modularity(found)}
    seconds = imported if task == "import" else time.perf_counter() - start
    result["seconds"] = seconds
    result["peak_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    result["version"] = "igraph " + igraph.__version__
    print(json.dumps(result))


main()
