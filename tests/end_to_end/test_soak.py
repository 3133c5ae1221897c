"""The short form of the soak: enough to see that figures stay exact and nothing is left open; memory may still settle."""
import unittest

from programs import SLOWDOWN
from soak import Soak


class Short(unittest.TestCase):
    def test_two_thousand_scrapes(self):
        for seed in (1, 2):
            lines = []
            growth = Soak(1000, seed, say=lines.append).run()
            # A sanitizer keeps what is freed.
            self.assertLess(growth, 3 if SLOWDOWN == 1 else 400, "\n".join(lines))


if __name__ == "__main__":
    unittest.main()
