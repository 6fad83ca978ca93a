"""Whole studies from the file to the report, as a user starts them: a process each time."""
import csv
import os
import shutil
import signal
import subprocess
import threading
import time

from race import Entry
from verify import verdict

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
STUDIES = {
    "les-miserables": ("pipelines/les-miserables.yaml",
                       "examples/les-miserables/coappearances.csv"),
    "ego-facebook": ("Benchmarks/studies/ego-facebook.yaml", "Benchmarks/data/ego-facebook.tsv"),
    "karate": ("Benchmarks/studies/karate.yaml", "Tests/Resources/networks/karate.edges.csv"),
}


def timed(command, folder, timeout):
    """Wall time, processor time of the process and its children, and the largest of them."""
    environment = dict(os.environ, OMP_WAIT_POLICY="passive")
    start = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=folder, env=environment, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL)
    # A timer rather than a loop of looks, which would add its pause to every short run.
    timer = threading.Timer(timeout, process.kill)
    timer.start()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    timer.cancel()
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode == -signal.SIGKILL:
        return None
    if process.returncode:
        return {"error": f"exit status {process.returncode}"}
    return {"seconds": seconds, "cpu": usage.ru_utime + usage.ru_stime, "base": 0,
            "peak": usage.ru_maxrss * 1024}


def nodes(folder):
    with open(os.path.join(folder, "nodes.csv"), newline="") as file:
        return {row["id"]: row for row in csv.DictReader(file)}


def check(mine, theirs):
    """Compares betweenness by name; ours is divided by the number of pairs."""
    try:
        ours, other = nodes(mine), nodes(theirs)
    except (OSError, KeyError):
        return verdict([], ["no nodes.csv"])
    if len(ours) != len(other):
        return verdict([], [f"{len(ours)} and {len(other)} people"])
    pairs = (len(ours) - 1) * (len(ours) - 2) / 2
    off = max(abs(float(ours[key]["betweenness"]) - float(other[key]["betweenness"]) / pairs)
              for key in other if key in ours)
    same = off < 1e-9
    return verdict(["same betweenness"] if same else [], [] if same else [f"off by {off:.1g}"])


def run(binary, interpreter, scratch, rules, has_facebook):
    """Rows: name, entries, verdict."""
    rows = [start_up(binary, interpreter, rules)]
    for name, (study, edges) in STUDIES.items():
        if name == "ego-facebook" and not has_facebook:
            continue
        mine, theirs = os.path.join(scratch, name), os.path.join(scratch, name + "-script")
        entries = [Entry("ours", 1), Entry("ours", 2), Entry("script", 1)]
        while any(not entry.is_done and not rules.is_enough(entry, "study") for entry in entries):
            for entry in entries:
                if entry.is_done:
                    continue
                for folder in (mine, os.path.join(scratch, f".{name}.sociogram"), theirs):
                    if entry.name == "ours" or folder == theirs:
                        shutil.rmtree(folder, ignore_errors=True)
                command = [
                    binary, "run", study, "--out", mine, "--quiet",
                    "--threads", str(entry.threads)]
                if entry.name == "script":
                    command = [
                        interpreter, "Benchmarks/peers/study.py", name,
                        os.path.join(ROOT, edges), theirs]
                answer = timed(command, ROOT, rules.timeout)
                if answer is None:
                    entry.over = rules.timeout
                else:
                    entry.add(answer)
        rows.append(("study, cold cache", name, entries, check(mine, theirs)))
    return rows


def start_up(binary, interpreter, rules):
    entries = [Entry("ours", 1), Entry("script", 1)]
    commands = [[binary, "--help"], [interpreter, "-c", "import igraph"]]
    for _ in range(5):
        for entry, command in zip(entries, commands):
            entry.add(timed(command, ROOT, rules.timeout) or {"error": "no answer"})
    return "start (`--help`; `import igraph`)", "–", entries, "–"
