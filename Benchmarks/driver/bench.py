"""The benchmark: everyone in turn on the same files, verified, in one table.

    bench.py [--quick] [--large] [--graphs a,b] [--tasks a,b] [--peers a,b] [--timeout S]
"""
import argparse
import gzip
import json
import os
import platform
import shutil
import subprocess
import sys

import limits
import plan
import plot
import race
import rivals
import studies
import table
import verify

HERE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
BINARIES = os.path.join(HERE, ".build", "release")
DATA, RESULTS = os.path.join(HERE, "data"), os.path.join(HERE, "results")


def options():
    parser = argparse.ArgumentParser(description="Times us and others, verified.")
    parser.add_argument("--quick", action="store_true", help="small graphs, two peers")
    parser.add_argument("--large", action="store_true", help="scaling up to R-MAT 22")
    parser.add_argument("--graphs", type=lambda text: text.split(","))
    parser.add_argument("--tasks", type=lambda text: text.split(","))
    parser.add_argument("--peers", type=lambda text: text.split(","))
    parser.add_argument("--timeout", type=float)
    parser.add_argument("--python", action="append", help="an interpreter that has peers")
    parser.add_argument("--sociogram", help="the program, for whole studies")
    parser.add_argument("--scales", type=lambda text: [int(one) for one in text.split(",")],
                        help="R-MAT scales of the plot; --scales 0 for none")
    return parser.parse_args()


def say(text):
    print(text, file=sys.stderr, flush=True)


def provide(name):
    """Makes a graph unless it is there. False when its source is not at hand."""
    if os.path.exists(os.path.join(DATA, name + ".json")):
        return True
    maker = os.path.join(BINARIES, "graphs")
    if name != "ego-facebook":
        subprocess.run([maker, "make", name, DATA], check=True)
        return True
    beside = os.path.join(HERE, "..", "..", "shared", "data")
    folder = os.environ.get("SOCIOGRAM_DATA", beside)
    source = os.path.join(folder, "scale", "facebook_combined.txt.gz")
    if not os.path.exists(source):
        say("ego-facebook: left out, its licence does not allow a copy here; name the folder "
            "that holds scale/facebook_combined.txt.gz in SOCIOGRAM_DATA")
        return False
    os.makedirs(DATA, exist_ok=True)
    text = os.path.join(DATA, "ego-facebook.txt")
    with gzip.open(source) as packed, open(text, "wb") as file:
        shutil.copyfileobj(packed, file)
    subprocess.run([maker, "convert", name, text, DATA], check=True)
    return True


def run_graph(name, tasks, contenders, rules, measured):
    graph, scorer, rows = race.Graph(name, DATA), os.path.join(BINARIES, "graphs"), []
    scratch = os.path.join(RESULTS, "values")
    os.makedirs(scratch, exist_ok=True)
    for task in [task for task in tasks if task in plan.IMPORTS]:
        named = task == "import named"
        entries = race.race_import(graph, contenders, named, rules)
        rows.append(row(graph, task, entries, verify.imports(graph, entries, named), measured))
    kernels = [task for task in tasks if task not in plan.IMPORTS]
    if kernels:
        race.load_all(graph, contenders, rules)
    for task in kernels:
        entries = race.race(graph, task, contenders, rules, scratch)
        verdict, scores = verify.check(graph, task, entries, scorer)
        rows.append(row(graph, task, entries, verdict, measured, scores))
    for rival in contenders:
        rival.stop()
    shutil.rmtree(scratch)
    return rows


def row(graph, task, entries, verdict, measured, scores=None):
    best = table.best([entry for entry in entries if entry.name == "ours"])
    say(f"{graph.name:16} {task:18} {table.cell(best):22} {verdict}")
    return {"task": task, "graph": graph.name, "nodes": graph.nodes, "edges": graph.edges,
            "entries": entries, "verified": verdict, "scores": scores,
            "limit": limits.bound(measured, task, graph, entries)}


