"""The script that someone writes without us: pandas, igraph, leidenalg, Graphviz.

    study.py NAME EDGES FOLDER
"""
import os
import subprocess
import sys

import igraph
import leidenalg
import pandas

COLORS = ["#4e79a7", "#f28e2b", "#59a14f", "#e15759", "#76b7b2", "#edc948", "#b07aa1"]


def read(name, path):
    if name == "ego-facebook":
        return pandas.read_csv(path, sep="\t", header=None, names=["from", "to"], dtype=str)
    return pandas.read_csv(path, dtype={0: str, 1: str})


def draw(graph, parts, betweenness, folder):
    largest = max(betweenness) or 1
    lines = ["graph { overlap=false; node [shape=circle, style=filled, label=\"\"]"]
    for node, value in zip(graph.vs, betweenness):
        color = COLORS[parts[node.index] % len(COLORS)]
        size = 0.1 + 0.6 * value / largest
        lines.append(f'{node.index} [fillcolor="{color}", width={size:.3f}, '
                     f'xlabel="{node["name"]}"]')
    lines += [f"{edge.source} -- {edge.target}" for edge in graph.es]
    source = "\n".join(lines) + "\n}\n"
    for form in ("svg", "png", "pdf"):
        subprocess.run(["sfdp", f"-T{form}", "-o", os.path.join(folder, "network." + form)],
                       input=source, text=True, check=True)


def main():
    name, path, folder = sys.argv[1:]
    os.makedirs(folder, exist_ok=True)
    table = read(name, path)
    graph = igraph.Graph.TupleList(
        table.iloc[:, :3].itertuples(index=False), directed=False,
        weights=len(table.columns) > 2)
    betweenness = graph.betweenness(directed=False)
    parts = leidenalg.find_partition(
        graph, leidenalg.ModularityVertexPartition, seed=7,
        weights="weight" if "weight" in graph.es.attributes() else None).membership
    lengths = graph.path_length_hist(directed=False)
    pandas.DataFrame({
        "id": graph.vs["name"], "betweenness": betweenness, "community": parts,
    }).to_csv(os.path.join(folder, "nodes.csv"), index=False)
    pandas.DataFrame(lengths.bins(), columns=["links", "end", "pairs"]).to_csv(
        os.path.join(folder, "distances.csv"), index=False)
    with open(os.path.join(folder, "report.md"), "w") as report:
        report.write(f"# {name}\n\n{graph.vcount()} people, {graph.ecount()} ties, mean "
                     f"distance {lengths.mean:.4f}, {max(parts) + 1} communities.\n")
    if name == "les-miserables":
        draw(graph, parts, betweenness, folder)


main()
