"""Compares results. Nothing here trusts a contender's own word on quality."""
import array
import json
import os
import subprocess

from plan import COMMUNITIES


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


def exact(task, entries):
    ours = [entry for entry in entries if entry.name == "ours" and entry.answer]
    if not ours:
        return "–"
    agreeing, problems = [], []
    if len(set().union(*(entry.digests for entry in ours))) > 1:
        problems.append("ours differs between runs or threads")
    for entry in entries:
        if entry.name == "ours" or not entry.answer:
            continue
        found = compare(task, ours[0], entry)
        if found == "":
            agreeing.append(entry.name)
        elif found:
            problems.append(f"{entry.name} {found}")
    return verdict(agreeing, problems)


def verdict(agreeing, problems):
    names = ", ".join(dict.fromkeys(agreeing))
    problems = list(dict.fromkeys(problems))
    if problems:
        return "NO: " + "; ".join(problems) + (f" (agree: {names})" if names else "")
    return f"yes: {names}" if names else "–"


def imports(graph, entries, named):
    agreeing, problems = [], []
    weight = graph.weight if named else graph.edges
    for entry in entries:
        if not entry.answer:
            continue
        found = entry.answer
        agrees = found["nodes"] in (graph.nodes, None) and found["edges"] == graph.edges \
            and abs(found["weight"] - weight) < 1e-6 * weight
        if not agrees:
            problems.append(f"{entry.name} n {found['nodes']}, m {found['edges']}")
        elif entry.name != "ours":
            agreeing.append(entry.name)
    return verdict(agreeing, problems)


def communities(graph, entries, scorer):
    """Scores of all partitions by one program: modularity, and NMI where the truth is known."""
    scores = {}
    for entry in entries:
        if not entry.answer or entry.name in scores:
            continue
        answer = subprocess.run(
            [scorer, "score", graph.name, entry.values, graph.folder],
            capture_output=True, text=True, check=True)
        scores[entry.name] = json.loads(answer.stdout)
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

    parts = [part("modularity", 0.005, "Q")]
    if "nmi" in mine:
        parts.append(part("nmi", 0.01, "NMI"))
    # Groups that are closer to the planted ones are better even at lower modularity.
    is_good = parts[-1][0]
    return ("yes: " if is_good else "NO: ") + ", ".join(text for _, text in parts), scores


def check(graph, task, entries, scorer):
    if task in COMMUNITIES:
        return communities(graph, entries, scorer)
    return exact(task, entries), None
