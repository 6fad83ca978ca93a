"""pyarrow: reads the table and stops there, a bound for imports rather than a rival."""
import pyarrow
from contender import options, serve
from pyarrow import compute, csv

pyarrow.set_cpu_count(options().threads)


def load(options):
    return csv.read_csv(
        options.edges, parse_options=csv.ParseOptions(delimiter="\t"),
        read_options=csv.ReadOptions(
            autogenerate_column_names=True, use_threads=options.threads > 1))


def count(table, options):
    weight = compute.sum(table[2]).as_py() if options.named else table.num_rows
    return None, table.num_rows, weight


serve("pyarrow", pyarrow.__version__, load, count, {}, {"import"})
