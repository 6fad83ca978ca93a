"""What all peers share: they read a graph once, then answer tasks, one line of JSON each.

Times are those of the call alone: without the start of the interpreter, without imports, and
without turning the result into the form that is verified.
"""
import argparse
import array
import ctypes
import json
import sys
import time

import numpy

LIBC = ctypes.CDLL("libc.so.6")


def options():
    parser = argparse.ArgumentParser()
    parser.add_argument("--edges", required=True)
    parser.add_argument("--named", action="store_true")
    parser.add_argument("--threads", type=int, default=1)
    return parser.parse_args()


def peak():
    with open("/proc/self/status") as status:
        for line in status:
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024
    return 0


def reset_peak():
    LIBC.malloc_trim(0)
    with open("/proc/self/clear_refs", "w") as file:
        file.write("5")


def measured(work):
    reset_peak()
    start, busy = time.perf_counter(), time.process_time()
    value = work()
    seconds, cpu = time.perf_counter() - start, time.process_time() - busy
    return value, {"seconds": seconds, "cpu": cpu, "peak": peak()}


def show(answer):
    print(json.dumps(answer), flush=True)


def serve(name, version, load, count, tasks, parallel=(), reseed=lambda seed: None):
    """Runs a peer.

    load(options) gives the graph; count(graph, options) its nodes, edges and total weight.
    tasks: name -> (run(graph), read(graph, raw)), read giving {"values": one per node} or
    {"summary": {...}}. parallel: the tasks that use several threads. reseed: is told the seed
    of each round.
    """
    chosen = options()
    base = peak()
    graph, cost = measured(lambda: load(chosen))
    nodes, edges, weight = count(graph, chosen)
    show({"task": "import", "name": name, "version": version, "base": base, "nodes": nodes,
          "edges": edges, "weight": weight, "tasks": sorted(tasks),
          "parallel": sorted(parallel), **cost})
    for line in sys.stdin:
        request = json.loads(line)
        try:
            run, read = tasks[request["task"]]
            reseed(request["seed"])
            raw, cost = measured(lambda: run(graph))
            answer = {"task": request["task"], "base": base, **cost}
            result = {"summary": {}, **(read(graph, raw) or {})}
            answer["summary"] = result["summary"]
            if request.get("values") and "values" in result:
                with open(request["values"], "wb") as file:
                    values = numpy.asarray(result["values"], dtype=numpy.float64)
                    array.array("d", values.tobytes()).tofile(file)
            del raw
        except Exception as error:  # a peer that refuses is a cell of the table
            answer = {"error": f"{type(error).__name__}: {error}"[:200]}
        show(answer)


def values(convert=lambda graph, raw: raw):
    return lambda graph, raw: {"values": convert(graph, raw)}


def by_edge(first, second, values):
    """The values in the order of the smaller end, then the larger."""
    first, second = numpy.asarray(first), numpy.asarray(second)
    order = numpy.lexsort((numpy.maximum(first, second), numpy.minimum(first, second)))
    return numpy.asarray(values, dtype=float)[order]


def marked(count, chosen):
    result = numpy.zeros(count)
    result[list(chosen)] = 1
    return result


def reached(components):
    """For each node, the number of others in its component."""
    labels = numpy.asarray(components, dtype=numpy.int64)
    return numpy.bincount(labels)[labels] - 1


def whole_network(values, components):
    """From closeness within the component to that of Wasserman & Faust."""
    others = reached(components)
    values = numpy.nan_to_num(numpy.asarray(values, dtype=float))
    return values * others / (len(values) - 1)


def histogram(counts):
    """Ordered pairs by distance; counts[d] is that of distance d."""
    return {"summary": {"distances": {
        str(d): int(count) for d, count in enumerate(counts) if d > 0 and count > 0}}}
