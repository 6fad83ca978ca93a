"""Tables of edges into arrays. Imported at the start, so that imports are not timed."""
import numpy
import polars
from scipy import sparse


def polars_edges(path, named):
    """Reads and numbers the ends with polars, the fastest way into an array from Python."""
    table = polars.read_csv(path, separator="\t", has_header=False)
    if not named:
        return table[:, 0].to_numpy(), table[:, 1].to_numpy(), None
    codes = polars.concat([table[:, 0], table[:, 1]]).cast(polars.Categorical).to_physical()
    codes = codes.to_numpy().astype(numpy.int64)
    return codes[:len(table)], codes[len(table):], table[:, 2].to_numpy()


def matrix(path, named):
    """The adjacency matrix in compressed rows."""
    first, second, weight = polars_edges(path, named)
    n = int(max(first.max(), second.max())) + 1
    weight = numpy.ones(len(first)) if weight is None else weight
    joined = sparse.coo_matrix((weight, (first, second)), shape=(n, n)).tocsr()
    return joined + joined.T
