"""recordlinkage on one set, as a process of its own.

    recordlinkage_peer.py SET CONFIG OUT [--threshold SCORE] [--link] [--single] SOURCE=TABLE ...

With a threshold clusters are written, `record,cluster`; without one every scored pair,
`left,right,score`. A config is made of the fields compared and the classifier: `sum` adds the
similarities (as the guides "Data deduplication" and "Link two datasets" do), `ecm` is the
toolkit's ECMClassifier, `kmeans` its KMeansClassifier; neither is shown who is who.
"""
import argparse
import csv
import json
import unicodedata
import warnings

import numpy
import pandas
import recordlinkage

warnings.filterwarnings("ignore")
# Sets of so few records are compared pair by pair.
FULL = 1500
# From which similarity ECM, which knows only yes and no, says yes.
AGREES = 0.8


def guide(compare):
    """docs/guides/data_deduplication and link_two_dataframes: all as there."""
    compare.exact("given_name", "given_name", label="given_name")
    compare.string("surname", "surname", method="jarowinkler", threshold=0.85, label="surname")
    compare.exact("date_of_birth", "date_of_birth", label="date_of_birth")
    compare.exact("suburb", "suburb", label="suburb")
    compare.exact("state", "state", label="state")
    compare.string("address_1", "address_1", threshold=0.85, label="address_1")


def febrl(compare, has_number):
    """Every field by similarity."""
    for name in ("given_name", "surname", "address_1", "address_2", "suburb"):
        compare.string(name, name, method="jarowinkler", label=name)
    for name in ("street_number", "postcode", "date_of_birth"):
        compare.string(name, name, method="damerau_levenshtein", label=name)
    compare.exact("state", "state", label="state")
    if has_number:
        compare.string("soc_sec_id", "soc_sec_id", method="damerau_levenshtein",
                       label="soc_sec_id")


def fake(compare):
    for name in ("first_name", "surname", "email"):
        compare.string(name, name, method="jarowinkler", label=name)
    for name in ("dob", "city"):
        compare.string(name, name, method="damerau_levenshtein", label=name)


def restaurants(compare):
    for name in ("name", "addr", "city"):
        compare.string(name, name, method="jarowinkler", label=name)
    compare.string("phone", "phone", method="damerau_levenshtein", label="phone")


def restaurants_grams(compare):
    for name in ("name", "addr", "city"):
        compare.string(name, name, method="qgram", label=name)
    compare.exact("phone", "phone", label="phone")


def hard(compare):
    for name in ("given_name", "family_name", "email", "company", "street", "city"):
        compare.string(name, name, method="jarowinkler", label=name)
    for name in ("phone", "date_of_birth", "postcode"):
        compare.string(name, name, method="damerau_levenshtein", label=name)


def persons(compare):
    """Without what colleagues and households share."""
    for name in ("given_name", "family_name", "email"):
        compare.string(name, name, method="jarowinkler", label=name)
    for name in ("phone", "date_of_birth"):
        compare.exact(name, name, label=name)


BLOCKS = {
    "febrl": ["given_name", "surname", "date_of_birth", "postcode", "address_1", "soc_sec_id"],
    "fake": ["first_name", "surname", "dob", "email"],
    "fodors": ["phone", "name", "addr"],
    "hard": ["email", "phone", ["family_name", "given_name"], "date_of_birth",
             ["city", "family_name"], ["company", "family_name"], ["company", "given_name"],
             "family_name"]}


def fields(name, kind):
    if kind == "guide":
        return guide
    if kind == "persons":
        return persons
    if kind == "grams":
        return restaurants_grams
    if name.startswith("febrl"):
        return lambda compare: febrl(compare, not name.endswith("-no-ssn"))
    return {"fake_1000": fake, "fodors-zagat": restaurants}.get(name, hard)


def configs(name):
    """The settings tried on a set, by name: fields, classifier."""
    found = {}
    if name.startswith("febrl"):
        found = {"guide, sum": ("guide", "sum"), "guide, ECM": ("guide", "ecm")}
    if name == "fodors-zagat":
        found = {"q-grams, sum": ("grams", "sum"), "q-grams, ECM": ("grams", "ecm")}
    if name.startswith("hard"):
        found = {"names, e-mail, phone, birth, sum": ("persons", "sum"),
                 "names, e-mail, phone, birth, ECM": ("persons", "ecm")}
    return found | {"all fields, sum": ("all", "sum"), "all fields, ECM": ("all", "ecm"),
                    "all fields, k-means": ("all", "kmeans")}


