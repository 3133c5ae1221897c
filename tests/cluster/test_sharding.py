"""Two hundred projects over four exporters, as the chart splits them."""
import time
import unittest

from cloud_in_cluster import Cloud
from cluster import ask_prometheus, kubectl, namespace, prometheus_says
from many_projects import values_of
from oracle import sessions_gauge
from release import installed
from watched import Watched

# Name of each → its id.
PROJECTS = {f"p{number:03}": f"{number:032x}" for number in range(200)}
INSTANCES = 4


class Sharding(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.space = cls.enterClassContext(namespace("sharding"))
        cls.cloud = Cloud(cls.space, {"project_id": ",".join(PROJECTS.values())}, sessions=40, server_groups=3, client_types=2,
                          history_hours=20, project_populations=True)
        projects = [{"name": name, "project_id": project, "identity": f"of {name}"} for name, project in PROJECTS.items()]
        values = values_of(cls.cloud, projects, min_interval="10s")
        cls.release = cls.enterClassContext(installed(cls.space, {
            **values, "sharding": {"instances": INSTANCES},
            "serviceMonitor": {"enabled": True, "interval": "5s", "scrapeTimeout": "5s"}}))
        cls.all_are_up()

    @classmethod
    def up(cls, labels=""):
        return f'huaweicloud_workspace_up{{namespace="{cls.space}"{labels}}}'

    @classmethod
    def all_are_up(cls):
        prometheus_says(f"count({cls.up()} == 1) == {len(PROJECTS)}")

    @classmethod
    def shards(cls):
        """{pod: the projects that Prometheus gets from it}."""
        shards = {}
        for labels in ask_prometheus(cls.up()):
            found = dict(labels)
            shards.setdefault(found["pod"], []).append(found["project"])
        return shards

    def test_each_project_is_on_exactly_one(self):
        shards = self.shards()
        print("\nprojects of each exporter:", ", ".join(str(len(projects)) for projects in shards.values()))
        self.assertEqual(len(shards), INSTANCES)
        self.assertEqual(sorted(name for projects in shards.values() for name in projects), list(PROJECTS))
        self.assertGreater(min(len(projects) for projects in shards.values()), len(PROJECTS) / INSTANCES / 2)

    def test_each_exporter_shows_its_projects_own_sessions(self):
        for pod in self.release.pods():
            page = self.release.scrape(pod)
            project = min(dict(labels)["project"] for labels in page.series("up"))
            shown = {labels: value for labels, value in page.series("sessions").items() if ("project", project) in labels}
            truth = sessions_gauge(self.cloud.sessions(PROJECTS[project]), time.time() * 1000, project)
            self.assertEqual(shown, truth)

    def test_one_that_is_killed_takes_its_own_projects_alone(self):
        shards = self.shards()
        killed = self.release.pods()[0]["metadata"]
        deployment = "sessions-workspace-exporter-" + killed["labels"]["workspace-exporter-shard"]
        others = Watched(self.space, f'pod!="{killed["name"]}"')
        # So that it does not come back at once.
        kubectl("scale", "deployment", deployment, "--namespace", self.space, "--replicas=0")
        left = len(PROJECTS) - len(shards[killed["name"]])
        prometheus_says(f"count({self.up()} == 1) == {left}")
        others.wait_for(scrapes=4)
        others.check(self, INSTANCES - 1)
        self.assertEqual({pod: sorted(projects) for pod, projects in self.shards().items()},
                         {pod: sorted(projects) for pod, projects in shards.items() if pod != killed["name"]})
        kubectl("scale", "deployment", deployment, "--namespace", self.space, "--replicas=1")
        self.all_are_up()
