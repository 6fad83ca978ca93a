"""Contenders as processes of their own: one line of JSON asks, one answers."""
import json
import os
import select
import subprocess
import tempfile
import time

from plan import WITNESS, WITNESS_THREADS

HERE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


class Over(Exception):
    """No answer in time."""


class Gone(Exception):
    """The process ended without an answer."""


class Rival:
    """One contender with a number of threads, on one graph."""

    def __init__(self, name, command, threads):
        self.name, self.command, self.threads = name, command, threads
        self.process = None
        self.loaded = None
        # Why the graph could not be loaded.
        self.failure = None

    def start(self, edges, named, timeout):
        """Loads the graph; the answer is that of the task "import"."""
        self.stop()
        count = str(self.threads)
        # Threads that wait for work must not take the core from the next contender.
        environment = dict(
            os.environ, OMP_NUM_THREADS=count, RAYON_NUM_THREADS=count,
            POLARS_MAX_THREADS=count, OPENBLAS_NUM_THREADS=count, OMP_WAIT_POLICY="passive")
        # A file, because a pipe that nobody reads would stop a peer with much to say.
        self.errors = tempfile.TemporaryFile()
        command = self.command + ["--edges", edges, "--threads", count]
        self.process = subprocess.Popen(
            command + (["--named"] if named else []), stdin=subprocess.PIPE,
            stdout=subprocess.PIPE, stderr=self.errors, env=environment, cwd=HERE)
        self.rest = b""
        self.loaded = self.answer(timeout)
        return self.loaded

    def ask(self, task, values, seed, timeout):
        request = json.dumps({"task": task, "values": values, "seed": seed}) + "\n"
        try:
            self.process.stdin.write(request.encode())
            self.process.stdin.flush()
        except OSError:
            raise Gone("it has ended") from None
        return self.answer(timeout)

    def answer(self, timeout):
        end = time.monotonic() + timeout
        pipe = self.process.stdout.fileno()
        while b"\n" not in self.rest:
            left = end - time.monotonic()
            if left <= 0 or not select.select([pipe], [], [], left)[0]:
                self.kill()
                raise Over(timeout)
            part = os.read(pipe, 1 << 16)
            if not part:
                self.errors.seek(0)
                message = self.errors.read().decode(errors="replace").strip()
                self.stop()
                raise Gone((message.splitlines() or ["no answer"])[-1][:160])
            self.rest += part
        line, self.rest = self.rest.split(b"\n", 1)
        return json.loads(line)

    def kill(self):
        if self.process:
            self.process.kill()
        self.stop()

    def stop(self):
        if not self.process:
            return
        self.process.stdin.close()
        self.process.wait()
        self.process.stdout.close()
        self.errors.close()
        self.process = None


def ours(binaries):
    program = [os.path.join(binaries, "ours")]
    return [Rival("ours", program, 1), Rival("ours", program, 2),
            Rival(WITNESS, program, WITNESS_THREADS)]


def peers(chosen, plan, interpreters):
    """The peers that can be imported, and for the others the reason."""
    found, missing = [], {}
    for name, modules, file, parallel in plan:
        if name not in chosen:
            continue
        reasons = []
        for interpreter in interpreters:
            if not os.path.exists(interpreter):
                reasons.append(f"no {os.path.basename(interpreter)}")
                continue
            trial = subprocess.run(
                [interpreter, "-c", f"import {modules}"], capture_output=True, text=True)
            if trial.returncode == 0:
                command = [interpreter, os.path.join("peers", file)]
                found += [Rival(name, command, n) for n in ((1, 2) if parallel else (1,))]
                break
            reasons.append((trial.stderr.strip().splitlines() or ["?"])[-1])
        else:
            missing[name] = "; ".join(dict.fromkeys(reasons))
    return found, missing
