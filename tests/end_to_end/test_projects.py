"""Many projects in one program: from a file that may change, side by side, each with its own fate."""
import os
import re
import signal
import tempfile
import time
import unittest

import oracle
from page import Page
from programs import PASSWORD, SLOWDOWN, Exporter, Simulator, request, run_once, wait_until


class Config:
    """A configuration file that an exporter follows, with a password file beside it."""

    def __init__(self):
        self.folder = tempfile.TemporaryDirectory(prefix="workspace-exporter-test-")
        self.path = os.path.join(self.folder.name, "config.yaml")
        self.password = os.path.join(self.folder.name, "password")
        with open(self.password, "w", encoding="utf-8") as file:
            file.write(PASSWORD)

    def write(self, projects, **defaults):
        """Replaces the file at once, as Kubernetes does. `projects`: {name: (simulator or base URL, {key: value})}."""
        lines = ["defaults:", "  iam_domain: example-account", "  iam_user: exporter", f"  iam_password_file: {self.password}",
                 *(f"  {key}: {value}" for key, value in defaults.items()), "projects:"]
        for name, (simulator, more) in projects.items():
            base = simulator.base
            keys = {"name": name, "endpoint": base, "iam_endpoint": base, "project_id": "0b1c2d3e4f5a6b7c8d9e0f1a2b3c4d5e", **more}
            lines += [f"  {'- ' if key == 'name' else '  '}{key}: {value}" for key, value in keys.items()]
        self.write_text("\n".join(lines) + "\n")

    def write_text(self, text):
        with open(self.path + ".new", "w", encoding="utf-8") as file:
            file.write(text)
        os.replace(self.path + ".new", self.path)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.folder.cleanup()


OF_FLAGS = {name: None for name in ("endpoint", "iam_endpoint", "project_id", "project", "iam_domain", "iam_user",
                                    "iam_password_file")}


def exporter_of(config, simulator, **more):
    return Exporter(simulator, config_file=config.path, **{**OF_FLAGS, **more})


def of_project(series, project):
    return {key: value for key, value in series.items() if ("project", project) in key}


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

    def test_two_hundred_projects(self):
        with Config() as config, Simulator(sessions=500, history_hours=20) as simulator:
            names = [f"p{number:03}" for number in range(200)]
            config.write({name: (simulator, {"identity": f"of {name}"}) for name in names})
            with exporter_of(config, simulator) as exporter:
                page = exporter.scrape()
                truth = oracle.sessions_gauge(simulator.sessions(), int(time.time() * 1000), "p")
                truth = {key - {("project", "p")}: value for key, value in truth.items()}
                for name in names:
                    self.assertEqual(page.value("up", project=name), 1)
                    shown = of_project(page.series("sessions"), name)
                    self.assertEqual({key - {("project", name)}: value for key, value in shown.items()}, truth)
                threads = page.value("process_threads")
                open_files = page.value("process_open_fds")
                print(f"200 projects: {threads:.0f} threads, {open_files:.0f} open files, "
                      f"{page.value('process_resident_memory_bytes') / 2 ** 20:.0f} MiB resident, scraped in {page.seconds:.2f} s")
                # A thread for each project, 64 that read pages for all of them, and those that serve.
                self.assertLess(threads, 200 + 64 + 60)
                self.assertLess(open_files, 200 + 64 + 60)


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


class Reload(unittest.TestCase):
    def test_a_reload_is_whole_or_not_at_all_and_leaves_alone_what_has_not_changed(self):
        with Config() as config, Simulator(sessions=300, churn="manual", churn_per_second=2) as simulator:
            config.write({"stays": (simulator, {}), "goes": (simulator, {})})
            with exporter_of(config, simulator) as exporter:
                exporter.scrape()
                simulator.control("step?seconds=60", method="POST")
                before = exporter.scrape()
                started = sum(of_project(before.series("sessions_started_total"), "stays").values())
                self.assertGreater(started, 0)

                config.write_text("projects: [")
                exporter.process.send_signal(signal.SIGHUP)
                wait_until(lambda: "configuration refused, the old one stays" in exporter.err(), what="the refusal")
                self.assertEqual(exporter.scrape().value("up", project="goes"), 1)

                config.write({"stays": (simulator, {}), "comes": (simulator, {})})  # followed by itself
                wait_until(lambda: exporter.get("/probe?project=comes").status == 200, what="the new project")
                page = exporter.scrape()
                self.assertEqual({dict(key)["project"] for key in page.series("up")}, {"stays", "comes"})
                self.assertGreaterEqual(sum(of_project(page.series("sessions_started_total"), "stays").values()), started)
                self.assertEqual(sum(of_project(page.series("sessions_started_total"), "comes").values()), 0)

    def test_the_endpoint_reloads_where_it_is_enabled(self):
        for enabled in (False, True):
            with self.subTest(enabled=enabled), Config() as config, Simulator(sessions=50) as simulator:
                config.write({"a": (simulator, {})})
                flag = {"web_enable_reload": "true"} if enabled else {}
                with exporter_of(config, simulator, **flag) as exporter:
                    config.write({"b": (simulator, {})})
                    answer = request(exporter.address, "/-/reload", method="POST")
                    self.assertEqual(answer.status, 200 if enabled else 403)
                    if enabled:
                        self.assertEqual(exporter.get("/probe?project=b").status, 200)
                    self.assertEqual(exporter.get("/-/reload").status, 405)


if __name__ == "__main__":
    unittest.main()
