"""Code in pages, templates and examples works."""

import importlib.util
import pathlib
import re
import sys
import tempfile
import unittest

from sociogram._manual import _registry, registered
from sociogram.testing import Context, Network, check_examples, run_module

ROOT = pathlib.Path(__file__).resolve().parents[3]


def load(path, name):
    spec = importlib.util.spec_from_file_location(name, path)
    found = importlib.util.module_from_spec(spec)
    sys.modules[name] = found
    spec.loader.exec_module(found)
    return found


def blocks(page):
    """Info string and text of each code block."""
    text = (ROOT / page).read_text(encoding="utf-8")
    return re.findall(r"^```([^\n]*)\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


class Documents(unittest.TestCase):
    def setUp(self):
        self.addCleanup(_registry.clear)

    def load_text(self, text):
        with tempfile.NamedTemporaryFile("w", suffix=".py", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            return load(file.name, "in_a_page")

    def test_the_module_in_the_readme(self):
        code = [text for info, text in blocks("sdk/python/README.md") if info == "python"]
        page = self.load_text(code[0])
        exec(compile(code[1], "README.md", "exec"), vars(page))

    def test_the_module_in_the_tutorial(self):
        files = {info.split()[1]: text for info, text in blocks("docs/plugin-tutorial.md") if " " in info}
        page = self.load_text(files["research/plugin.py"])
        self.assertTrue(registered())
        for module in registered():
            check_examples(module.function)
        # The study of the page, as Sociogram would run it.
        ties = [line.split(",") for line in files["ties.csv"].splitlines()[1:]]
        net = Network.from_edges([(a, b) for a, b in ties])
        found = run_module(page.popular_friends, net, margin=1).nodes["popular_friends"]
        rows = [f"{id},{value:g}" for id, value in zip(net.ids, found)]
        self.assertEqual(rows, files["out/study/nodes.csv"].splitlines()[1:])

    def test_the_template(self):
        folder = ROOT / "sdk" / "templates" / "python"
        self.load_text((folder / "plugin.py").read_text(encoding="utf-8"))
        self.assertTrue(registered())
        for module in registered():
            check_examples(module.function)

    def test_the_example(self):
        try:
            import leidenalg  # noqa: F401
        except ImportError:
            self.skipTest("there is no leidenalg")
        page = load(ROOT / "examples/plugins/leiden-python/plugin.py", "leiden_python")
        check_examples(page.surprise)
        for sketch in ("", "a", "a-a", "a b", "a>b b>c", "a-b:2 b-c:0"):
            for quality in ("surprise", "significance"):
                net = Network.sketch(sketch)
                found = run_module(page.surprise, net, quality=quality, runs=2).nodes["community"]
                self.assertEqual(sorted(set(found.tolist())), list(range(len(set(found.tolist())))))
        net = Network.sketch("a-b b-c c-a c-d d-e e-f f-d f-g g-a")
        runs = [run_module(page.surprise, net, context=Context(seed=5)).nodes["community"].tolist() for _ in range(2)]
        self.assertEqual(runs[0], runs[1])


if __name__ == "__main__":
    unittest.main()
