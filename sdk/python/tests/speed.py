"""What the pipe costs: a network there and a column back, beside the same arrays in a file in /dev/shm, written
for the run or kept there from before.

    python3 sdk/python/tests/speed.py [--arcs 1000000] [--nodes 100000] [--repeat 15]

The plug-in does nothing but return an array. Times are medians, in milliseconds: the whole round trip as the host sees
it, from the first byte of `run` written to the last byte of the answer read.
"""

import argparse
import json
import mmap
import os
import pathlib
import statistics
import subprocess
import sys
import threading
import time

import numpy as np

SDK = pathlib.Path(__file__).resolve().parents[1]
sys.path.insert(0, str(SDK))

from sociogram import Network  # noqa: E402
from sociogram._frames import read_frame, write_all, write_frame  # noqa: E402
from sociogram._received import network_arrays  # noqa: E402

PLUGIN = """
import numpy as np
from sociogram import Reads, module, run

@module("speed.touch", summary="Touches all", writes={"x": "number"}, reads=Reads(weight=True))
def touch(network):
    return np.full(len(network), float(network.neighbors.sum()) + network.weight.sum())

run()
"""

# The same arrays, mapped: the host writes them into a file, and the plug-in maps them and another for its answer.
MAPPED = """
import json, mmap, os, sys
import numpy as np
for line in sys.stdin:
    told = json.loads(line)
    file = os.open(told["file"], os.O_RDONLY)
    memory = mmap.mmap(file, 0, prot=mmap.PROT_READ)
    os.close(file)
    found = {n: np.frombuffer(memory, t, c, o) for n, t, c, o in told["arrays"]}
    out = os.open(told["file"] + ".out", os.O_RDWR | os.O_CREAT | os.O_TRUNC)
    os.ftruncate(out, 8 * told["nodes"])
    answer = mmap.mmap(out, 8 * told["nodes"])
    os.close(out)
    np.frombuffer(answer, "f8")[:] = float(found["neighbors"].sum()) + found["weight"].sum()
    print("done", flush=True)
"""


def make_network(nodes, arcs):
    rng = np.random.default_rng(1)
    pairs = np.unique(np.sort(rng.integers(0, nodes, (int(arcs * 0.55), 2)), axis=1), axis=0)
    pairs = pairs[pairs[:, 0] != pairs[:, 1]]
    pairs = pairs[np.sort(rng.permutation(len(pairs))[: arcs // 2])].astype("<i4")
    network = Network.from_arcs(nodes, pairs[:, 0].copy(), pairs[:, 1].copy(), directed=False)
    network.set_weight(rng.random(network.edge_count), "weight", "strength")
    return network


def start(script, **environment):
    return subprocess.Popen(
        [sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(SDK), *sys.path]), **environment},
    )


def piped(network, repeat):
    arrays = network_arrays(network)
    with start(PLUGIN, SOCIOGRAM_PLUGIN="1") as process:
        into, out = process.stdin.fileno(), process.stdout.fileno()

        def send(header, arrays=()):
            write_frame(lambda view: write_all(into, view), header, dict(arrays))

        send({"type": "hello", "protocols": [1]})
        read_frame(out)
        header = {
            "type": "run", "id": 1, "module": "speed.touch", "parameters": {},
            "network": {
                "nodes": len(network), "edges": network.edge_count, "directed": False,
                "weight": {"column": "weight", "meaning": "strength"},
            },
        }
        times = []
        for number in range(repeat):
            begin = time.perf_counter()
            # As a host does, so that an answer that begins early blocks nobody.
            writer = threading.Thread(target=send, args=({**header, "id": number}, arrays))
            writer.start()
            answer = read_frame(out)
            writer.join()
            times.append(time.perf_counter() - begin)
            assert answer.type == "result" and len(answer.arrays["node:x"]) == len(network), answer.header
        process.stdin.close()
    return times


def mapped(network, repeat, keep=False):
    """With `keep`, the host writes the file once, outside the time: as if it held its networks there."""
    arrays = network_arrays(network)
    path = f"/dev/shm/sociogram-speed-{os.getpid()}"
    times = []
    try:
        with start(MAPPED) as process:
            for _ in range(repeat + 1):
                begin = time.perf_counter()
                is_written = keep and os.path.exists(path)
                listed, offset = [], 0
                for name, array in arrays.items():
                    listed.append((name, array.dtype.str, len(array), offset))
                    offset += (array.nbytes + 63) // 64 * 64
                if not is_written:
                    file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_TRUNC)
                    for (_, _, _, place), array in zip(listed, arrays.values()):
                        os.pwrite(file, array.data.cast("B"), place)
                    os.ftruncate(file, offset)
                    os.close(file)
                told = {"file": path, "arrays": listed, "nodes": len(network)}
                process.stdin.write(json.dumps(told).encode() + b"\n")
                process.stdin.flush()
                assert process.stdout.readline() == b"done\n"
                with open(path + ".out", "rb") as file, mmap.mmap(file.fileno(), 0, prot=mmap.PROT_READ) as memory:
                    assert len(np.frombuffer(memory, "f8").copy()) == len(network)
                times.append(time.perf_counter() - begin)
            process.stdin.close()
    finally:
        for each in (path, path + ".out"):
            if os.path.exists(each):
                os.remove(each)
    # The first one starts the interpreter.
    return times[1:]


def computed(network, repeat):
    """What the plug-in itself does, without any way there and back."""
    times = []
    for _ in range(repeat):
        begin = time.perf_counter()
        np.full(len(network), float(network.neighbors.sum()) + network.weight.sum())
        times.append(time.perf_counter() - begin)
    return times


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--arcs", type=int, default=1_000_000)
    parser.add_argument("--nodes", type=int, default=100_000)
    parser.add_argument("--repeat", type=int, default=15)
    options = parser.parse_args()
    network = make_network(options.nodes, options.arcs)
    size = sum(array.nbytes for array in network_arrays(network).values())
    print(f"{len(network)} nodes, {len(network.neighbors)} arcs, {size / 1e6:.1f} MB there, {8 * len(network) / 1e6:.1f} MB back")
    for name, measure in (
        ("pipe", piped), ("/dev/shm", mapped), ("/dev/shm, kept", lambda n, r: mapped(n, r, keep=True)),
        ("computing alone", computed),
    ):
        times = [1000 * each for each in measure(network, options.repeat)]
        print(f"{name:>16}: {statistics.median(times):6.1f} ms (from {min(times):.1f} to {max(times):.1f})")


if __name__ == "__main__":
    main()
