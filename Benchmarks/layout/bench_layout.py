"""Layout beside Graphviz's sfdp: time, memory and how faithful places are, computed by neither.

    bench_layout.py [--sociogram PATH] [--layout PATH] [--sets a,b] [--seeds N] [--timeout S]

Whole processes: read the ties, lay out, write places. Needs numpy and scipy, and sfdp.
"""
import argparse
import csv
import datetime
import os
import platform
import re
import subprocess
import sys

import fidelity

HERE = os.path.dirname(os.path.abspath(__file__))
BENCHMARKS = os.path.dirname(HERE)
CHECKOUT = os.path.dirname(BENCHMARKS)

# Largest components of seeded networks, drawn by our generators.
SETS = {
    "communities-1k": ("generate.lfr", "{nodes: 1000, mean_degree: 7, mu: 0.2, min_community: 30, max_community: 200}"),
    "communities-10k": ("generate.lfr", "{nodes: 10000, mean_degree: 7, mu: 0.2, min_community: 40, max_community: 900}"),
    "communities-50k": ("generate.lfr", "{nodes: 50000, mean_degree: 7, mu: 0.2, min_community: 40, max_community: 2000}"),
    "communities-100k": ("generate.lfr", "{nodes: 100000, mean_degree: 7, mu: 0.2, min_community: 40, max_community: 3000}"),
    "preferential-1k": ("generate.barabasi_albert", "{nodes: 1000, m: 2}"),
    "preferential-10k": ("generate.barabasi_albert", "{nodes: 10000, m: 2}"),
    "ring-10k": ("generate.watts_strogatz", "{nodes: 10000, k: 6, p: 0.01}"),
    "grid-10k": ("generate.kleinberg", "{side: 100, q: 0, directed: false}"),
}
PROGRAMS = ["sociogram, 1 thread", "sociogram, 2 threads", "sfdp", "sfdp, quadtree=fast"]


def options():
    parser = argparse.ArgumentParser(description="Layouts, ours and sfdp's, judged alike.")
    parser.add_argument("--sociogram", default=os.path.join(CHECKOUT, ".build/release/sociogram"))
    parser.add_argument("--layout", default=os.path.join(BENCHMARKS, ".build/release/layout"),
                        help="our layout on plain ties")
    parser.add_argument("--sets", type=lambda text: text.split(","), default=list(SETS))
    parser.add_argument("--seeds", type=int, default=3, help="of networks to 20,000 people; 1 beyond")
    parser.add_argument("--timeout", type=float, default=900)
    parser.add_argument("--data", default=os.path.join(BENCHMARKS, "data/layout"))
    parser.add_argument("--results", default=os.path.join(BENCHMARKS, "results"))
    chosen = parser.parse_args()
    for name in ("sociogram", "layout", "data", "results"):
        setattr(chosen, name, os.path.abspath(getattr(chosen, name)))
    return chosen


def timed(command, folder, timeout, output=subprocess.DEVNULL):
    """Wall seconds, processor seconds and MiB of a whole process; None when it does not end."""
    done = subprocess.run([sys.executable, os.path.join(HERE, "measured.py"), str(timeout), *command],
                          cwd=folder, stdout=output, stderr=subprocess.PIPE, text=True)
    if done.returncode == 124:
        return None
    if done.returncode != 0:
        raise SystemExit(f"{' '.join(command)}: {done.stderr[-2000:]}")
    wall, processor, peak = done.stderr.split()[-3:]
    return float(wall), float(processor), int(peak) / 1024


def prepare(name, chosen):
    """Writes the network as ties and as DOT; returns its folder, size and ties."""
    folder = os.path.join(chosen.data, name)
    os.makedirs(folder, exist_ok=True)
    module, parameters = SETS[name]
    with open(os.path.join(folder, "make.yaml"), "w") as study:
        study.write(f"study: {name}\nseed: 11\nstages:\n  - use: {module}\n    with: {parameters}\n"
                    "  - use: filter.component\n")
    subprocess.run([chosen.sociogram, "run", "make.yaml"], cwd=folder, check=True, capture_output=True)
    with open(os.path.join(folder, "out/make/edges.csv")) as file:
        ties = [(row["source"], row["target"]) for row in csv.DictReader(file)]
    people = sorted({person for tie in ties for person in tie})
    number = {person: index for index, person in enumerate(people)}
    ties = [(number[a], number[b]) for a, b in ties]
    with open(os.path.join(folder, "ties.txt"), "w") as file:
        file.write("".join(f"{a} {b}\n" for a, b in ties))
    with open(os.path.join(folder, "ties.gv"), "w") as file:
        file.write("graph {\nnode [shape=point width=.01 height=.01]\n")
        file.write("".join(f"{index}\n" for index in range(len(people))))
        file.write("".join(f"{a} -- {b}\n" for a, b in ties) + "}\n")
    return folder, len(people), ties


