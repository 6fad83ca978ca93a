"""polars: reads the table and stops there, a bound for imports rather than a rival."""
import polars
from contender import serve


def load(options):
    return polars.read_csv(options.edges, separator="\t", has_header=False)


def count(table, options):
    weight = table[:, 2].sum() if options.named else len(table)
    return None, len(table), weight


serve("polars", polars.__version__, load, count, {}, {"import"})
