"""The suites that stand beside the chart's templates, by helm-unittest."""
import re
import unittest

import example
from chart import tool


class Suites(unittest.TestCase):
    def test_pass(self):
        done = tool("helm-unittest", "--strict", example.copied() / "workspace-exporter")
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        found = re.search(r"^Tests: +(\d+) passed, \1 total", done.stdout, re.M)
        self.assertTrue(found and int(found[1]), done.stdout)
