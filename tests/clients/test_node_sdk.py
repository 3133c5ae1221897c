"""The core of Huawei Cloud's SDK for Node.js, a third signer of its own, lists the simulator's sessions as the simulator knows them."""
import json
import subprocess
import unittest

import listing
from listing import KEY, SECRET


def listed(simulator, **keys):
    """(id, state) of each row of all pages, sorted."""
    done = subprocess.run(["node", "node_sdk/list.mjs"], input=listing.order(simulator, **keys), text=True,
                          capture_output=True, timeout=120, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr)
    return sorted((name, state) for name, state in json.loads(done.stdout))


class NodeSdk(unittest.TestCase):
    def setUp(self):
        self.simulator = self.enterContext(listing.simulator())

    def test_permanent_key(self):
        self.assertEqual(listed(self.simulator, key=KEY, secret=SECRET), listing.truth(self.simulator))
        self.assertEqual(listing.signed_by(self.simulator), {KEY})

    def test_temporary_key(self):
        key = listing.temporary_key(self.simulator)
        self.assertEqual(listed(self.simulator, **key), listing.truth(self.simulator))
        self.assertEqual(listing.signed_by(self.simulator), {key["key"]})


if __name__ == "__main__":
    unittest.main()
