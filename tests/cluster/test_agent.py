"""A Prometheus agent beside the exporter writes to the cluster's Prometheus, which scrapes neither of them."""
import os
import time
import unittest

from cloud_in_cluster import Cloud
from cluster import ask_prometheus, namespace, prometheus_says, PROMETHEUS
from container import taken
from oracle import sessions_gauge
from programs import wait_until
from release import installed

REPOSITORY, TAG = os.environ["CLUSTER_AGENT_IMAGE"].rsplit(":", 1)
SPACE_OF_PROMETHEUS, _, SERVICE = PROMETHEUS.partition("/")
NAME, _, PORT = SERVICE.rpartition(":")


class Agent(unittest.TestCase):
    def test_writes_what_the_cloud_has(self):
        space = self.enterContext(namespace("agent"))
        cloud = Cloud(space, sessions=2000, history_hours=20)
        release = self.enterContext(installed(space, {
            **cloud.signed_in_by_password(), "mode": "agent", "agent": {
                "image": {"repository": REPOSITORY, "tag": TAG, "pullPolicy": "Never"},
                "remoteWrite": [{"url": f"http://{NAME}.{SPACE_OF_PROMETHEUS}.svc:{PORT}/api/v1/write"}],
                "externalLabels": {"cluster": space}, "scrapeInterval": "2s", "scrapeTimeout": "2s"}}))
        prometheus_says(f'huaweicloud_workspace_up{{cluster="{space}"}} == 1')
        ours = {("cluster", space), ("job", "workspace-exporter"), ("instance", f"{space}/sessions-workspace-exporter")}
        written = ask_prometheus(f'huaweicloud_workspace_sessions{{cluster="{space}"}}')
        self.assertTrue(all(ours <= labels for labels in written), written)
        shown = {frozenset(x for x in labels - ours if x[0] != "__name__"): value for labels, value in written.items()}
        self.assertEqual(shown, sessions_gauge(cloud.sessions(), time.time() * 1000))
        memory, _ = wait_until(lambda: taken(release.pod(), "prometheus-agent"), 60, "the agent's figures")
        print(f"\nthe agent's working set: {memory:.0f} MiB")
