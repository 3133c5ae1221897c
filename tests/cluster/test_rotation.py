"""Secrets and configurations that change: followed when the kubelet swaps the files, by the same process, while Prometheus
scrapes. All of them change together, since the kubelet takes a minute or more for it."""
import time
import unittest

from cloud_in_cluster import Cloud
from cluster import ask_prometheus, make_secret, namespace, prometheus_says
from many_projects import values_of
from oracle import sessions_gauge
from programs import PASSWORD, PROJECT_ID, wait_until
from release import installed
from watched import Watched

TOKEN, KEY, SECRET = "an-example-token", "AKEXAMPLE", "example-secret-key"
# {method, and name of its release and Secret: its content}.
BEFORE = {"token": {"token": TOKEN}, "password": {"password": PASSWORD}, "keys": {"access-key": KEY, "secret-key": SECRET}}
AFTER = {"token": {"token": "another-token"}, "password": {"password": "another-password"},
         "keys": {"access-key": "AKANOTHER", "secret-key": "another-secret-key"}}

ADDED_ID = "1" * 32
PROJECTS = [{"name": "first", "project_id": PROJECT_ID}, {"name": "second", "project_id": PROJECT_ID}]
# Two quotas for one identity, which only the program sees.
FAULTY = [{**project, "api_quota": quota} for project, quota in zip(PROJECTS, ("100/1m", "50/1m"))]


class Rotation(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.space = cls.enterClassContext(namespace("rotation"))
        cls.cloud = Cloud(cls.space, {"token_file": "/files/token", "access_key": KEY, "secret_key_file": "/files/secret"},
                          {"token": TOKEN, "secret": SECRET}, sessions=200, history_hours=20)
        cls.of_many = Cloud(cls.space, {"project_id": f"{PROJECT_ID},{ADDED_ID}"}, name="cloud-of-many", sessions=200,
                            history_hours=20)
        cls.releases = {}
        for method, content in BEFORE.items():
            make_secret(cls.space, method, content)
            cls.install(method, {**cls.cloud.values(iam_domain="example-account", iam_user="exporter"),
                                 "signIn": {"method": method, "existingSecret": method}})
        for name in ("followed", "refused"):
            cls.install(name, values_of(cls.of_many, PROJECTS))
        for name in cls.releases:
            prometheus_says(f"{cls.of(name, 'huaweicloud_workspace_up')} == 1")
        cls.processes, cls.watched = cls.each_process(), Watched(cls.space)
        cls.change()

    @classmethod
    def install(cls, name, values):
        monitored = {**values, "serviceMonitor": {"enabled": True, "interval": "2s", "scrapeTimeout": "2s"}}
        cls.releases[name] = cls.enterClassContext(installed(cls.space, monitored, name=name))

    @classmethod
    def of(cls, name, series):
        """A selector of a release's series."""
        return f'{series}{{namespace="{cls.space}",job="{name}-workspace-exporter"}}'

    @classmethod
    def each_process(cls):
        return {name: (release.pod()["metadata"]["uid"], release.restarts()) for name, release in cls.releases.items()}

    @classmethod
    def change(cls):
        """The cloud refuses what it knew before, whose tokens have ended, too; then the Secrets and configurations follow."""
        cls.cloud.control("iam", {"password": AFTER["password"]["password"]})
        cls.cloud.control("keys", {"access_key": AFTER["keys"]["access-key"], "secret_key": AFTER["keys"]["secret-key"]})
        cls.cloud.control("revoke-tokens", {})
        cls.cloud.control("iam", {"token": AFTER["token"]["token"]})
        for method in AFTER:
            prometheus_says(f"{cls.of(method, 'huaweicloud_workspace_up')} == 0")
        cls.cloud.control("reset-requests", {})
        began = time.monotonic()
        for method, content in AFTER.items():
            make_secret(cls.space, method, content)
        for name, projects in (("followed", [*PROJECTS, {"name": "added", "project_id": ADDED_ID}]), ("refused", FAULTY)):
            values = cls.releases[name].values
            cls.releases[name].apply("upgrade", {**values, "config": {"projects": projects}})
        awaited = {
            **{method: f"{cls.of(method, 'huaweicloud_workspace_up')} == 1" for method in AFTER},
            "followed": f'huaweicloud_workspace_up{{namespace="{cls.space}",project="added"}} == 1',
            "refused": f"{cls.of('refused', 'workspace_exporter_config_last_reload_successful')} == 0"}
        cls.seconds = {}

        def ask():
            for name, query in awaited.items():
                if name not in cls.seconds and ask_prometheus(query):
                    cls.seconds[name] = time.monotonic() - began
            return len(cls.seconds) == len(awaited) or time.sleep(0.3)
        wait_until(ask, 180, f"all of {awaited}")

    def test_what_is_new_is_used_by_the_same_process(self):
        print("\nfrom the change to its use:", ", ".join(f"{name} {taken:.0f} s" for name, taken in self.seconds.items()))
        self.assertEqual(self.each_process(), self.processes)

    def test_no_scrape_fails_and_no_figure_is_lost(self):
        self.watched.check(self, len(self.releases), 'project!="added"')

    def test_what_was_before_is_not_used_again(self):
        def method_of(asked):
            return "keys" if asked["access_key"] else "password" if asked["token_generation"] > 0 else "token"
        for method in AFTER:
            asked = [x for x in self.cloud.requests() if method_of(x) == method]
            accepted = [x["status"] for x in asked].index(200)
            used = {(x["status"], x["access_key"], x["token_generation"]) for x in asked[accepted:]}
            self.assertEqual(len(used), 1, (method, used))
        sign_ins = [x["status"] for x in self.cloud.requests("sign_in")]
        self.assertEqual((sign_ins.count(201), sign_ins[-1]), (1, 201), sign_ins)

    def test_a_project_that_is_added_leaves_the_others_as_they_were(self):
        page = self.releases["followed"].scrape()
        added = {labels: value for labels, value in page.series("sessions").items() if ("project", "added") in labels}
        self.assertEqual(added, sessions_gauge(self.of_many.sessions(ADDED_ID), time.time() * 1000, "added"))
        kept = self.watched.over_time("min", "huaweicloud_workspace_up", 'job="followed-workspace-exporter",project!="added"')
        self.assertEqual(list(ask_prometheus(kept).values()), [1, 1])
        counters = self.watched.over("resets", "huaweicloud_workspace_api_requests_total", 'job="followed-workspace-exporter"')
        self.assertGreater(len(ask_prometheus(counters)), 2)
        self.assertEqual(ask_prometheus(f"{counters} > 0"), {})

    def test_a_faulty_configuration_is_refused_as_a_whole(self):
        release = self.releases["refused"]
        self.assertRegex(release.log(), 'msg="configuration refused, the old one stays".*api_quota')
        self.assertEqual(set(release.scrape().series("up").values()), {1})
