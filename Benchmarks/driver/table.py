"""The one table, in Markdown."""
from plan import PEERS, READERS, WITNESS


def seconds(value):
    if value < 0.001:
        return f"{value * 1000:.3f} ms"
    if value < 1:
        return f"{value * 1000:.3g} ms"
    return f"{value:.3g} s"


def median(times):
    ordered = sorted(times)
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2


def cell(entry):
    if entry is None:
        return "–"
    if entry.is_behind:
        return "≫"
    if entry.over is not None:
        return f"> {entry.over:g} s"
    if not entry.times:
        return "refused" if entry.refusal else "–"
    text = f"{seconds(min(entry.times))} / {seconds(median(entry.times))}"
    if entry.deviation:
        text += " ✗"
    if len(entry.times) < 5:
        text += f" ({len(entry.times)} rounds)" if len(entry.times) > 1 else " (1 round)"
    return text


def best(entries):
    """The fastest of several thread counts; a time-out only when nothing finished."""
    done = [entry for entry in entries if entry.times]
    done = [entry for entry in done if not entry.deviation] or done
    if done:
        return min(done, key=lambda entry: min(entry.times))
    late = [entry for entry in entries if entry.over is not None]
    return late[0] if late else entries[0] if entries else None


def ratio(ours, rivals, scores, threads):
    """The best rival's time over ours; a lower bound when all ran out of time.

    With two threads rivals that use one only count, too. Communities can be had sooner by finding
    worse ones: rivals clearly below our quality are counted apart, in brackets.
    """
    rivals = [entry for entry in rivals if entry.threads <= threads]
    mine = min((min(entry.times) for entry in ours if entry.times and entry.threads == threads),
               default=None)
    if not mine:
        return "–"

    def text(entries):
        done = [min(entry.times) / mine for entry in entries if entry.times and not entry.deviation]
        late = [entry.over / mine for entry in entries if entry.over is not None]
        if done:
            return f"{min(done):.2g}" if min(done) < 10 else f"{min(done):.0f}"
        return f"> {min(late):.0f}" if late else "–"

    if not scores or "ours" not in scores:
        return text(rivals)
    equals = [entry for entry in rivals if is_equal(scores.get(entry.name), scores["ours"])]
    strict, every = text(equals), text(rivals)
    return strict if strict == every else f"{strict} (any quality: {every})"


def speedup(ours):
    least = {entry.threads: min(entry.times) for entry in ours if entry.times}
    return f"{least[1] / least[2]:.2f}" if 1 in least and 2 in least else "–"


def is_equal(score, ours):
    return score is None or all(
        score[key] >= ours[key] - margin
        for key, margin in (("modularity", 0.005), ("nmi", 0.01)) if key in ours)


def quality(name, scores):
    if not scores or name not in scores:
        return ""
    found = scores[name]
    text = f", Q {found['modularity']:.4f}"
    return text + (f", NMI {found['nmi']:.3f}" if "nmi" in found else "")


def memory(ours, rivals, edges):
    """Bytes per edge: ours, and the least of those who did the task."""
    def per_edge(entries):
        return [min(entry.peaks) / edges for entry in entries if entry.peaks and edges]

    mine, other = per_edge(ours), per_edge(rivals)
    return f"{max(mine):.0f} / {min(other):.0f}" if mine and other else \
        f"{max(mine):.0f}" if mine else "–"


def columns(rows):
    """Peers in the order of the plan, then the scripts of whole studies."""
    present = {entry.name for row in rows for entry in row["entries"]} - {"ours", WITNESS}
    planned = [name for name, _, _, _ in PEERS if name in present]
    return planned + sorted(present - set(planned))


def markdown(rows, missing):
    names = columns(rows)
    head = ["task", "graph", "ours, 1 thread", "ours, 2 threads", *names, "best peer / ours, 1 thread",
            "2 threads", "two threads against one", "bytes per edge, ours / least", "limit (ours of it)", "verified"]
    lines = ["| " + " | ".join(head) + " |", "|---|---" + "|---:" * (len(head) - 3) + "|---|"]
    for row in rows:
        entries = row["entries"]
        ours = [entry for entry in entries if entry.name == "ours"]
        rivals = [entry for entry in entries if entry.name not in READERS | {"ours", WITNESS}]
        cells = [row["task"], row["graph"]]
        cells += [cell(next((e for e in ours if e.threads == n), None)) for n in (1, 2)]
        for name in names:
            found = best([entry for entry in entries if entry.name == name])
            mark = " ²" if found and found.times and found.threads == 2 else ""
            cells.append(cell(found) + mark + quality(name, row.get("scores")))
        cells += [ratio(ours, rivals, row.get("scores"), n) for n in (1, 2)]
        cells += [speedup(ours), memory(ours, rivals, row.get("edges")),
                  limit(row, ours), row["verified"]]
        lines.append("| " + " | ".join(cells) + " |")
    for name, reason in missing.items():
        lines.append(f"| not installable | {name}: {reason} |" + " |" * (len(head) - 2))
    return "\n".join(lines) + "\n"


def growth(series):
    """Ours alone on ever larger graphs: seconds and peak of resident memory."""
    sizes = sorted({edges for line in series.values() for edges, _, _ in line})
    if not sizes:
        return ""
    lines = ["| task, two threads | " + " | ".join(f"{size:,} edges" for size in sizes) + " |",
             "|---" + "|---:" * len(sizes) + "|"]
    for task, line in series.items():
        found = {edges: f"{seconds(time)}, {peak / 2**30:.2f} GiB" for edges, time, peak in line}
        lines.append("| " + " | ".join([task] + [found.get(size, "–") for size in sizes]) + " |")
    return "\n" + "\n".join(lines) + "\n"


def limit(row, ours):
    mine = min((min(entry.times) for entry in ours if entry.times), default=None)
    if not row.get("limit") or not mine:
        return "–"
    return f"{seconds(row['limit'])} ({100 * row['limit'] / mine:.2g} %)"
