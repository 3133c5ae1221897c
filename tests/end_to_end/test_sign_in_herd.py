"""Many projects sign in at once at an IAM that lets few requests a second through from one address. HERD_PROJECTS: how many."""
import os
import threading
import time
import unittest

from cloud import KEY, SECRET, Cloud
from config_file import Config, exporter_of
from programs import SLOWDOWN, Simulator, request

PROJECTS = int(os.environ.get("HERD_PROJECTS", "30"))
IDS = [f"{number + 1:032x}" for number in range(PROJECTS)]
SIGN_IN = ('{"auth": {"identity": {"methods": ["password"], "password": {"user": {"domain": {"name": "example-account"}, '
           '"name": "exporter", "password": "example-password"}}}, "scope": {"project": {"id": "%s"}}}}' % IDS[0])


def total(page, name, **labels):
    return sum(value for key, value in page.series(name).items() if labels.items() <= dict(key).items())


class Herd(unittest.TestCase):
    def throttled(self, simulator):
        return sum(simulator.control("requests")["throttled"].values())

    def seconds_until_all_are_up(self, exporter, limit):
        began = time.monotonic()
        while total(page := exporter.scrape(timeout=10), "up") < PROJECTS:
            self.assertLess(time.monotonic() - began, limit * SLOWDOWN, exporter.err()[-2000:])
        return time.monotonic() - began, page

    def run_herd(self, iam_limit, limit, beside=lambda simulator: None, **defaults):
        """The simulator, and the seconds until all were up."""
        simulator = self.enterContext(Simulator({"iam_limit": iam_limit, "project_id": ",".join(IDS)}, sessions=40))
        config = self.enterContext(Config())
        config.write({f"p{number}": (simulator, {"project_id": project}) for number, project in enumerate(IDS)},
                     api_quota=0, **defaults)
        beside(simulator)
        exporter = self.enterContext(exporter_of(config, simulator))
        seconds, page = self.seconds_until_all_are_up(exporter, limit)
        print(f"{PROJECTS} projects, IAM {iam_limit}: up in {seconds:.1f} s, "
              f"{total(page, 'api_requests_total', operation='sign_in', code='429'):.0f} of theirs refused")
        return simulator, page

    def test_all_are_up_within_a_minute_and_none_is_refused(self):
        simulator, page = self.run_herd("5/1s", limit=60)
        self.assertEqual(self.throttled(simulator), 0)
        self.assertEqual(total(page, "collection_errors_total", reason="throttled"), 0)
        self.assertEqual(len(simulator.requests("sign_in")), PROJECTS)

    def test_a_lower_limit_is_learnt(self):
        simulator, page = self.run_herd("2/1s", limit=20 + PROJECTS)
        # Those in flight when it is learnt, and no more.
        self.assertLessEqual(self.throttled(simulator), 5)
        self.assertEqual(total(page, "collection_errors_total", reason="throttled"), 0)

    def test_somebody_else_may_spend_of_the_same_address(self):
        done = threading.Event()
        self.addCleanup(done.set)

        def spend(simulator):
            def sign_in():
                while not done.wait(0.5):
                    request(simulator.address, "/v3/auth/tokens", "POST", SIGN_IN, {"Content-Type": "application/json"})
            thread = threading.Thread(target=sign_in)
            thread.start()
            self.addCleanup(thread.join)
            self.addCleanup(done.set)

        _, page = self.run_herd("5/1s", limit=60 + PROJECTS, beside=spend)
        self.assertLess(total(page, "api_requests_total", operation="sign_in", code="429"), PROJECTS)

    def test_look_ups_of_projects_keep_the_same_pace(self):
        names = [{"id": project, "name": f"region-{number}"} for number, project in enumerate(IDS)]
        with Cloud({"iam_limit": "5/1s", "project_id": ",".join(IDS)}, sessions=40, projects=names) as cloud, Config() as config:
            config.write({f"p{number}": (cloud.simulator, {"region": f"region-{number}", "project_id": '""'})
                          for number in range(PROJECTS)},
                         api_quota=0, auth="aksk", ca_file=cloud.ca_file, **cloud.key_files(KEY, SECRET))
            with exporter_of(config, cloud.simulator) as exporter:
                _, page = self.seconds_until_all_are_up(exporter, 60)
                self.assertEqual(self.throttled(cloud.simulator), 0)
                self.assertEqual(total(page, "api_requests_total", operation="list_projects", code="200"), PROJECTS)


if __name__ == "__main__":
    unittest.main()
