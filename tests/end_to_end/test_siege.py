"""The siege of tests/siege, short."""
import os
import sys
import unittest

sys.path.append(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "siege"))
from siege import Siege  # noqa: E402


class ShortSiege(unittest.TestCase):
    def test_regular_clients_are_served_and_nothing_is_left_of_the_others(self):
        # Within what others on the machine leave; ./dev siege holds it to the figures themselves.
        siege = Siege(10, patience=4)
        self.assertEqual(siege.faults, [], "\n".join(siege.figures))


if __name__ == "__main__":
    unittest.main()
