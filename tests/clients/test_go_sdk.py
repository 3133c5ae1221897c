"""Huawei Cloud's SDK for Go lists the simulator's sessions as the simulator knows them."""
import json
import os
import subprocess
import unittest

import listing
from listing import KEY, SECRET


def listed(simulator, **keys):
    """(id, state) of each row of all pages, sorted."""
    done = subprocess.run([os.environ["HUAWEI_GO_SDK"]], input=listing.order(simulator, **keys), text=True,
                          capture_output=True, timeout=120, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr)
    return sorted((name, state) for name, state in json.loads(done.stdout))


class GoSdk(unittest.TestCase):
    def setUp(self):
        self.simulator = self.enterContext(listing.simulator())

    def test_permanent_key(self):
        self.assertEqual(listed(self.simulator, key=KEY, secret=SECRET), listing.truth(self.simulator))
        self.assertEqual(listing.signed_by(self.simulator), {KEY})

    def test_temporary_key(self):
        key = listing.temporary_key(self.simulator)
        self.assertEqual(listed(self.simulator, **key), listing.truth(self.simulator))
        self.assertEqual(listing.signed_by(self.simulator), {key["key"]})

    def test_temporary_key_without_its_token_is_refused(self):
        key = listing.temporary_key(self.simulator)
        with self.assertRaisesRegex(RuntimeError, "APIGW.0301"):
            listed(self.simulator, key=key["key"], secret=key["secret"])

    def test_metadata(self):
        self.assertEqual(listed(self.simulator, metadata=self.simulator.address), listing.truth(self.simulator))
        self.assertEqual(len(self.simulator.requests("metadata_token")), 1)
        self.assertNotIn(KEY, listing.signed_by(self.simulator))


if __name__ == "__main__":
    unittest.main()
