"""Sigma and omega with twenty references of a kind: chains.smallworld beside NetworkX.

    smallworld.py SOCIOGRAM EDGES [SECONDS]

EDGES is a table of two columns of ids, blank or tab between them, also packed by gzip: the graph of the goal is
ca-GrQc (SNAP). Ours is the whole program, from the file to the tables, by one and by two threads. NetworkX needs
hours for one reference of its defaults, so that it gets SECONDS (600) for a single random reference in which each
tie is switched once (`niter=1`); sigma wants 20 of 100 times as much, omega 20 of 10 times and 20 lattices of 5.
"""
import gzip
import json
import multiprocessing
import os
import subprocess
import sys
import tempfile
import time

STUDY = """study: Small world
seed: 7
stages:
  - use: import.csv
    with: {{edges: {edges}}}
  - use: chains.smallworld
    with: {{measures: [sigma, omega], references: 20}}
"""


def rows(path):
    opened = gzip.open(path, "rt") if path.endswith(".gz") else open(path)
    with opened as file:
        for line in file:
            if not line.startswith("#") and line.strip():
                yield line.split()[:2]


def ours(program, edges, threads):
    with tempfile.TemporaryDirectory() as folder:
        table = os.path.join(folder, "edges.csv")
        with open(table, "w") as file:
            file.write("source,target\n")
            file.writelines(f"{a},{b}\n" for a, b in rows(edges))
        study = os.path.join(folder, "study.yaml")
        with open(study, "w") as file:
            file.write(STUDY.format(edges=table))
        start = time.perf_counter()
        subprocess.run(
            [program, "run", "--no-cache", "--quiet", "--threads", str(threads), "--out",
             os.path.join(folder, "out"), study], check=True, stdout=subprocess.DEVNULL)
        return time.perf_counter() - start


def theirs(edges, answers):
    import networkx
    graph = networkx.Graph(pair for pair in rows(edges) if pair[0] != pair[1])
    graph = graph.subgraph(max(networkx.connected_components(graph), key=len)).copy()
    start = time.perf_counter()
    networkx.average_shortest_path_length(graph)
    answers.put(("path length", time.perf_counter() - start))
    start = time.perf_counter()
    networkx.random_reference(graph, niter=1, seed=1)
    answers.put(("random reference, niter=1", time.perf_counter() - start))


def main():
    program, edges = sys.argv[1:3]
    seconds = float(sys.argv[3]) if len(sys.argv) > 3 else 600
    result = {f"ours, {threads} threads": min(ours(program, edges, threads) for _ in range(3))
              for threads in (1, 2)}
    answers = multiprocessing.Queue()
    process = multiprocessing.Process(target=theirs, args=(edges, answers))
    process.start()
    process.join(seconds)
    is_over = process.is_alive()
    process.kill()
    process.join()
    measured = {}
    while not answers.empty():
        name, value = answers.get()
        measured[name] = value
    reference = measured.get("random reference, niter=1", seconds)
    result["networkx"] = measured
    result["networkx, a random reference of niter=1, at least" if is_over
           else "networkx, a random reference of niter=1"] = reference
    # Sigma: 20 x niter=100; omega: 20 x niter=10; lattices and path lengths are left out.
    result["times faster, extrapolated, at least"] = 20 * 110 * reference / result["ours, 2 threads"]
    result["times faster, by one reference alone"] = reference / result["ours, 2 threads"]
    print(json.dumps(result, indent=2))


if __name__ == "__main__":
    main()
