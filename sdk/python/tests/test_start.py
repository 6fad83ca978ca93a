"""What a start of the SDK does, and what it leaves for later."""

import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

SDK = pathlib.Path(__file__).resolve().parents[1]


def said(code, **variables):
    """What a program prints that has the SDK."""
    answer = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd="/",
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(SDK), *sys.path]), **variables})
    assert answer.returncode == 0, answer.stderr
    return answer.stdout.strip()


class Starts(unittest.TestCase):
    def test_numbers_of_numpy_are_the_same_whenever_it_loads_them(self):
        before = "import numpy.random\n"
        seed = "from sociogram._seeding import seed_shared\nseed_shared({})\n"
        draw = "import numpy as np\nprint(np.random.random(3).tolist())"
        known = said(before + seed.format(2**40 + 7) + draw)
        self.assertEqual(said(seed.format(2**40 + 7) + draw), known)
        # The run that loads it counts, not the first one.
        self.assertEqual(said(seed.format(3) + seed.format(2**40 + 7) + draw), known)
        self.assertNotEqual(said(seed.format(3) + draw), known)
        self.assertEqual(said(seed.format(3) + draw + "\n" + seed.format(2**40 + 7) + draw).splitlines()[1], known)

    def test_what_takes_long_is_not_loaded(self):
        slow = ["importlib.metadata", "email", "platform", "csv", "sociogram.testing", "numpy.ma", "numpy.random"]
        code = f"import sys, numpy; before = set(sys.modules); import sociogram; print(sorted(set({slow}) & (set(sys.modules) - before)))"
        self.assertEqual(said(code), "[]")

    def test_describing_compiles_the_sdk_where_it_is_kept(self):
        with tempfile.TemporaryDirectory() as kept:
            package = pathlib.Path(kept, "python", "sociogram")
            shutil.copytree(SDK / "sociogram", package, ignore=shutil.ignore_patterns("__pycache__"))
            code = "import sociogram._session as s; s._keep_compiled()"
            paths = os.pathsep.join([str(package.parent), *sys.path])
            said(code, PYTHONPATH=paths, PYTHONDONTWRITEBYTECODE="1", SOCIOGRAM_SDK="")
            self.assertFalse((package / "__pycache__").exists())
            said(code, PYTHONPATH=paths, PYTHONDONTWRITEBYTECODE="1", SOCIOGRAM_SDK=kept)
            compiled = {file.name.split(".")[0] for file in (package / "__pycache__").iterdir()}
            self.assertEqual(compiled, {file.stem for file in package.glob("*.py")})


if __name__ == "__main__":
    unittest.main()
