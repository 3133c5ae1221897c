"""What the chart renders is what was reviewed, to the byte."""
import difflib
import unittest

import chart
import golden


class Golden(unittest.TestCase):
    def test_is_what_is_rendered(self):
        for values in chart.ci_files():
            path = golden.path_of(values)
            with self.subTest(path.name):
                expected = path.read_text(encoding="utf-8") if path.exists() else ""
                difference = "".join(difflib.unified_diff(expected.splitlines(True), golden.golden(values).splitlines(True),
                                                          f"golden/{path.name}", "what is rendered now"))
                if difference:
                    self.fail("review this, then ./dev chart --update\n" + difference)

    def test_has_no_other_file(self):
        self.assertEqual(sorted(path.name for path in golden.FOLDER.iterdir()),
                         sorted(golden.path_of(values).name for values in chart.ci_files()))
