#!/usr/bin/env python3
"""Values that chains.experiment must give, computed without it.

Exact fractions where the definitions allow, a row at a time, nothing shared with the program.
`python3 oracle.py` writes log.csv and expected.json beside itself.
"""
import csv, json, math, os, random
from fractions import Fraction as F
from math import comb
from statistics import NormalDist

HERE = os.path.dirname(os.path.abspath(__file__))
COUNTS = os.path.join(HERE, "../../../examples/milgram-1967/completed-chains.csv")
Z = NormalDist().inv_cdf(0.975)


def wilson(x, n):
    # The two roots of (p^ - p)^2 = z^2 p (1 - p) / n.
    a, b, c = 1 + Z * Z / n, -(2 * x / n + Z * Z / n), (x / n) ** 2
    root = math.sqrt(b * b - 4 * a * c)
    return [(-b - root) / (2 * a), (-b + root) / (2 * a)]


def moments(weights):
    """weights: (links, weight) of each completed chain."""
    total = sum(w for _, w in weights)
    mean = sum(length * w for length, w in weights) / total
    seen = 0
    for length, w in sorted(weights):
        seen += w
        if 2 * seen >= total:
            break
    return {"chains": float(total), "mean_links": float(mean), "median_links": length,
            "effective": float(total * total / sum(w * w for _, w in weights))}


def milgram():
    completed = [int(row["intermediaries"]) for row in csv.DictReader(open(COUNTS))
                 for _ in range(int(row["chains"]))]

    def corrected(q):
        return moments([(i + 1, 1 / (1 - q) ** (i + 1)) for i in completed])

    def solve(total):
        # Newton's method on x = 1 / (1 - q), where the program halves intervals of q.
        x = 1.1
        for _ in range(100):
            value = sum(x ** (i + 1) for i in completed) - total
            x -= value / sum((i + 1) * x ** i for i in completed)
        return 1 - 1 / x

    result = {"observed": corrected(F(0)), "given": {}, "solved": {}}
    for q in ("0.20", "0.25", "0.30"):
        result["given"][q] = corrected(F(q))
    for total in (296, 217):
        q = solve(total)
        result["solved"][str(total)] = dict(corrected(q), q=q)
    for total in (296, 217):
        result["completed_of_%d" % total] = [64 / total] + wilson(64, total)
    return result


def simulate():
    """A log of 240 chains of two groups, with letters dropped and letters still on their way."""
    rng = random.Random(1969)
    rows = []
    for chain in range(240):
        group = "east" if chain % 3 == 0 else "west"
        length = 1 + sum(rng.random() < 0.6 for _ in range(6 if group == "east" else 9))
        holder = "s%03d" % chain
        for step in range(1, length + 1):
            u = rng.random()
            drop = 0.35 if step == 1 else 0.12 if group == "east" else 0.2
            if u < drop:
                rows.append([chain, step, holder, "", "running" if u < 0.03 else "abandoned", group])
                break
            receiver = "target" if step == length else "p%03d-%d" % (chain, step)
            rows.append([chain, step, holder, receiver, "", group])
            holder = receiver
    return rows


def log(rows):
    chains = {}
    for chain, step, sender, receiver, outcome, group in rows:
        entry = chains.setdefault(chain, {"group": group, "made": 0, "end": None})
        if receiver:
            entry["made"] = max(entry["made"], step)
        if receiver == "target":
            entry["end"] = "completed"
        elif not receiver:
            entry["end"] = outcome
    longest = max(c["made"] for c in chains.values()) + 1

    steps, survival, greenwood = [], F(1), 0.0
    for step in range(1, longest + 1):
        forwarded = sum(c["made"] >= step for c in chains.values())
        stopped = [c for c in chains.values() if c["made"] == step - 1 and c["end"] != "completed"]
        abandoned = sum(c["end"] == "abandoned" for c in stopped)
        running = sum(c["end"] == "running" for c in stopped)
        decided = forwarded + abandoned
        if decided + running == 0:
            break
        survival *= F(forwarded, decided)
        greenwood += abandoned / (decided * forwarded) if forwarded else float("inf")
        s = float(survival)
        spread = Z * math.sqrt(greenwood) / abs(math.log(s))
        steps.append({"decided": decided, "forwarded": forwarded, "abandoned": abandoned,
                      "running": running, "rate": wilson(forwarded, decided), "survival": s,
                      "band": [s ** math.exp(spread), s ** math.exp(-spread)]})

    def kept(cell_of):
        """The share passed on of all letters held in each cell, running ones among them."""
        passed, held = {}, {}
        for c in chains.values():
            for step in range(1, c["made"] + (c["end"] != "completed") + 1):
                cell = cell_of(c, step)
                held[cell] = held.get(cell, 0) + 1
                passed[cell] = passed.get(cell, 0) + (step <= c["made"])
        return {cell: F(passed[cell], held[cell]) for cell in held}

    result = {"rates": steps}
    cells = {"constant": lambda c, step: 0, "steps": lambda c, step: step,
             "weighted": lambda c, step: (c["group"], step == 1)}
    for name, cell_of in cells.items():
        rate = kept(cell_of)
        weights = []
        for c in chains.values():
            if c["end"] == "completed":
                w = F(1)
                for step in range(1, c["made"] + 1):
                    w /= rate[cell_of(c, step)]
                weights.append((c["made"], w))
        result[name] = moments(weights)
        if name == "constant":
            result["dropout"] = float(1 - rate[0])
    tally = {g: [sum(c["end"] == "completed" for c in chains.values() if c["group"] == g),
                 sum(c["group"] == g for c in chains.values())] for g in ("east", "west")}
    result["groups"] = tally
    (a, n), (b, m) = tally["east"], tally["west"]
    ways = [comb(n, k) * comb(m, a + b - k) for k in range(max(0, a + b - m), min(n, a + b) + 1)]
    own = comb(n, a) * comb(m, b)
    result["fisher"] = float(F(sum(w for w in ways if w <= own), comb(n + m, a + b)))
    return result


if __name__ == "__main__":
    rows = simulate()
    with open(os.path.join(HERE, "log.csv"), "w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["chain", "step", "sender", "receiver", "outcome", "group"])
        writer.writerows(rows)
    with open(os.path.join(HERE, "expected.json"), "w") as file:
        json.dump({"milgram": milgram(), "log": log(rows)}, file, indent=1)
        file.write("\n")
