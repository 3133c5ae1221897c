"""Wrong values are refused, by a message that names the key: refused.yaml has them."""
import functools
import unittest

import chart
import yaml

CASES = chart.read(chart.ROOT / "tests" / "chart" / "refused.yaml")


def merged(base, change):
    """The values of `base` with those of `change`, as helm lays one file over another."""
    result = dict(base)
    for key, value in change.items():
        old = result.get(key)
        result[key] = merged(old, value) if isinstance(old, dict) and isinstance(value, dict) else value
    return result


@functools.cache
def templated(kubernetes, values):
    return chart.template("--values", "-", kubernetes=kubernetes, text=values)


def template(case, *changes, kubernetes=None):
    values = CASES["right"]
    for change in changes:
        values = merged(values, change)
    return templated(kubernetes or case.get("kubernetes", chart.schemas.NEWEST), yaml.safe_dump(values))


class WrongValues(unittest.TestCase):
    def test_are_right_without_what_is_wrong(self):
        for case in CASES["cases"]:
            with self.subTest(case["name"]):
                done = template(case, case.get("with", {}))
                self.assertEqual(done.returncode, 0, done.stderr)

    def test_are_refused_by_the_key(self):
        for case in CASES["cases"]:
            with self.subTest(case["name"]):
                done = template(case, case.get("with", {}), case["wrong"], kubernetes=case.get("unknown"))
                self.assertNotEqual(done.returncode, 0)
                self.assertIn(case["message"], done.stderr)

    def test_are_many(self):
        self.assertGreaterEqual(len(CASES["cases"]), 20)
        self.assertEqual(len({case["name"] for case in CASES["cases"]}), len(CASES["cases"]))
