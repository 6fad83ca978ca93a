"""How good a grouping of records is, and the best threshold of scored pairs."""
import collections
import csv


class Quality:
    """Pairs of records and B-cubed, of a grouping held against the true one."""

    def __init__(self, found, truth):
        missing = truth.keys() - found.keys()
        if missing or len(found) != len(truth):
            raise ValueError(f"{len(found)} records grouped, {len(truth)} known")
        clusters, entities, both = collections.Counter(), collections.Counter(), collections.Counter()
        for record, entity in truth.items():
            cluster = found[record]
            clusters[cluster] += 1
            entities[entity] += 1
            both[cluster, entity] += 1
        self.said, self.true, self.right = (
            sum(size * (size - 1) // 2 for size in sizes.values())
            for sizes in (clusters, entities, both))
        self.precision, self.recall = share(self.right, self.said), share(self.right, self.true)
        self.f1 = harmonic(self.precision, self.recall)
        # Of each record the share of its cluster, and of its entity, that belongs with it.
        records = len(truth)
        self.cubed_precision = sum(
            size * size / clusters[cluster] for (cluster, _), size in both.items()) / records
        self.cubed_recall = sum(
            size * size / entities[entity] for (_, entity), size in both.items()) / records
        self.cubed = harmonic(self.cubed_precision, self.cubed_recall)

    def json(self):
        return {"precision": self.precision, "recall": self.recall, "f1": self.f1,
                "b_cubed_precision": self.cubed_precision, "b_cubed_recall": self.cubed_recall,
                "b_cubed_f1": self.cubed, "pairs_said": self.said, "pairs_true": self.true,
                "pairs_right": self.right}


def share(part, whole):
    """Who says nothing says nothing wrong."""
    return part / whole if whole else 1.0


def harmonic(one, other):
    return 2 * one * other / (one + other) if one + other else 0.0


class Groups:
    """Clusters that grow by links, with the number of pairs said and of right ones among them.

    With the sources of records no cluster gets two records of one source.
    """

    def __init__(self, truth, sources=None):
        self.parent = {record: record for record in truth}
        self.entities = {record: {entity: 1} for record, entity in truth.items()}
        self.sizes = dict.fromkeys(truth, 1)
        self.sources = {record: {sources[record]} for record in truth} if sources else None
        self.said = self.right = 0

    def find(self, record):
        root = record
        while self.parent[root] != root:
            root = self.parent[root]
        while self.parent[record] != root:
            self.parent[record], record = root, self.parent[record]
        return root

    def link(self, left, right):
        left, right = self.find(left), self.find(right)
        if left == right:
            return
        if self.sources and self.sources[left] & self.sources[right]:
            return
        if self.sizes[left] < self.sizes[right]:
            left, right = right, left
        mine, other = self.entities[left], self.entities.pop(right)
        self.said += self.sizes[left] * self.sizes[right]
        for entity, size in other.items():
            self.right += size * mine.get(entity, 0)
            mine[entity] = mine.get(entity, 0) + size
        self.sizes[left] += self.sizes.pop(right)
        if self.sources:
            self.sources[left] |= self.sources.pop(right)
        self.parent[right] = left

    def clusters(self):
        return {record: self.find(record) for record in self.parent}


def best_threshold(pairs, truth, sources=None):
    """The score from which links give the best F1, and that F1: every threshold is tried.

    Pairs are (score, left, right). Links of one score come and go together.
    """
    sizes = collections.Counter(truth.values())
    true = sum(size * (size - 1) // 2 for size in sizes.values())
    groups = Groups(truth, sources)
    best, threshold = 0.0, float("inf")
    ordered = sorted(pairs, key=lambda pair: (-pair[0], pair[1], pair[2]))
    for index, (score, left, right) in enumerate(ordered):
        groups.link(left, right)
        if index + 1 < len(ordered) and ordered[index + 1][0] == score:
            continue
        found = harmonic(share(groups.right, groups.said), share(groups.right, true))
        if found > best:
            # Half-way to the next score, which a change of the last digit does not cross.
            following = ordered[index + 1][0] if index + 1 < len(ordered) else score - 1
            best, threshold = found, (score + following) / 2
    return threshold, best


def read_pairs(path):
    with open(path, newline="", encoding="utf-8") as file:
        return [(float(row["score"]), row["left"], row["right"]) for row in csv.DictReader(file)]


def read_clusters(path, record="record", cluster="cluster"):
    """The grouping; a record twice in the table is an error."""
    found = {}
    with open(path, newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row[record] in found:
                raise ValueError(f"{row[record]} is in two clusters")
            found[row[record]] = row[cluster]
    return found
