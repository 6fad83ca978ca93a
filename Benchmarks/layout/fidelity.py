"""How faithful places are to a network: stress (Kamada & Kawai 1989, at the best scale) and how many
neighbours are among the nearest on paper (Kruiger et al. 2017), from 400 people drawn by a fixed seed."""
import numpy
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import dijkstra
from scipy.spatial import cKDTree

SAMPLE = 400


class Judge:
    def __init__(self, count, ties):
        self.count = count
        ends = numpy.array(ties)
        self.matrix = csr_matrix(
            (numpy.ones(2 * len(ends)), (numpy.r_[ends[:, 0], ends[:, 1]], numpy.r_[ends[:, 1], ends[:, 0]])),
            (count, count))
        self.matrix.sum_duplicates()
        draw = numpy.random.default_rng(0)
        self.sample = draw.choice(count, min(SAMPLE, count), replace=False)
        self.links = dijkstra(self.matrix, unweighted=True, indices=self.sample)

    def fidelity(self, places):
        if len(places) != self.count:
            raise SystemExit(f"{len(places)} places for {self.count} people")
        points = numpy.array([places[index] for index in range(self.count)])
        return self.stress(points), self.preserved(points)

    def stress(self, points):
        ratios = []
        for row, source in enumerate(self.sample):
            joined = (self.links[row] > 0) & numpy.isfinite(self.links[row])
            lengths = numpy.linalg.norm(points[joined] - points[source], axis=1)
            ratios.append(lengths / self.links[row][joined])
        ratios = numpy.concatenate(ratios)
        scale = ratios.sum() / (ratios * ratios).sum()
        return float(((scale * ratios - 1) ** 2).mean())

    def preserved(self, points):
        tree = cKDTree(points)
        start, ends = self.matrix.indptr, self.matrix.indices
        shares = []
        for source in self.sample:
            neighbors = set(ends[start[source]:start[source + 1]].tolist()) - {source}
            nearest = tree.query(points[source], len(neighbors) + 1)[1]
            nearest = set(numpy.atleast_1d(nearest).tolist()) - {source}
            shares.append(len(neighbors & nearest) / len(neighbors | nearest))
        return float(numpy.mean(shares))
