"""Compares results. Nothing here trusts a contender's own word on quality."""
import array
import json
import os
import subprocess

import witness
from plan import COMMUNITIES, DISTANCES, WITNESS
from table import median


# How far below the best peer's our modularity may lie. The result of Louvain depends more on the
# order in which nodes move.
MARGINS = {"leiden": 0.001, "louvain": 0.005}


def read(path):
    values = array.array("d")
    if path and os.path.exists(path):
        with open(path, "rb") as file:
            values.frombytes(file.read())
    return values


def largest_difference(a, b):
    """Relative for values above 1, absolute below."""
    return max((abs(x - y) / max(1, abs(y)) for x, y in zip(a, b)), default=0)


def same_parts(a, b):
    there, back = {}, {}
    return all(there.setdefault(x, y) == y and back.setdefault(y, x) == x for x, y in zip(a, b))


def compare(task, ours, theirs):
    """An empty text when a peer agrees, else the difference; None when nothing is comparable."""
    mine, other = read(ours.values), read(theirs.values)
    if task == "distances":
        agrees = ours.answer["summary"] == theirs.answer["summary"]
        return "" if agrees else "other histogram"
    if not other:
        summary = theirs.answer["summary"]
        shared = [key for key in summary if key in ours.answer["summary"]]
        off = max((abs(summary[key] - ours.answer["summary"][key]) / max(1, abs(summary[key]))
                   for key in shared), default=None)
        return None if off is None else "" if off < 1e-9 else f"off by {off:.1g}"
    if len(mine) != len(other):
        return f"{len(other)} values for {len(mine)} nodes"
    if task == "components":
        return "" if same_parts(mine, other) else "other components"
    if task == "pagerank":
        off = sum(abs(x - y) for x, y in zip(mine, other))
        return "" if off < 1e-6 else f"off by {off:.1g}"
    off = largest_difference(mine, other)
    return "" if off < 1e-9 else f"off by {off:.1g}"


def differs(entries):
    """Whether our own bytes are not the same in every round and for 1, 2 and 7 threads."""
    ours = [entry.digests for entry in entries if entry.is_ours]
    seeds = {seed for digests in ours for seed in digests}
    return any(len(set().union(*(digests.get(seed, set()) for digests in ours))) > 1
               for seed in seeds)


DIFFERS = "NO: ours differs between runs or threads"


def exact(task, entries):
    ours = [entry for entry in entries if entry.name == "ours" and entry.answer]
    if not ours:
        return "–"
    agreeing = []
    for entry in entries:
        if entry.is_ours or not entry.answer:
            continue
        found = compare(task, ours[0], entry)
        if found == "":
            agreeing.append(entry.name)
        elif found:
            entry.deviation = f"{entry.name} with {entry.threads} threads: {found}"
    return verdict(agreeing, [entry.deviation for entry in entries if entry.deviation])


def estimates(entries, epsilon=0.01):
    """Every estimate against our exact values, which other programs have confirmed."""
    answers = [entry for entry in entries if entry.values and entry.name != WITNESS]
    folder = os.path.dirname(answers[0].values) if answers else ""
    truth = read(os.path.join(folder, "betweenness-ours-1.f64"))
    if not truth:
        return "–"
    pairs = len(truth) * (len(truth) - 1) / 2
    errors = {}
    for entry in answers:
        found = read(entry.values)
        if len(found) == len(truth):
            error = max(abs(a - b) for a, b in zip(found, truth)) / pairs
            errors[entry.name] = max(error, errors.get(entry.name, 0))
            if error > epsilon:
                entry.deviation = f"{entry.name} with {entry.threads} threads: off by {error:.2g}"
    good = "ours" in errors and errors["ours"] <= epsilon
    listed = ", ".join(f"{name} {error:.2g}" for name, error in errors.items())
    return f"{'yes' if good else 'NO'}: largest error {listed}"


def verdict(agreeing, deviations):
    """We are right when more programs agree with us than do not; deviations are always shown."""
    names = list(dict.fromkeys(agreeing))
    away = "; ".join(dict.fromkeys(deviations))
    if not names and not away:
        return "–"
    if len(names) <= len(set(text.split(" with ")[0] for text in deviations)):
        return "NO: " + away + (f" (agree: {', '.join(names)})" if names else "")
    return f"yes: {', '.join(names)}" + (f" (deviates: {away})" if away else "")


def imports(graph, entries, named):
    if differs(entries):
        return DIFFERS
    agreeing, problems = [], []
    weight = graph.weight if named else graph.edges
    for entry in entries:
        if not entry.answer:
            continue
        found = entry.answer
        agrees = found["nodes"] in (graph.nodes, None) and found["edges"] == graph.edges \
            and abs(found["weight"] - weight) < 1e-6 * weight
        if not agrees:
            entry.deviation = f"n {found['nodes']}, m {found['edges']}, sum {found['weight']:g}"
            problems.append(f"{entry.name} with {entry.threads} threads: {entry.deviation}")
        elif entry.name != "ours":
            agreeing.append(entry.name)
    agreeing = [name for name in agreeing if name != WITNESS]
    if any(entry.is_ours and entry.deviation for entry in entries):
        return "NO: " + "; ".join(problems)
    return verdict(agreeing, problems)


def settled(count, text):
    if count:
        return f"NO: {count} nodes bear a label that others outnumber"
    return f"yes: every label is the most common among the neighbors; {text}"


def communities(graph, task, entries, scorer):
    """Scores of all partitions by one program: modularity, and NMI where the truth is known.

    Of each contender the median over its rounds, which have seeds of their own.
    """
    scores = {}
    for entry in entries:
        if not entry.answer or entry.name in scores or entry.name == WITNESS:
            continue
        found = []
        for file in entry.files[:len(entry.times)]:
            answer = subprocess.run(
                [scorer, "score", graph.name, file, graph.folder],
                capture_output=True, text=True, check=True)
            found.append(json.loads(answer.stdout))
        scores[entry.name] = {key: median([one[key] for one in found]) for key in found[0]}
    if "ours" not in scores:
        return "–", scores
    mine = scores["ours"]
    others = {name: score for name, score in scores.items() if name != "ours"}

    def part(key, margin, label):
        best = max(others, key=lambda name: others[name][key], default=None)
        text = f"{label} {mine[key]:.4f}"
        if best:
            text += f" ({best} {others[best][key]:.4f})"
        return best is None or mine[key] >= others[best][key] - margin, text

    parts = [part("modularity", MARGINS.get(task, 1), "Q")]
    if "nmi" in mine:
        parts.append(part("nmi", 0.01, "NMI"))
    text = ", ".join(text for _, text in parts)
    # Propagation of labels does not seek modularity: without planted groups it is right when it has ended.
    if task == "label_propagation" and len(parts) == 1:
        mine = next(entry for entry in entries if entry.name == "ours" and entry.answer)
        return settled(witness.unsettled(graph, read(mine.values)), text), scores
    return ("yes: " if all(good for good, _ in parts) else "NO: ") + text, scores


def check(graph, task, entries, scorer):
    """The verdict, and the scores of partitions."""
    if differs(entries):
        return DIFFERS, None
    if task in COMMUNITIES:
        return communities(graph, task, entries, scorer)
    if task == "kadabra":
        return estimates(entries), None
    found = exact(task, entries)
    ours = [entry for entry in entries if entry.name == "ours" and entry.answer]
    if found == "–" and ours and task in DISTANCES and graph.edges <= witness.LARGEST:
        return witness.check(graph, task, read(ours[0].values), ours[0].answer["summary"]), None
    return found, None
