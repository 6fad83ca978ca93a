"""What the memory of this machine allows: no run of a task can be faster."""
import json
import math
import os
import subprocess


def measure(binaries):
    answer = subprocess.run(
        [os.path.join(binaries, "limits")], capture_output=True, text=True, check=True)
    return json.loads(answer.stdout)


def gather_rate(limits, threads, size):
    """Random reads per second from a table of `size` bytes, between the measured sizes."""
    rates = sorted((int(key) * 1024, rate) for key, rate in
                   limits[str(threads)]["gather_m_s"].items())
    if size <= rates[0][0]:
        return rates[0][1] * 1e6
    for (low, slow), (high, fast) in zip(rates, rates[1:]):
        if size <= high:
            share = math.log(size / low) / math.log(high / low)
            return (slow + share * (fast - slow)) * 1e6
    return rates[-1][1] * 1e6


def bound(limits, task, graph, entries, threads=2):
    """Seconds, or None where no simple bound exists.

    Imports read the file's bytes once. Components and cores read every arc (4 bytes) once.
    PageRank also fetches a rank (8 bytes) at random for every arc and step.
    """
    read = limits[str(threads)]["read_gb_s"] * 1e9
    arcs = 2 * graph.edges
    if task.startswith("import"):
        return os.path.getsize(graph.path("named.tsv" if "named" in task else "tsv")) / read
    if task in ("components", "kcore"):
        return (4 * arcs + 8 * graph.nodes) / read
    if task == "pagerank":
        steps = [entry.answer["summary"]["steps"] for entry in entries
                 if entry.answer and "steps" in entry.answer["summary"]]
        if not steps:
            return None
        gather = arcs / gather_rate(limits, threads, 8 * graph.nodes)
        return min(steps) * max(gather, 4 * arcs / read)
    return None