def ours(folder, seed, threads, chosen):
    with open(os.path.join(folder, "places.txt"), "w") as output:
        cost = timed([chosen.layout, "ties.txt", str(threads), str(seed)], folder, chosen.timeout, output)
    with open(os.path.join(folder, "places.txt")) as file:
        return cost, dict(enumerate(tuple(map(float, line.split())) for line in file))


def sfdp(folder, seed, settings, chosen):
    cost = timed(["sfdp", "-Goverlap=true", f"-Gstart={seed}", *settings, "-o", "sfdp.gv", "ties.gv"],
                 folder, chosen.timeout)
    places = {}
    if cost:
        with open(os.path.join(folder, "sfdp.gv")) as file:
            text = file.read()
        for match in re.finditer(r'(?m)^\s*(\d+)\s+\[[^\]]*?pos="([-\d.e+]+),([-\d.e+]+)"', text):
            places[int(match[1])] = (float(match[2]), float(match[3]))
    return cost, places


def run(program, folder, seed, chosen):
    if program.startswith("sociogram"):
        return ours(folder, seed, int(re.search(r"\d", program)[0]), chosen)
    return sfdp(folder, seed, ["-Gquadtree=fast"] if "fast" in program else [], chosen)


def around(program, folder, chosen):
    """Processor seconds of reading and writing without a layout."""
    if program.startswith("sociogram"):
        return timed([chosen.layout, "ties.txt", "0", "1"], folder, chosen.timeout)[1]
    return timed(["nop", "ties.gv"], folder, chosen.timeout)[1]


def main():
    chosen = options()
    os.makedirs(chosen.results, exist_ok=True)
    lines = ["| network | people, ties | program | wall s | processor s | layout alone | times faster: whole, layout alone | MiB "
             "| stress | neighbourhoods kept |", "|---|---|---|---:|---:|---:|---:|---:|---:|---:|"]
    for name in chosen.sets:
        folder, count, ties = prepare(name, chosen)
        judge = fidelity.Judge(count, ties)
        seeds = range(1, (chosen.seeds if count <= 20_000 else 1) + 1)
        rows = {}
        for program in PROGRAMS:
            runs = [run(program, folder, seed, chosen) for seed in seeds]
            if any(cost is None for cost, _ in runs):
                rows[program] = None
                continue
            kept = [judge.fidelity(places) for _, places in runs]
            costs = [cost for cost, _ in runs]
            processor = min(c[1] for c in costs)
            rows[program] = (min(c[0] for c in costs), processor, max(c[2] for c in costs),
                             sum(k[0] for k in kept) / len(kept), sum(k[1] for k in kept) / len(kept),
                             processor - around(program, folder, chosen))
            print(name, program, rows[program], file=sys.stderr, flush=True)
        slow = rows["sfdp"]
        for program, row in rows.items():
            if row is None:
                lines.append(f"| {name} | {count}, {len(ties)} | {program} | over {chosen.timeout:.0f} | | | | | | |")
                continue
            ratio = ""
            if slow and program.startswith("sociogram"):
                ratio = f"{slow[1] / row[1]:.1f}, {slow[5] / row[5]:.1f}"
            lines.append(f"| {name} | {count}, {len(ties)} | {program} | {row[0]:.2f} | {row[1]:.2f} | {row[5]:.3f} | {ratio} "
                         f"| {row[2]:.0f} | {row[3]:.4f} | {row[4]:.4f} |")
    version = subprocess.run(["sfdp", "-V"], capture_output=True, text=True).stderr.strip()
    text = (f"Measured {datetime.date.today()} on {os.cpu_count()} processors ({platform.machine()}), "
            f"{version}; least of the seeds' times, means of their fidelity.\n\n" + "\n".join(lines) + "\n")
    with open(os.path.join(chosen.results, "layout.md"), "w") as file:
        file.write(text)
    print(text)


if __name__ == "__main__":
    main()
