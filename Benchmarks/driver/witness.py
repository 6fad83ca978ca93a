"""Checks by the driver itself, slow and plain, where no peer can tell whether a result is right.

Distances that no peer ends in time are held against breadth-first searches from a few nodes, the same for
every run. Label propagation has no one result: it has ended when every node bears a label that is the most
common among its neighbors.
"""
import array
import math
import random

SEARCHES = 20
# Beyond so many ties the lists of a script take more memory and time than the race.
LARGEST = 4_000_000


def neighbors(graph):
    ends = array.array("i")
    with open(graph.path("bin"), "rb") as file:
        ends.frombytes(file.read())
    lists = [[] for _ in range(graph.nodes)]
    for a, b in zip(ends[::2], ends[1::2]):
        lists[a].append(b)
        lists[b].append(a)
    return lists


def search(lists, source):
    """How many nodes are at each distance from 1 on."""
    seen = bytearray(len(lists))
    seen[source] = 1
    level, counts = [source], []
    while level:
        following = []
        for node in level:
            for other in lists[node]:
                if not seen[other]:
                    seen[other] = 1
                    following.append(other)
        level = following
        if level:
            counts.append(len(level))
    return counts


def value(task, counts, nodes):
    """Of one node; closeness after Wasserman and Faust, as in measures for several components."""
    if task == "harmonic":
        return sum(count / distance for distance, count in enumerate(counts, 1)) / (nodes - 1)
    reached, total = sum(counts), sum(count * distance for distance, count in enumerate(counts, 1))
    return reached / (nodes - 1) * reached / total if total else 0.0


def check(graph, task, values, summary):
    """The verdict on one value per node, or on a histogram of all pairs."""
    lists = neighbors(graph)
    sources = random.Random(7).sample(range(graph.nodes), min(SEARCHES, graph.nodes))
    found = [search(lists, source) for source in sources]
    if task == "distances":
        return histogram(found, summary["distances"], graph.nodes)
    if len(values) != graph.nodes:
        return f"NO: {len(values)} values for {graph.nodes} nodes"
    off = max(abs(values[source] - value(task, counts, graph.nodes))
              for source, counts in zip(sources, found))
    return (f"{'yes' if off < 1e-9 else 'NO'}: {len(sources)} searches of our driver "
            f"(off by {off:.1g}); no peer ended")


def histogram(found, ours, nodes):
    """The mean distance of the searches is that of all pairs, within four standard errors."""
    pairs = sum(ours.values())
    mean = sum(int(distance) * count for distance, count in ours.items()) / pairs
    means = [sum(count * distance for distance, count in enumerate(counts, 1)) / sum(counts)
             for counts in found]
    middle = sum(means) / len(means)
    error = math.sqrt(sum((one - middle) ** 2 for one in means) / (len(means) - 1) / len(means))
    reached = {sum(counts) for counts in found}
    # Where all searches reach everybody, the number of pairs is known exactly.
    complete = reached != {nodes - 1} or pairs == nodes * (nodes - 1)
    good = abs(mean - middle) <= 4 * error + 1e-12 and complete
    return (f"{'yes' if good else 'NO'}: mean {mean:.4f}, of {len(means)} searches of our driver "
            f"{middle:.4f} ± {error:.4f}; no peer ended")


def unsettled(graph, labels):
    """How many nodes bear a label that another outnumbers among their neighbors."""
    count = 0
    for node, others in enumerate(neighbors(graph)):
        votes = {}
        for other in others:
            votes[labels[other]] = votes.get(labels[other], 0) + 1
        if votes and votes.get(labels[node], 0) < max(votes.values()):
            count += 1
    return count
