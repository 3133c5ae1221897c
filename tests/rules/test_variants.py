"""Every test of an alert by the promtool that PROMTOOL names, and again where series or records exist twice, labels were renamed,
or rules see one namespace alone: the same alerts, once, with the same texts, or none where that is another namespace."""
import os
import pathlib
import subprocess
import tempfile
import unittest

import variants

PROMTOOL = os.environ.get("PROMTOOL", "promtool")
# It plays a week, which takes longer than all others.
WEEKS = ["WorkspaceConcurrencyUnusual"]


class Variants(unittest.TestCase):
    def play(self, **changes):
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            names = variants.write(folder, **changes)
            self.assertGreater(len(names), 10)
            played = subprocess.run([PROMTOOL, "test", "rules", *names], cwd=folder, capture_output=True, text=True, check=False)
            self.assertEqual(played.returncode, 0, played.stdout + played.stderr)

    def test_rules_are_valid(self):
        files = sorted(str(path) for path in variants.RULES.glob("*.yml"))
        checked = subprocess.run([PROMTOOL, "check", "rules", "--lint=all", "--lint-fatal", *files], capture_output=True, text=True,
                                 check=False)
        self.assertEqual(checked.returncode, 0, checked.stdout + checked.stderr)

    def test_as_they_are(self):
        self.play()

    def test_each_record_twice(self):
        self.play(rules=variants.records_twice)

    def test_each_series_twice(self):
        self.play(tests=variants.series_twice)

    def test_each_record_and_each_series_twice(self):
        self.play(rules=variants.records_twice, tests=variants.series_twice)

    def test_labels_renamed(self):
        self.play(tests=variants.labels_renamed, leave_out=["WorkspaceLabelsRenamed"])

    def test_beside_the_targets_in_a_namespace_that_is_enforced(self):
        self.play(rules=variants.enforced, tests=variants.beside_the_rules, leave_out=WEEKS)

    def test_in_another_namespace_than_the_targets_where_it_is_enforced(self):
        self.play(rules=variants.enforced, tests=variants.out_of_sight, leave_out=WEEKS)


if __name__ == "__main__":
    unittest.main()