def scaling(ours, rules, measured, scales):
    """Us alone, ever larger; nothing is asked again that has run out of time."""
    series, late = {task: [] for task in plan.SCALING}, set()
    for scale in scales:
        name = f"rmat{scale}"
        provide(name)
        tasks = [task for task in plan.SCALING if task not in late]
        for found in run_graph(name, tasks, ours, rules, measured):
            entry = found["entries"][0]
            if entry.times:
                series[found["task"]].append((found["edges"], min(entry.times)))
            else:
                late.add(found["task"])
    return {task: line for task, line in series.items() if line}


def processor():
    with open("/proc/cpuinfo") as file:
        names = [line.split(":", 1)[1].strip() for line in file if line.startswith("model name")]
    return names[0] if names else platform.machine()


def heading(load, versions, measured):
    reads = " and ".join(f"{measured[n]['read_gb_s']:.1f}" for n in ("1", "2"))
    programs = ", ".join(f"{name} {version}" for name, version in sorted(versions.items()))
    return (f"{processor()}, {os.cpu_count()} cores, load {load:.2f} at the start; memory reads "
            f"{reads} GB/s with one and two threads. {programs}.\n\n"
            "Minimum / median of five rounds or as many as stated; ² two threads were faster "
            "than one; ✗ another result than the others', not counted.\n\n")


def main():
    chosen = options()
    load = os.getloadavg()[0]
    matrix = plan.QUICK if chosen.quick else plan.FULL
    names = set(chosen.peers or (
        plan.QUICK_PEERS if chosen.quick else {peer[0] for peer in plan.PEERS}))
    rules = plan.Rules(chosen.quick, chosen.timeout or (20 if chosen.quick else 120))
    interpreters = chosen.python or [
        os.path.join(HERE, ".venv", "bin", "python"), "/usr/bin/python3"]
    contenders, missing = rivals.peers(names, plan.PEERS, interpreters)
    contenders = rivals.ours(BINARIES) + contenders
    for name, reason in missing.items():
        say(f"{name}: not installable ({reason})")
    measured, rows = limits.measure(BINARIES), []
    os.makedirs(RESULTS, exist_ok=True)
    for name in chosen.graphs or matrix:
        if not provide(name):
            continue
        tasks = matrix.get(name, plan.IMPORTS + plan.NEAR_LINEAR)
        tasks = [task for task in chosen.tasks or tasks]
        rows += run_graph(name, tasks, contenders, rules, measured)
    if chosen.sociogram:
        facebook = not chosen.quick and provide("ego-facebook")
        found = studies.run(os.path.abspath(chosen.sociogram), interpreters[0],
                            os.path.join(RESULTS, "studies"), rules, facebook)
        rows += [dict(zip(("task", "graph", "entries", "verified"), one)) for one in found]
    series = {}
    scales = chosen.scales or plan.SCALES + ([22] if chosen.large else [])
    if not chosen.quick and scales != [0]:
        series = scaling([rivals.ours(BINARIES)[1]], rules, measured, scales)
        with open(os.path.join(RESULTS, "scaling.svg"), "w") as file:
            file.write(plot.svg(series, "R-MAT graphs, edge factor 16"))
    versions = {rival.loaded["name"]: rival.loaded["version"] for rival in contenders
                if rival.loaded and "version" in rival.loaded}
    text = heading(load, versions, measured) + table.markdown(rows, missing, names)
    with open(os.path.join(RESULTS, "results.md"), "w") as file:
        file.write(text)
    with open(os.path.join(RESULTS, "results.json"), "w") as file:
        json.dump({
            "machine": {"processor": processor(), "cores": os.cpu_count(), "load": load},
            "versions": versions, "limits": measured, "scaling": series, "not_installable": missing,
            "rows": [{**found, "entries": [entry.json() for entry in found["entries"]]}
                     for found in rows],
        }, file, indent=1)
    print(text)
    return 1 if any(found["verified"].startswith("NO") for found in rows) else 0


sys.exit(main())
