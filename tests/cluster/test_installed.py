"""The chart as it is released, scraped by the cluster's own Prometheus."""
import json
import time
import unittest

from cluster import (PROMETHEUS, ask_prometheus, get, listed, namespace, prometheus_comes_to, prometheus_says,
                     through_proxy)
from cloud_in_cluster import Cloud
from inside import read_inside
from oracle import sessions_gauge
from release import installed
from rights import check_that_there_are_none


def sessions_in_prometheus(space):
    """As the oracle has them: without what Prometheus adds."""
    added = {"__name__", "container", "endpoint", "instance", "job", "namespace", "pod", "service", "prometheus"}
    return {frozenset((k, v) for k, v in labels if k not in added): value for labels, value in
            ask_prometheus(f'huaweicloud_workspace_sessions{{namespace="{space}"}}').items()}


class Installed(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.space = cls.enterClassContext(namespace("installed"))
        cls.cloud = Cloud(cls.space, sessions=2000, history_hours=20)
        cls.release = cls.enterClassContext(installed(cls.space, {
            **cls.cloud.signed_in_by_password(), "serviceMonitor": {"enabled": True, "interval": "5s", "scrapeTimeout": "5s"},
            "prometheusRule": {"enabled": True}, "dashboards": {"enabled": True}, "podDisruptionBudget": {"enabled": True}}))

    def test_is_ready_within_five_seconds(self):
        seconds = self.release.seconds_to_ready()
        print(f"\nstart to ready: {seconds:.0f} s")
        self.assertLessEqual(seconds, 5)

    def test_passes_its_own_test(self):
        self.assertIn("demo: ok", self.release.helm("test", self.release.name, "--logs"))

    def test_answers_under_the_name_of_its_service(self):
        page = through_proxy(f"{self.space}/sessions-workspace-exporter:10110", "/-/ready")
        self.assertTrue(page)

    def test_shows_prometheus_what_the_cloud_has(self):
        prometheus_says(f'huaweicloud_workspace_up{{namespace="{self.space}"}} == 1')
        wanted = sessions_gauge(self.cloud.sessions(), time.time() * 1000)
        self.assertEqual(sessions_in_prometheus(self.space), wanted)

    def test_brings_rules_that_prometheus_evaluates(self):
        def evaluated():
            """Each has been, once the group's interval has passed."""
            groups = json.loads(through_proxy(PROMETHEUS, "/api/v1/rules"))["data"]["groups"]
            ours = [rule for group in groups if self.space in group["file"] for rule in group["rules"]]
            return ours if ours and all(rule["health"] != "unknown" for rule in ours) else None

        rules = prometheus_comes_to(evaluated, "every rule evaluated")
        self.assertGreater(len(rules), 30)
        self.assertEqual([(rule["name"], rule["lastError"]) for rule in rules if rule["health"] != "ok"], [])
        prometheus_says(f'workspace:target:up{{namespace="{self.space}"}} == 1')

    def test_brings_dashboards_as_grafanas_sidecar_wants_them(self):
        maps = listed("configmaps", self.space, "grafana_dashboard=1")
        titles = {json.loads(text)["title"] for found in maps for text in found["data"].values()}
        self.assertEqual(len(titles), 3)

    def test_does_not_hold_up_a_drain(self):
        budget = get("poddisruptionbudget", "sessions-workspace-exporter", self.space)
        self.assertEqual(budget["status"]["disruptionsAllowed"], 1)

    def test_is_hardened_in_the_kernels_eyes(self):
        check_that_there_are_none(self, read_inside(self.release, "/proc/1/status"), read_inside(self.release, "/proc/1/mountinfo"))


class FoundByAPodMonitor(unittest.TestCase):
    def test_becomes_a_target_that_is_up(self):
        space = self.enterContext(namespace("podmonitor"))
        cloud = Cloud(space, sessions=200)
        self.enterContext(installed(space, {**cloud.signed_in_by_password(),
                                            "podMonitor": {"enabled": True, "interval": "5s", "scrapeTimeout": "5s"}}))
        prometheus_says(f'huaweicloud_workspace_up{{namespace="{space}"}} == 1')
