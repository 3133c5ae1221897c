"""From the version before to this one, back, and away: one pod at a time, a short gap, no alert, and nothing that stays."""
import itertools
import json
import os
import threading
import time
import unittest
from urllib.parse import quote

from cloud_in_cluster import Cloud
from cluster import PROMETHEUS, ask_prometheus, kubectl, listed, namespace, prometheus_says, through_proxy
from programs import wait_until
from release import EXPORTERS, TAG, Release

REPOSITORY_BEFORE, TAG_BEFORE = os.environ["CLUSTER_IMAGE_BEFORE"].rsplit(":", 1)
BEFORE = {"image": {"repository": REPOSITORY_BEFORE, "tag": TAG_BEFORE, "pullPolicy": "Never"}}


class Asker:
    """Scrapes every pod, also one that is about to end, until it is told to stop. `answers`: when which pod answered with all
    figures."""

    def __init__(self, release):
        self._release, self._over, self._there, self.answers = release, threading.Event(), set(), []
        threading.Thread(target=self._look, daemon=True).start()

    def _look(self):
        while not self._over.wait(0.2):
            pods = {pod["metadata"]["name"]: pod for pod in listed("pods", self._release.namespace, EXPORTERS)}
            for name in pods.keys() - self._there:
                # By itself, since a request to a pod that has just gone is answered by nobody, for half a minute.
                threading.Thread(target=self._ask, args=(pods[name],), daemon=True).start()
            self._there = pods.keys()

    def _ask(self, pod):
        name = pod["metadata"]["name"]
        while not self._over.wait(0.1):
            try:
                if self._release.scrape(pod).up == 1:
                    self.answers.append((time.monotonic(), name))
            except AssertionError:
                if name not in self._there:
                    return

    def wait_for(self, pod):
        wait_until(lambda: any(name == pod for _, name in self.answers) or time.sleep(0.1), 60, f"an answer of {pod}")

    def stop(self):
        self._over.set()

    def gaps(self):
        """Seconds without an answer, each time that another pod took over."""
        return [later - earlier for (earlier, a), (later, b) in itertools.pairwise(self.answers) if a != b]


def gaps_in_prometheus(space):
    """Seconds between two whole scrapes, where the pod is another."""
    query = f'huaweicloud_workspace_up{{namespace="{space}"}}[20m]'
    answer = json.loads(through_proxy(PROMETHEUS, f"/api/v1/query?query={quote(query)}"))
    samples = sorted((at, series["metric"]["pod"]) for series in answer["data"]["result"]
                     for at, value in series["values"] if value == "1")
    return [later - earlier for (earlier, a), (later, b) in itertools.pairwise(samples) if a != b]


def everything_in(space):
    """What there is of all kinds, but for events."""
    kinds = [kind for kind in kubectl("api-resources", "--verbs=list", "--namespaced", "--output=name").split()
             if not kind.startswith("events")]
    return set(kubectl("get", ",".join(kinds), "--namespace", space, "--output=name").split())


class Upgrade(unittest.TestCase):
    """What happens is set up once; the cases look at what was seen of it."""

    @classmethod
    def setUpClass(cls):
        cls.space = cls.enterClassContext(namespace("upgrade"))
        cls.cloud = Cloud(cls.space, sessions=2000, churn="auto", churn_per_second=5)
        values = {**cls.cloud.signed_in_by_password(project=cls.space), "prometheusRule": {"enabled": True},
                  "serviceMonitor": {"enabled": True, "interval": "1s", "scrapeTimeout": "1s"}}
        cls.there_before = everything_in(cls.space)
        release = Release(cls.space, {**values, **BEFORE})
        asker = Asker(release)
        cls.addClassCleanup(asker.stop)
        cls.images = []
        cls.lived(release, asker)
        release.apply("upgrade", values)
        cls.lived(release, asker)
        release.helm("rollback", release.name, "1", "--wait")
        cls.lived(release, asker)
        asker.stop()
        cls.gaps = asker.gaps()
        cls.installed = everything_in(cls.space)
        release.helm("uninstall", release.name, "--wait")

    @classmethod
    def lived(cls, release, asker):
        """Long enough that the pod was asked and its counters went up, in the rules as well."""
        pod = release.pod()
        asker.wait_for(pod["metadata"]["name"])
        cls.images.append(pod["spec"]["containers"][0]["image"].rpartition(":")[2])
        of_pod = f'{{namespace="{cls.space}",pod="{pod["metadata"]["name"]}"}}'
        prometheus_says(f"sum(huaweicloud_workspace_sessions_started_total{of_pod}) > 20")
        prometheus_says(f"workspace:target:up{of_pod} == 1")

    def test_runs_what_it_was_told_to(self):
        self.assertEqual(self.images, [TAG_BEFORE, TAG, TAG_BEFORE])

    def test_leaves_a_gap_of_seconds(self):
        in_prometheus = gaps_in_prometheus(self.space)
        print("\nwithout figures at the upgrade and the rollback: " + ", ".join(f"{gap:.1f} s" for gap in self.gaps) +
              "; in Prometheus: " + ", ".join(f"{gap:.1f} s" for gap in in_prometheus))
        self.assertEqual((len(self.gaps), len(in_prometheus)), (2, 2))
        self.assertLess(max(self.gaps + in_prometheus), 20)

    def test_asks_the_api_from_one_pod_at_a_time(self):
        signed_in = [request["token_generation"] for request in self.cloud.requests()]
        # Each pod has a token of its own.
        self.assertEqual([token for token, _ in itertools.groupby(signed_in)], sorted(set(signed_in)))
        self.assertEqual(len(set(signed_in)), 3)

    def test_raises_no_alert(self):
        seen = [dict(labels) for labels in ask_prometheus('count_over_time(ALERTS{alertname=~"Workspace.*"}[20m])')]
        ours = [alert for alert in seen if self.space in alert.values()]
        # Not even one that waits, but for the gap itself.
        self.assertEqual([alert for alert in ours if (alert["alertname"], alert["alertstate"]) !=
                          ("WorkspaceExporterDown", "pending")], [])

    def test_leaves_nothing_when_it_is_uninstalled(self):
        self.assertGreater(len(self.installed - self.there_before), 8)
        wait_until(lambda: everything_in(self.space) == self.there_before or time.sleep(0.5), 60,
                   "a namespace as it was before")
