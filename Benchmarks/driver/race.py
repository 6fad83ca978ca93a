"""Runs the contenders in turn, round by round, on the same file."""
import json
import os

from plan import BORROWERS, COMMUNITIES, READERS, SEED, WITNESS
from rivals import Gone, Over


class Graph:
    def __init__(self, name, folder):
        self.name, self.folder = name, folder
        with open(self.path("json")) as file:
            facts = json.load(file)
        self.nodes, self.edges, self.weight = facts["nodes"], facts["edges"], facts["weight"]

    def path(self, suffix):
        return os.path.join(self.folder, f"{self.name}.{suffix}")


class Entry:
    """What one contender did in one task: times, memory, result; or why not."""

    def __init__(self, name, threads):
        self.name, self.threads = name, threads
        self.times, self.processor, self.peaks = [], [], []
        # What tells the bytes of the results apart, by seed; files with the results, by round.
        self.digests, self.files = {}, []
        self.over = self.refusal = self.answer = None
        # Not asked, because it was far behind on a smaller graph of this kind.
        self.is_behind = False
        # How the result differs from those that agree, found by verification.
        self.deviation = None

    def add(self, answer, seed=0):
        if "error" in answer:
            self.refusal = answer["error"]
            return
        self.times.append(answer["seconds"])
        self.processor.append(answer["cpu"])
        self.peaks.append(answer["peak"] - answer["base"])
        self.digests.setdefault(seed, set()).add(answer.get("digest"))
        self.answer = self.answer or answer

    @classmethod
    def from_json(cls, found):
        entry = cls(found["name"], found["threads"])
        entry.times, entry.processor = found["seconds"], found["cpu"]
        entry.peaks = found["peak_bytes"]
        entry.over, entry.refusal = found["over"], found["refusal"]
        entry.is_behind = found["is_behind"]
        entry.deviation = found["deviation"]
        return entry

    @property
    def values(self):
        """The file with the result of the first round."""
        return self.files[0] if self.files else None

    @property
    def is_ours(self):
        return self.name in ("ours", WITNESS)

    @property
    def is_done(self):
        return self.over is not None or self.refusal is not None or self.is_behind

    def json(self):
        return {"name": self.name, "threads": self.threads, "seconds": self.times,
                "cpu": self.processor, "peak_bytes": self.peaks, "over": self.over,
                "refusal": self.refusal, "is_behind": self.is_behind,
                "deviation": self.deviation}


def race_import(graph, task, rivals, named, rules):
    """Every round in a fresh process, since a second import would find warm memory."""
    edges = graph.path("named.tsv" if named else "tsv")
    able = [rival for rival in rivals if rival.name not in BORROWERS and (
        rival.threads == 1 or rival.name in READERS | {"ours", WITNESS})]
    entries = [Entry(rival.name, rival.threads) for rival in able]

    def run(rival, entry, turn):
        try:
            entry.add(rival.start(edges, named, rules.timeout))
        except Over:
            entry.over = rules.timeout
        except Gone as reason:
            entry.refusal = str(reason)
        finally:
            rival.stop()

    give_up(graph, task, entries, rules)
    take_turns(able, entries, task, rules, run)
    rules.note(graph.name, task, entries)
    return entries


def race(graph, task, rivals, rules, folder):
    """Rounds of one task by all who offer it; the graph stays loaded between tasks.

    How good communities are is a matter of chance, too: each round has a seed of its own.
    """
    def offers(rival):
        if rival.name in ("ours", WITNESS):
            return True
        if rival.loaded is None:
            return rival.threads == 1
        return task in rival.loaded["tasks" if rival.threads == 1 else "parallel"]

    able = [rival for rival in rivals if offers(rival)]
    entries = [Entry(rival.name, rival.threads) for rival in able]
    for rival, entry in zip(able, entries):
        if rival.loaded is None:
            entry.refusal = f"the graph was not loaded: {rival.failure}"

    def run(rival, entry, turn):
        seed = SEED + turn if task in COMMUNITIES else SEED
        values = None
        if turn == 0 or task in COMMUNITIES:
            suffix = f"-{turn}" if turn else ""
            values = os.path.join(folder, f"{task}-{rival.name}-{rival.threads}{suffix}.f64")
            entry.files.append(values)
        try:
            if rival.process is None:
                rival.start(graph.path("tsv"), False, rules.timeout)
            entry.add(rival.ask(task, values, seed, rules.timeout), seed)
        except Over:
            entry.over = rules.timeout
        except Gone as reason:
            entry.refusal = str(reason)

    give_up(graph, task, entries, rules)
    take_turns(able, entries, task, rules, run)
    rules.note(graph.name, task, entries)
    return entries


def give_up(graph, task, entries, rules):
    """Marks those who need not be asked."""
    for entry in entries:
        if entry.refusal is None and rules.is_hopeless(
                graph.name, task, entry.name, entry.threads):
            entry.over = rules.timeout
        entry.is_behind = rules.is_behind(graph.name, task, entry.name, entry.threads)


def take_turns(rivals, entries, task, rules, run):
    turn = 0
    while True:
        left = [(rival, entry) for rival, entry in zip(rivals, entries)
                if not entry.is_done and not rules.is_enough(entry, task)]
        if not left:
            return
        for rival, entry in left:
            run(rival, entry, turn)
        turn += 1


def load_all(graph, rivals, rules):
    """Loads the graph everywhere, so that kernels can be timed without it."""
    for rival in rivals:
        try:
            rival.start(graph.path("tsv"), False, rules.timeout)
        except (Over, Gone) as failure:
            rival.loaded, rival.failure = None, f"{type(failure).__name__} {failure}"
