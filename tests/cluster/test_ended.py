"""An exporter that is killed, or driven from its node."""
import time
import unittest

from cloud_in_cluster import Cloud
from cluster import ask_prometheus, get, kubectl, namespace, prometheus_says
from container import send, status_of
from programs import wait_until
from release import installed

US = "workspace-exporter"


class Ended(unittest.TestCase):
    """One is killed, or its node is drained."""

    def setUp(self):
        self.space = self.enterContext(namespace("ended"))
        self.cloud = Cloud(self.space, sessions=0)

    def start(self, *keys):
        """Sessions that connected half an hour ago."""
        start = int(time.time() * 1000) - 1_800_000
        self.cloud.control("sessions", [{"id": key, "state": "Active", "group_id": "g1", "group_name": "First", "client_type": "Mac",
                                         "start": start, "pre_conn": start - 8000} for key in keys])

    def test_killed_it_is_back_and_counters_go_on(self):
        self.start("there before")
        release = self.enterContext(installed(self.space, {
            **self.cloud.signed_in_by_password(), "serviceMonitor": {"enabled": True, "interval": "2s", "scrapeTimeout": "2s"}}))
        counter = f'huaweicloud_workspace_sessions_started_total{{namespace="{self.space}"}}'
        prometheus_says(f"sum({counter}) == 0")
        self.start("1", "2", "3")
        prometheus_says(f"sum({counter}) == 3")
        send("KILL", release.pod(), US)
        wait_until(lambda: release.restarts() == 1 and status_of(release.pod(), US)["ready"], 60, "the restart")
        prometheus_says(f"sum({counter}) == 0")
        self.start("4", "5", "6", "7")
        prometheus_says(f"sum({counter}) == 4")
        # It goes beyond the first and the last sample, by half an interval each.
        prometheus_says(f"max(count_over_time({counter}[10m])) > 20")
        (increase,) = ask_prometheus(f"sum(increase({counter}[10m]))").values()
        self.assertAlmostEqual(increase, 7, delta=0.35)

    def test_a_drain_is_not_held_up(self):
        self.start("there before")
        release = self.enterContext(installed(self.space, {
            **self.cloud.signed_in_by_password(), "podDisruptionBudget": {"enabled": True}}))
        before = release.pod()["metadata"]
        wait_until(lambda: get("poddisruptionbudget", "sessions-workspace-exporter", self.space)["status"].get("expectedPods") == 1,
                   30, "a budget that knows the pod")
        # What a drain does with each pod; a drain itself would take the node from everything else in the cluster.
        kubectl("create", "--raw", f"/api/v1/namespaces/{self.space}/pods/{before['name']}/eviction", "--filename", "-", text=(
            '{"apiVersion": "policy/v1", "kind": "Eviction", "metadata": {"name": "%s"}}' % before["name"]))
        since = time.monotonic()

        def replaced():
            pods = release.pods()
            return bool(pods) and pods[0]["metadata"]["uid"] != before["uid"] and status_of(pods[0], US)["ready"]
        wait_until(replaced, 60, "the next pod")
        print(f"\neviction to the next pod's readiness: {time.monotonic() - since:.1f} s")
        self.assertEqual(release.scrape().up, 1)
