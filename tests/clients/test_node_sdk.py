"""The core of Huawei Cloud's SDK for Node.js, a third signer of its own, lists the simulator's sessions as the simulator knows them."""
import unittest

import listing


class NodeSdk(listing.ByAProgram, unittest.TestCase):
    program = ["node", "node_sdk/list.mjs"]


if __name__ == "__main__":
    unittest.main()
