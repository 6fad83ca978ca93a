"""The tables, in Markdown."""


def seconds(value):
    return f"{value:.2f}" if value < 10 else f"{value:.1f}" if value < 100 else f"{value:.0f}"


def share(value):
    return "–" if value is None else f"{value:.4f}"


def row(cells):
    return "| " + " | ".join(str(cell) for cell in cells) + " |"


def head(*cells, texts=2):
    return [row(cells), "|" + "---|" * texts + "---:|" * (len(cells) - texts)]


def cost(entry):
    if entry.get("over"):
        limit = {"time": f"> {entry['limit']:g} s", "memory": "out of memory"}[entry["over"]]
        return [limit, "–", "–"]
    if not entry.get("rounds"):
        return ["–", "–", "–"]
    return [seconds(min(one["cpu"] for one in entry["rounds"])),
            seconds(min(one["wall"] for one in entry["rounds"])),
            f"{max(one['peak'] for one in entry['rounds']) / 2 ** 20:.0f}"]


def quality(entry):
    found = entry.get("quality") or {}
    return [share(found.get(key)) for key in ("precision", "recall", "f1", "b_cubed_f1")]


def threshold(entry):
    if entry.get("threshold") is None:
        return "–"
    note = " (default)" if entry["is_ours"] else " (of hard-20k)" if entry.get("is_borrowed") else ""
    return f"{entry['threshold']:.3g}{note}"


def summary(results):
    """Ours beside the best of the peers on each set."""
    lines = head("set", "best peer", "ours F1", "its F1", "difference", "CPU: it / ours",
                 "wall: it / ours")
    for found in results:
        done = [entry for entry in found["entries"] if entry.get("quality")]
        ours = [entry for entry in done if entry["is_ours"]]
        peers = [entry for entry in done if not entry["is_ours"]]
        if not ours:
            continue
        # Beside a peer that was told of sources without duplicates, ours that was.
        best = max(peers, key=lambda entry: entry["quality"]["f1"], default=None)
        if best is None:
            lines.append(row([found["set"], "–", share(ours[0]["quality"]["f1"]), "–", "–", "–", "–"]))
            continue
        mine = next((entry for entry in ours if entry["single"] == best["single"]), ours[0])
        f1, other = mine["quality"]["f1"], best["quality"]["f1"]
        ratios = [f"{min(one[key] for one in best['rounds']) / min(one[key] for one in mine['rounds']):.2g}"
                  for key in ("cpu", "wall")]
        name = label(best) + (" (threshold of hard-20k)" if best.get("is_borrowed") else "")
        lines.append(row([found["set"], name, share(f1), share(other), f"{f1 - other:+.4f}",
                          *ratios]))
    return lines


def label(entry):
    text = entry["program"] + (f": {entry['config']}" if entry["config"] else "")
    return text + (", one to one" if entry["single"] and not entry["is_ours"] else "")


def main_table(results):
    lines = head("set", "records", "program", "threshold", "precision", "recall", "F1", "B-cubed F1",
                 "CPU s", "wall s", "peak MiB", "best F1 of any threshold", "verified", texts=3)
    for found in results:
        for entry in found["entries"]:
            if entry.get("refusal"):
                lines.append(row([found["set"], f"{found['records']:,}", label(entry),
                                  "refused: " + entry["refusal"], *["–"] * 9]))
                continue
            lines.append(row([
                found["set"], f"{found['records']:,}", label(entry), threshold(entry),
                *quality(entry), *cost(entry), share(entry.get("best_f1")),
                entry.get("verified", "–")]))
    return lines


def tries(results):
    """Every setting of a peer that was tried, each at its best threshold."""
    lines = head("set", "program", "clusters", "F1 at its best threshold", "threshold", "CPU s",
                 "wall s", texts=3)
    for found in results:
        for one in found["tried"]:
            name = f"{one['program']}: {one['config']}"
            if one.get("refusal"):
                lines.append(row([found["set"], name, "–", one["refusal"], "–", "–", "–"]))
                continue
            lines.append(row([
                found["set"], name, "one to one" if one["single"] else "transitive",
                share(one["f1"]), f"{one['threshold']:.3g}", seconds(one["cpu"]),
                seconds(one["wall"])]))
    return lines


def kernels(found):
    lines = head("program", "Jaro-Winkler comparisons a second per core", texts=1)
    for name, value in found.items():
        lines.append(row([name, f"{value / 1e6:.1f} million" if isinstance(value, float) else value]))
    return lines


def markdown(machine, versions, missing, results, kernel):
    said = ", ".join(f"{name} {version}" for name, version in versions.items())
    lines = [f"{machine['date']}; {machine['processor']}, {machine['cores']} cores, "
             f"{machine['memory']:.0f} GiB, load {machine['load']:.2f} at the start. {said}.", ""]
    lines += ["### In short", "", *summary(results), ""]
    lines += ["### All", "", *main_table(results)]
    lines += [row(["not installable", "", f"{name}: {reason}", *["–"] * 10])
              for name, reason in missing.items()]
    if kernel:
        lines += ["", "### Comparing names", "", *kernels(kernel)]
    if any(found["tried"] for found in results):
        lines += ["", "### Settings tried of peers", "", *tries(results)]
    return "\n".join(lines) + "\n"