def read(path, name):
    table = pandas.read_csv(path, dtype=str, keep_default_na=False, na_values=[""])
    table = table.set_index("record")
    if name == "fodors-zagat":
        table["phone"] = table["phone"].str.replace("[^0-9]", "", regex=True)
        table["name"] = table["name"].str.strip()
    if name.startswith("hard"):
        parts = table["full_name"].map(in_parts, na_action="ignore")
        for place, column in enumerate(("given_name", "family_name")):
            table[column] = table[column].fillna(parts.str[place])
        table["company"] = table["company"].str.replace(
            r"^(SARL|S\.A\.S\.|SAS|SA|EURL) | (SARL|S\.A\.S\.|SAS|SA|EURL)$", "", regex=True)
        for column in ("given_name", "family_name", "company", "street", "city", "email"):
            table[column] = table[column].map(plain, na_action="ignore")
        table["phone"] = table["phone"].str.replace("[^0-9]", "", regex=True).str[-9:]
    return table


def in_parts(name):
    """Given and family name of a name in one piece: what is in capitals is the family's."""
    words = name.split(" ")
    capitals = [word for word in words if word.isupper() and len(word) > 1 and "." not in word]
    if capitals and len(capitals) < len(words):
        return " ".join(word for word in words if word not in capitals), " ".join(capitals)
    return words[0], " ".join(words[1:])


def plain(text):
    return "".join(one for one in unicodedata.normalize("NFD", text.lower())
                   if not unicodedata.combining(one))


def candidates(tables, name):
    indexer = recordlinkage.Index()
    if sum(len(table) for table in tables) <= FULL:
        indexer.full()
        return indexer.index(*tables)
    for block in BLOCKS[name.split("_")[0].split("-")[0].rstrip("1234")]:
        if all(one in tables[0] for one in ([block] if isinstance(block, str) else block)):
            indexer.block(block)
    return indexer.index(*tables)


def score(features, classifier):
    """A number for each pair: the higher, the surer."""
    if classifier == "sum":
        return features.sum(axis=1)
    if classifier == "ecm":
        model = recordlinkage.ECMClassifier(binarize=AGREES)
        model.fit(features)
        # The logarithm of odds that predict holds against nought: probabilities of one sort no
        # pairs that are all next to certain.
        agrees = (features.to_numpy() > AGREES).astype(int)
        odds = numpy.log(model.p) - numpy.log(1 - model.p) + sum(
            numpy.where(agrees[:, index],
                        model.log_m_probs[label][1] - model.log_u_probs[label][1],
                        model.log_m_probs[label][0] - model.log_u_probs[label][0])
            for index, label in enumerate(features.columns))
        return pandas.Series(odds, index=features.index)
    model = recordlinkage.KMeansClassifier()
    model.fit(features)
    said = model.predict(features)
    return pandas.Series(features.index.isin(said).astype(float), index=features.index)


def clusters(tables, links):
    """Records that links join, by way of others too."""
    graph = {record: [] for table in tables for record in table.index}
    for left, right in links:
        graph[left].append(right)
        graph[right].append(left)
    found = {}
    for record in graph:
        if record in found:
            continue
        waiting = [record]
        while waiting:
            one = waiting.pop()
            if one not in found:
                found[one] = record
                waiting += graph[one]
    return found


def options():
    parser = argparse.ArgumentParser(description="recordlinkage on one set.")
    parser.add_argument("set")
    parser.add_argument("config")
    parser.add_argument("out")
    parser.add_argument("--threshold", type=float)
    parser.add_argument("--link", action="store_true", help="only pairs of different tables")
    parser.add_argument("--single", action="store_true", help="one record of a table in a cluster")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--list", action="store_true", help="the configs of the set")
    parser.add_argument("tables", nargs="+")
    return parser.parse_args()


def main():
    chosen = options()
    if chosen.list:
        print(json.dumps(list(configs(chosen.set))))
        return
    tables = [read(table.split("=", 1)[1], chosen.set) for table in chosen.tables]
    kind, classifier = configs(chosen.set)[chosen.config]
    pairs = candidates(tables, chosen.set)
    compare = recordlinkage.Compare(n_jobs=chosen.threads)
    fields(chosen.set, kind)(compare)
    features = compare.compute(pairs, *tables).fillna(0)
    scores = score(features, classifier)
    with open(chosen.out, "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        if chosen.threshold is None:
            # Most pairs are of nobody's interest.
            least = scores.quantile(max(0, 1 - 20 * sum(map(len, tables)) / len(scores)))
            kept = scores[scores >= least]
            writer.writerow(["left", "right", "score"])
            writer.writerows((left, right, repr(float(value))) for (left, right), value
                             in zip(kept.index, kept.to_numpy()))
            return
        links = scores[scores >= chosen.threshold]
        if chosen.single:
            ordered = links.sort_values(ascending=False, kind="stable")
            links = recordlinkage.OneToOneLinking().compute(ordered.index)
        else:
            links = links.index
        writer.writerow(["record", "cluster"])
        writer.writerows(clusters(tables, links).items())


if __name__ == "__main__":
    main()
