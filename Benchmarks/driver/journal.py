"""What has been measured so far, on disk after every graph: a run that is cut off loses one graph."""
import glob
import hashlib
import json
import os

import plan
import table
from race import Entry

HERE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def build(binaries):
    """Tells whether earlier rows were measured with the same programs."""
    digest = hashlib.sha256()
    for path in [os.path.join(binaries, "ours"), *sorted(glob.glob(os.path.join(HERE, "peers/*")))]:
        if os.path.isfile(path):
            with open(path, "rb") as file:
                digest.update(file.read())
    return digest.hexdigest()[:16]


class Journal:
    def __init__(self, folder, build, facts, resume):
        """facts: the machine and its limits; resume: whether rows of the same build stay."""
        self.folder, self.build, self.facts = folder, build, facts
        self.rows, self.versions, self.scaling = [], {}, {}
        os.makedirs(folder, exist_ok=True)
        path = os.path.join(folder, "results.json")
        if not resume or not os.path.exists(path):
            return
        with open(path) as file:
            before = json.load(file)
        if before.get("build") != build:
            return
        self.versions = before["versions"]
        self.scaling = {task: [tuple(point) for point in line]
                        for task, line in before["scaling"].items()}
        # What did not verify is asked again.
        self.rows = [{**row, "entries": [Entry.from_json(one) for one in row["entries"]]}
                     for row in before["rows"] if not row["verified"].startswith("NO")]

    def holds(self, graph, task):
        return any(row["graph"] == graph and row["task"] == task for row in self.rows)

    def add(self, rows, contenders=()):
        self.rows += rows
        for rival in contenders:
            if rival.loaded and "version" in rival.loaded:
                self.versions[rival.name] = rival.loaded["version"]
        self.write()

    def ordered(self):
        """The rows as they are planned, whenever they were measured."""
        def place(items, item):
            return items.index(item) if item in items else len(items)

        graphs = list(plan.FULL)
        return sorted(self.rows, key=lambda row: (
            place(graphs, row["graph"]), place(plan.EVERYTHING, row["task"])))

    def write(self):
        """Both files, each replaced as a whole."""
        rows = [{**row, "entries": [entry.json() for entry in row["entries"]]}
                for row in self.rows]
        self.replace("results.json", json.dumps({
            "build": self.build, **self.facts, "versions": self.versions,
            "scaling": self.scaling, "rows": rows}, indent=1))
        self.replace("results.md", self.text())

    def replace(self, name, text):
        path = os.path.join(self.folder, name)
        with open(path + ".part", "w") as file:
            file.write(text)
        os.replace(path + ".part", path)

    def text(self):
        machine, measured = self.facts["machine"], self.facts["limits"]
        reads = " and ".join(f"{measured[n]['read_gb_s']:.1f}" for n in ("1", "2"))
        programs = ", ".join(f"{name} {version}" for name, version in sorted(self.versions.items()))
        return (f"{machine['date']}. {machine['processor']}, {machine['cores']} cores, load "
                f"{machine['load']:.2f} at the start; memory reads {reads} GB/s with one and two "
                f"threads. {programs}.\n\n"
                "Minimum / median of five rounds or as many as stated; ² two threads were faster "
                "than one; ✗ another result than the others', not counted; ≫ on a smaller graph of the kind ten "
                "times as long as the best peer, not asked again.\n\n"
                + table.markdown(self.ordered(), self.facts["not_installable"])
                + table.growth(self.scaling))
