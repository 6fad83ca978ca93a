"""The benchmark: everyone in turn on the same files, verified, in one table.

    bench.py [--quick] [--continue] [--graphs a,b] [--tasks a,b] [--peers a,b] [--timeout S]
"""
import argparse
import datetime
import gzip
import os
import platform
import shutil
import subprocess
import sys

import journal
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
    parser.add_argument("--continue", action="store_true", dest="resume",
                        help="keep what the same programs have measured before")
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
    if name not in plan.BORROWED:
        subprocess.run([maker, "make", name, DATA], check=True)
        return True
    beside = os.path.join(HERE, "..", "..", "shared", "data")
    source = os.path.join(os.environ.get("SOCIOGRAM_DATA", beside), plan.BORROWED[name])
    if not os.path.exists(source):
        say(f"{name}: left out, its licence does not allow a copy here; name the folder "
            f"that holds {plan.BORROWED[name]} in SOCIOGRAM_DATA")
        return False
    os.makedirs(DATA, exist_ok=True)
    text = os.path.join(DATA, name + ".txt")
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
        entries = race.race_import(graph, task, contenders, named, rules)
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


def scaling(written, ours, rules, measured, scales):
    """Us alone, ever larger; nothing is asked again that has run out of time."""
    late = set()
    for scale in scales:
        name = f"rmat{scale}"
        provide(name)
        tasks = [task for task in plan.SCALING if task not in late]
        for found in run_graph(name, tasks, ours, rules, measured):
            entry = found["entries"][0]
            if entry.times:
                line = written.scaling.setdefault(found["task"], [])
                line[:] = [point for point in line if point[0] != found["edges"]]
                line.append((found["edges"], min(entry.times), entry.answer["peak"]))
            else:
                late.add(found["task"])
        written.write()
    with open(os.path.join(RESULTS, "scaling.svg"), "w") as file:
        lines = {task: [point[:2] for point in line] for task, line in written.scaling.items()}
        file.write(plot.svg(lines, "R-MAT graphs, edge factor 16"))


def processor():
    with open("/proc/cpuinfo") as file:
        names = [line.split(":", 1)[1].strip() for line in file if line.startswith("model name")]
    return names[0] if names else platform.machine()


def whole_studies(chosen, interpreter, rules):
    facebook = not chosen.quick and provide("ego-facebook")
    found = studies.run(os.path.abspath(chosen.sociogram), interpreter,
                        os.path.join(RESULTS, "studies"), rules, facebook)
    return [dict(zip(("task", "graph", "entries", "verified"), one)) for one in found]


def main():
    chosen = options()
    load = os.getloadavg()[0]
    matrix = plan.QUICK if chosen.quick else plan.FULL
    names = set(chosen.peers or (
        plan.QUICK_PEERS if chosen.quick else {peer[0] for peer in plan.PEERS}))
    rules = plan.Rules(chosen.quick, chosen.timeout or (20 if chosen.quick else 60))
    interpreters = chosen.python or [
        os.path.join(HERE, ".venv", "bin", "python"), "/usr/bin/python3"]
    contenders, missing = rivals.peers(names, plan.PEERS, interpreters)
    ours = rivals.ours(BINARIES)
    for name, reason in missing.items():
        say(f"{name}: not installable ({reason})")
    measured = limits.measure(BINARIES)
    machine = {"processor": processor(), "cores": os.cpu_count(), "load": load,
               "date": datetime.date.today().isoformat()}
    facts = {"machine": machine, "limits": measured, "not_installable": missing}
    written = journal.Journal(RESULTS, journal.build(BINARIES), facts, chosen.resume)
    # Who was hopeless before is so still.
    for found in written.rows:
        rules.note(found["graph"], found["task"], found["entries"])
    for name in chosen.graphs or matrix:
        tasks = chosen.tasks or matrix.get(name, plan.IMPORTS + plan.NEAR_LINEAR)
        tasks = [task for task in tasks if not written.holds(name, task)]
        if tasks and provide(name):
            rows = run_graph(name, tasks, ours + contenders, rules, measured)
            written.add(rows, contenders)
    if chosen.sociogram and not any(row["task"].startswith("study") for row in written.rows):
        written.add(whole_studies(chosen, interpreters[0], rules))
    scales = [0] if chosen.quick else chosen.scales or plan.SCALES
    done = min((len(line) for line in written.scaling.values()), default=0)
    if scales != [0] and done < len(scales):
        alone = plan.Rules(False, max(rules.timeout, plan.SCALING_TIMEOUT))
        scaling(written, [ours[1]], alone, measured, scales)
    print(written.text())
    return 1 if any(row["verified"].startswith("NO") for row in written.rows) else 0


sys.exit(main())
