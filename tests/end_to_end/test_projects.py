"""Many projects in one program, side by side, each with its own fate."""
import re
import time
import unittest

import oracle
from config_file import OF_FLAGS, Config, exporter_of, of_project
from page import Page
from programs import SLOWDOWN, Simulator, run_once, wait_until


class SideBySide(unittest.TestCase):
    def test_each_project_shows_its_own_figures_and_is_probed_alone(self):
        with Config() as config, Simulator(seed=3, sessions=300, history_hours=20) as one, \
                Simulator(seed=4, sessions=700, history_hours=20) as two:
            config.write({"one": (one, {}), "two": (two, {}), "third": (one, {"lookback": "4h"})})
            with exporter_of(config, one) as exporter:
                page = exporter.scrape()
                for name, simulator, lookback in (("one", one, 24), ("two", two, 24), ("third", one, 4)):
                    self.assertEqual(page.value("up", project=name), 1, exporter.err())
                    truth = oracle.sessions_gauge(simulator.sessions(), int(time.time() * 1000), name,
                                                  lookback=lookback * 3600 * 1000)
                    self.assertEqual(of_project(page.series("sessions"), name), truth)
                self.assertEqual(page.value("workspace_exporter_scrapes_total", result="collected"), 1)

                probe = Page(exporter.get("/probe?project=two").body)
                self.assertEqual(probe.series("sessions"), of_project(page.series("sessions"), "two"))
                self.assertEqual({dict(key)["project"] for key in probe.series("api_requests_total")}, {"two"})
                self.assertNotIn("process_resident_memory_bytes", probe.samples)
                self.assertEqual(exporter.get("/probe").status, 400)
                self.assertEqual(exporter.get("/probe?project=none").status, 404)

    def test_a_project_that_hangs_takes_nothing_from_the_others(self):
        for fault in ({"kind": "hang"}, {"kind": "drip_body", "delay_ms": 200, "bytes": 1}):
            with self.subTest(fault=fault):
                self.check_isolation(fault)

    def check_isolation(self, fault):
        with Config() as config, Simulator(sessions=300) as good, Simulator(sessions=300) as bad:
            bad.fault(operation="list_sessions", **fault)
            config.write({"hangs": (bad, {}), "fine": (good, {}), "late": (good, {})})
            with exporter_of(config, good) as exporter:
                page = exporter.scrape(timeout=2)
                self.assertEqual([page.value("up", project=x) for x in ("hangs", "fine", "late")], [0, 1, 1])
                self.assertLess(page.seconds, 2 * SLOWDOWN)
                probe = exporter.get("/probe?project=fine")
                self.assertLess(probe.seconds, 1 * SLOWDOWN)
                self.assertEqual(Page(probe.body).up, 1)

    def test_projects_of_one_identity_share_its_quota(self):
        with Config() as config, Simulator(sessions=900, history_hours=20, quota_limit=24, quota_window_seconds=3) as simulator:
            config.write({name: (simulator, {"identity": "shared"}) for name in ("a", "b", "c")}, api_quota="24/3s")
            with exporter_of(config, simulator) as exporter:
                page = wait_until(lambda: (p := exporter.scrape(timeout=1)) and
                                  all(p.value("up", project=x) == 1 for x in "abc") and p, 60, "three whole collections")
                self.assertEqual(page.value("api_quota_limit", identity="shared"), 24)
                self.assertEqual(len(page.series("api_quota_limit")), 1)
                log = simulator.control("requests")
                self.assertLessEqual(log["quota_peak"], 24)
                self.assertEqual([x for x in log["requests"] if x["status"] == 429], [])


class Check(unittest.TestCase):
    def check(self, config, simulator):
        """{project: (requests, period, the line)} and the exit code."""
        code, out, _ = run_once(simulator, command="--check", config_file=config.path, **OF_FLAGS)
        lines = {line.split()[1].rstrip(":"): line for line in out.decode().splitlines()}
        found = {}
        for name, line in lines.items():
            numbers = re.search(r"; (\d+) requests a collection, one every (\d+) s", line)
            found[name] = (int(numbers[1]), int(numbers[2]), line) if numbers else (0, 0, line)
        return found, code

    def test_the_period_is_what_all_projects_of_an_identity_may_have(self):
        with Config() as config, Simulator(sessions=900, history_hours=20) as simulator:
            shared = {"identity": "shared"}
            config.write({"a": (simulator, shared), "b": (simulator, {**shared, "page_size": 50}), "alone": (simulator, {"identity": "own"})},
                         api_quota="5/10s", min_interval="0")
            found, code = self.check(config, simulator)
            self.assertEqual(code, 0)
            both = found["a"][0] + found["b"][0]
            self.assertLess(found["a"][0], found["b"][0])
            for name, requests in (("a", both), ("b", both), ("alone", found["alone"][0])):
                self.assertEqual(found[name][1], requests * 10 // 5)
            for name in ("a", "b"):
                self.assertIn(f"api_quota is shared by 2 projects, which take {both} requests together)", found[name][2])
            self.assertNotIn("shared", found["alone"][2])

    def test_a_project_that_fails_is_said_to_be_missing(self):
        with Config() as config, Simulator(sessions=100) as simulator, Simulator(sessions=100) as bad:
            bad.fault(operation="list_sessions", kind="status", status=403, code="APIGW.0302", message="no")
            config.write({"good": (simulator, {}), "bad": (bad, {})})
            found, code = self.check(config, simulator)
            self.assertEqual(code, 1)
            self.assertIn("shared by 2 projects, which take", found["good"][2])
            self.assertIn("requests together; 1 of them not known)", found["good"][2])
            self.assertIn("project bad: auth: ", found["bad"][2])


if __name__ == "__main__":
    unittest.main()
