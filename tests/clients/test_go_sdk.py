"""Huawei Cloud's SDK for Go lists the simulator's sessions as the simulator knows them."""
import os
import unittest

import listing


class GoSdk(listing.ByAProgram, unittest.TestCase):
    program = [os.environ["HUAWEI_GO_SDK"]]

    def test_metadata(self):
        self.assertEqual(self.listed(metadata=self.simulator.address), listing.truth(self.simulator))
        self.assertEqual(len(self.simulator.requests("metadata_token")), 1)
        self.assertNotIn(listing.KEY, listing.signed_by(self.simulator))


if __name__ == "__main__":
    unittest.main()
