"""The example examples/plugins/regression-r, driven by a host. Skipped where there is no R."""

import os
import pathlib
import shutil
import subprocess
import sys
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT / "sdk" / "python" / "tests"))

import fake_host  # noqa: E402
from fake_host import texts  # noqa: E402

EDGES = [(i, i + 1) for i in range(6)]
COLUMNS = [("income", "number"), ("age", "integer"), ("sector", "text"), ("two", "boolean"), ("same", "integer"),
           ("trade", "boolean")]
ARRAYS = [
    ("node:income", "f64", [30, 42, 50, 41, 52, 61, 55]), ("node:age", "i64", [25, 35, 45, 30, 40, 52, -(2**63)]),
    ("node:sector.codes", "i32", [0, 0, 0, 1, 1, 1, 1]), *texts("node:sector", ["mining", "trade"]),
    ("node:two", "u8", [0, 1, 0, 1, 0, 1, 1]), ("node:same", "i64", [3] * 7),
    ("node:trade", "u8", [0, 0, 0, 1, 1, 1, 1]),
]


class RHost(fake_host.Host):
    def __init__(self):
        base = {key: os.environ[key] for key in ("PATH", "HOME", "LANG") if key in os.environ}
        self.process = subprocess.Popen(
            ["Rscript", "plugin.R"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            cwd=ROOT / "examples" / "plugins" / "regression-r",
            env={**base, "SOCIOGRAM_SDK": str(ROOT / "sdk"), "SOCIOGRAM_PLUGIN": "1"},
        )


@unittest.skipUnless(shutil.which("Rscript"), "there is no Rscript")
class Regression(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.host = RHost()
        cls.host.hello()

    @classmethod
    def tearDownClass(cls):
        cls.host.__exit__()

    def regress(self, outcome, predictors, family="gaussian"):
        listed = [{"name": name, "type": kind} for name, kind in COLUMNS]
        parameters = {"outcome": outcome, "predictors": predictors, "family": family}
        return self.host.run("research.regression", parameters, EDGES, arrays=ARRAYS, network={"node_columns": listed})

    def test_least_squares(self):
        answer, arrays, told = self.regress("income", ["age", "sector"])
        self.assertEqual(answer["type"], "result", answer)
        # By solving the normal equations in another language.
        for column, wanted in (
            ("estimate", [7.51154618, 0.94728916, 5.29869478]),
            ("standard_error", [2.51161074, 0.06779339, 1.22633397]),
            ("statistic", [2.99072865, 13.97317831, 4.32076]), ("p", [0.05809683, 0.00079366, 0.02284531]),
        ):
            for a, b in zip(arrays[f"table:regression:{column}"], wanted):
                self.assertAlmostEqual(a, b, 7)
        self.assertEqual(bytes(arrays["table:regression:term.bytes"]).decode(), "(intercept)agesector: trade")
        self.assertTrue(arrays["node:fitted"][6] != arrays["node:fitted"][6])
        self.assertEqual(told[0]["code"], "rows-left-out")

    def test_logistic_regression_of_two_groups_has_a_known_answer(self):
        # The outcome is true in 1 of 3 and in 3 of 4.
        _, arrays, _ = self.regress("two", ["sector"], "binomial")
        for a, b in zip(arrays["table:regression:estimate"], [-0.693147, 0.693147 + 1.098612]):
            self.assertAlmostEqual(a, b, 5)
        self.assertAlmostEqual(arrays["node:fitted"][0], 1 / 3)
        self.assertAlmostEqual(arrays["node:fitted"][6], 3 / 4)

    def test_counts_of_two_groups_have_their_means(self):
        _, arrays, _ = self.regress("age", ["sector"], "poisson")
        self.assertAlmostEqual(arrays["node:fitted"][0], 35)
        self.assertAlmostEqual(arrays["node:fitted"][3], 122 / 3)

    def test_errors_point_to_parameters(self):
        for (outcome, predictors, family), code, parameter in (
            (("sector", ["age"], "gaussian"), "wrong-outcome", "outcome"),
            (("income", ["age"], "binomial"), "wrong-outcome", "outcome"),
            (("income", ["income"], "gaussian"), "outcome-explains-itself", "predictors"),
            (("income", ["same"], "gaussian"), "constant-predictor", "predictors"),
        ):
            error, _, _ = self.regress(outcome, predictors, family)
            self.assertEqual((error["type"], error.get("code"), error.get("parameter")), ("error", code, parameter), error)

    def test_predictors_that_follow_from_others_are_warned_of(self):
        answer, arrays, told = self.regress("income", ["sector", "trade", "age", "age"])
        self.assertEqual(answer["type"], "result", answer)
        self.assertEqual([each["code"] for each in told], ["rows-left-out", "collinear-predictors"])
        self.assertEqual([value != value for value in arrays["table:regression:estimate"]], [False, False, True, False])


if __name__ == "__main__":
    unittest.main()
