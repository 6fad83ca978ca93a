"""Our side: a study of a mapping of columns and nothing else, and what its results must fulfil."""
import csv
import filecmp
import hashlib
import json
import math
import os
import shutil

import score

# Which field each column tells. Peers are told the same by their settings.
FEBRL = {"given_name": "given_name", "family_name": "surname",
         "street": "[street_number, address_1]", "city": "suburb", "postcode": "postcode",
         "region": "state", "birth_date": "date_of_birth"}
FAKE = {"given_name": "first_name", "family_name": "surname", "birth_date": "dob", "city": "city",
        "email": "email"}
RESTAURANTS = {"company": "name", "street": "addr", "city": "city", "phone": "phone"}
CONTACTS = {name: name for name in (
    "given_name", "family_name", "full_name", "email", "phone", "company", "title", "street",
    "postcode", "city")} | {"birth_date": "date_of_birth"}


def mapping(name):
    """Fields of a set, and the region of its telephones."""
    if name.startswith("febrl"):
        number = {} if name.endswith("-no-ssn") else {"id_number": "soc_sec_id"}
        return FEBRL | number, "AU"
    return {"fake_1000": (FAKE, "GB"), "fodors-zagat": (RESTAURANTS, "US")}.get(
        name, (CONTACTS, "FR"))


def study(subject, is_told):
    """The study; with `is_told` it says that the sources have no duplicates within."""
    fields, region = mapping(subject.name)
    columns = "{" + ", ".join(f"{field}: {column}" for field, column in fields.items()) + "}"
    lines, single = [f"study: Who is who in {subject.name}", "stages:"], len(subject.sources) == 1
    for source, path in subject.sources:
        lines += [f"  - id: {source}", "    use: import.table",
                  f"    with: {{file: {path}, id: record}}"]
    lines += ["  - id: people", "    use: dedupe.resolve"]
    if not single:
        lines.append("    from: [" + ", ".join(source for source, _ in subject.sources) + "]")
    told = ", within: false, one_per_source: true" if is_told else ""
    lines.append(f"    with: {{fields: {columns}, region: {region}{told}}}")
    return "\n".join(lines) + "\n"


def tidy(folder):
    """Without results of before, and without the cache beside them."""
    parent, name = os.path.split(folder)
    for path in (folder, os.path.join(parent, f".{name}.sociogram")):
        shutil.rmtree(path, ignore_errors=True)


def rows(folder, name):
    """The rows of a table, each as long as the head."""
    path = os.path.join(folder, name + ".csv")
    with open(path, newline="", encoding="utf-8") as file:
        reader = csv.reader(file, strict=True)
        head = next(reader)
        for line in reader:
            if len(line) != len(head):
                raise ValueError(f"{name}.csv: a row of {len(line)} cells under {len(head)}")
            yield dict(zip(head, line))


def verify(folder, truth):
    """What is wrong with the results, and the grouping."""
    wrong, clusters = [], {}
    for row in rows(folder, "clusters"):
        if row["record"] in clusters:
            wrong.append(f"{row['record']} is in two clusters")
        clusters[row["record"]] = row["person"]
        if not 0 <= float(row["probability"]) <= 1:
            wrong.append(f"{row['record']} has probability {row['probability']}")
    if clusters.keys() != truth.keys():
        wrong.append(f"{len(clusters)} of {len(truth)} records are in a cluster")
    people = {row["id"] for row in rows(folder, "nodes")}
    if people != set(clusters.values()):
        wrong.append("the people of the clusters are not those of the network")
    for row in rows(folder, "matches"):
        if not 0 <= float(row["probability"]) <= 1 or not math.isfinite(float(row["weight"])):
            wrong.append(f"{row['record_a']}, {row['record_b']}: {row['probability']}")
        is_one = clusters.get(row["record_a"]) == clusters.get(row["record_b"])
        if row["linked"] == "true" and not is_one:
            wrong.append(f"{row['record_a']} and {row['record_b']} are linked and two people")
    for name in ("linkage_model", "blocking"):
        if not any(True for _ in rows(folder, name)):
            wrong.append(f"{name}.csv is empty")
    wrong += unbalanced(manifest(folder), len(truth), folder)
    return wrong[:5], clusters


def manifest(folder):
    with open(os.path.join(folder, "manifest.json"), encoding="utf-8") as file:
        return json.load(file)


def unbalanced(found, records, folder):
    """What the account of rows, and of files, does not explain."""
    wrong, read = [], 0
    for stage in found["stages"]:
        counted = stage.get("result", {}).get("rows")
        if not counted:
            continue
        if counted["read"] != sum(counted[key] for key in ("kept", "merged", "rejected", "dropped")):
            wrong.append(f"the rows of {stage['id']} are not balanced")
        if stage["module"] == "import.table":
            read += counted["kept"]
    if read != records:
        wrong.append(f"{read} of {records} rows were read")
    for output in found["outputs"]:
        with open(os.path.join(folder, output["path"]), "rb") as file:
            if hashlib.sha256(file.read()).hexdigest() != output["sha256"]:
                wrong.append(f"{output['path']} is not what the manifest says")
    return wrong


def differences(one, other):
    """Files that are not the same in two folders."""
    names = [sorted(os.path.relpath(os.path.join(place, name), folder)
                    for place, _, found in os.walk(folder) for name in found)
             for folder in (one, other)]
    if names[0] != names[1]:
        return sorted(set(names[0]) ^ set(names[1]))
    plain = [name for name in names[0] if name != "manifest.json"]
    _, unequal, failed = filecmp.cmpfiles(one, other, plain, shallow=False)
    # Of the manifest all but what was measured.
    left, right = ({key: value for key, value in manifest(folder).items() if key != "measured"}
                   for folder in (one, other))
    return unequal + failed + ["manifest.json"] * (left != right)


def best(folder, truth, sources):
    """The best F1 over the thresholds from `review_from` up, for information."""
    pairs = [(float(row["weight"]), row["record_a"], row["record_b"])
             for row in rows(folder, "matches")]
    chosen, f1 = score.best_threshold(pairs, truth, sources)
    return (1 / (1 + 2 ** -chosen) if chosen > -1000 else 0.0), f1
