"""docs/sharding/prometheus.yml with 200 projects, four exporters and a real Prometheus."""
import collections
import contextlib
import json
import os
import socket
import tempfile
import unittest

from programs import Simulator, wait_until
from test_projects import Config, exporter_of
from test_prometheus import Prometheus

DOCS = os.path.join(os.path.dirname(__file__), "..", "..", "docs", "sharding", "prometheus.yml")
NAMES = [f"project-{number:03}" for number in range(200)]


def four_ports():
    """Four free ports that differ in their last digit only, from 0 to 3."""
    for tens in range(2000, 6000):
        with contextlib.suppress(OSError), contextlib.ExitStack() as stack:
            for digit in range(4):
                stack.enter_context(socket.create_server(("127.0.0.1", tens * 10 + digit)))
            return tens
    raise AssertionError("no free ports")


class Sharding(unittest.TestCase):
    def test_each_project_is_asked_of_one_exporter_and_all_are_there(self):
        tens = four_ports()
        with open(DOCS, encoding="utf-8") as file:
            text = file.read()
        for shard in range(4):
            text = text.replace(f"workspace-exporter-{shard}:10110", f"127.0.0.1:{tens}{shard}")
        text = text.replace("workspace-exporter-${1}:10110", f"127.0.0.1:{tens}${{1}}")
        text = text.replace("30s", "2s").replace("15s", "2s")
        with contextlib.ExitStack() as stack:
            folder = stack.enter_context(tempfile.TemporaryDirectory())
            config = stack.enter_context(Config())
            simulator = stack.enter_context(Simulator(sessions=40))
            config.write({name: (simulator, {}) for name in NAMES})
            for shard in range(4):
                stack.enter_context(exporter_of(config, simulator, web_listen_address=f"127.0.0.1:{tens}{shard}",
                                                min_interval="1s"))
            with open(os.path.join(folder, "projects.yml"), "w", encoding="utf-8") as file:
                json.dump([{"targets": NAMES}], file)
            prometheus = stack.enter_context(Prometheus(folder, text=text))
            up = wait_until(lambda: (found := prometheus.query("huaweicloud_workspace_up == 1") or {}) and len(found) == 200
                            and found or None, 60, "200 projects")
            self.assertEqual(sorted(dict(key)["project"] for key in up), NAMES)
            targets = prometheus.api("targets")["activeTargets"]
            shards = collections.Counter(x["labels"]["instance"] for x in targets if x["labels"]["job"] == "workspace")
            self.assertEqual(len(shards), 4)
            self.assertGreater(min(shards.values()), 25)
            wait_until(lambda: len(prometheus.api("query", query="workspace_exporter_build_info")["result"]) == 4 or None,
                       what="the exporters' own metrics")
            self.assertEqual({x["health"] for x in prometheus.api("targets")["activeTargets"]}, {"up"})


if __name__ == "__main__":
    unittest.main()
