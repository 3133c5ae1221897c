"""A configuration that changes while the program runs: taken as a whole or not at all, and what has not changed stays."""
import signal
import threading
import time
import unittest

from cloud import Cloud
from config_file import Config, exporter_of, of_project
from page import Page
from programs import Simulator, request, wait_until


def reloads(page):
    """Whether the last one was taken, and when one was."""
    return (page.value("workspace_exporter_config_last_reload_successful"),
            page.value("workspace_exporter_config_last_reload_success_timestamp_seconds"))


class Reload(unittest.TestCase):
    def test_a_reload_is_whole_or_not_at_all_and_leaves_alone_what_has_not_changed(self):
        with Config() as config, Simulator(sessions=300, churn="manual", churn_per_second=2) as simulator:
            config.write({"stays": (simulator, {}), "goes": (simulator, {})})
            with exporter_of(config, simulator) as exporter:
                exporter.scrape()
                simulator.control("step?seconds=60", method="POST")
                before = exporter.scrape()
                self.assertEqual(reloads(before)[0], 1)
                self.assertAlmostEqual(reloads(before)[1], time.time(), delta=60)
                started = sum(of_project(before.series("sessions_started_total"), "stays").values())
                self.assertGreater(started, 0)

                config.write_text("projects: [")
                exporter.process.send_signal(signal.SIGHUP)
                wait_until(lambda: "configuration refused, the old one stays" in exporter.err(), what="the refusal")
                self.assertEqual(exporter.scrape().value("up", project="goes"), 1)
                self.assertEqual(reloads(Page(exporter.get("/metrics?collect=exporter").body)), (0, reloads(before)[1]))

                config.write({"stays": (simulator, {}), "comes": (simulator, {})})  # followed by itself
                wait_until(lambda: exporter.get("/probe?project=comes").status == 200, what="the new project")
                page = exporter.scrape()
                self.assertEqual({dict(key)["project"] for key in page.series("up")}, {"stays", "comes"})
                self.assertEqual(reloads(page)[0], 1)
                self.assertGreater(reloads(page)[1], reloads(before)[1])
                self.assertGreaterEqual(sum(of_project(page.series("sessions_started_total"), "stays").values()), started)
                self.assertEqual(sum(of_project(page.series("sessions_started_total"), "comes").values()), 0)
                wait_until(lambda: {dict(key)["project"] for key in exporter.scrape().series("api_requests_total")} == {"stays", "comes"},
                           what="the end of the series of what has gone")

    def test_a_project_that_is_taken_away_is_no_longer_signed_in(self):
        with Config() as config, Simulator(sessions=50) as simulator:
            simulator.fault(operation="sign_in", kind="hang")
            config.write({"goes": (simulator, {}), "stays": (simulator, {"iam_user": "other", "retries": 0})}, request_timeout="1s", retries=10)
            with exporter_of(config, simulator) as exporter:
                exporter.scrape(timeout=2)
                config.write({"stays": (simulator, {"iam_user": "other", "retries": 0})}, request_timeout="1s", retries=10)
                exporter.process.send_signal(signal.SIGHUP)
                wait_until(lambda: "collection called off" in exporter.err(), 15, "the end of what the project was collected by")
                self.assertIn("nobody wants it any more", exporter.err())
                sent = len(simulator.requests("sign_in"))
                time.sleep(7)  # longer than any wait between two tries
                self.assertEqual(len(simulator.requests("sign_in")), sent)

    def test_the_page_for_people_is_there_while_projects_come_and_go(self):
        with Config() as config, Simulator(sessions=1) as simulator:
            def write(size):
                config.write({f"p{i}": (simulator, {"page_size": size}) for i in range(40)})

            write(2)
            with exporter_of(config, simulator) as exporter:
                done = threading.Event()
                answers = []

                def look():
                    while not done.is_set():
                        answers.append(exporter.get("/").status)

                people = [threading.Thread(target=look) for _ in range(2)]
                for person in people:
                    person.start()
                try:
                    for i in range(40):
                        write(3 + i)
                        exporter.process.send_signal(signal.SIGHUP)
                        time.sleep(0.1)
                finally:
                    done.set()
                    for person in people:
                        person.join()
                self.assertEqual(set(answers), {200})

    def test_a_quota_that_changes_holds_with_what_is_spent_of_it(self):
        with Config() as config, Simulator(sessions=300) as simulator:
            config.write({"a": (simulator, {}), "b": (simulator, {})}, api_quota="100/1h")
            with exporter_of(config, simulator) as exporter:
                used = exporter.scrape().value("api_quota_used")
                self.assertGreater(used, 0)
                config.write({"a": (simulator, {}), "b": (simulator, {})}, api_quota="50/1h")
                wait_until(lambda: exporter.get("/metrics?collect=exporter") and "loaded again" in exporter.err(), what="the reload")
                page = Page(exporter.get("/probe?project=b").body)
                self.assertEqual(page.value("api_quota_limit"), 50)
                self.assertGreater(page.value("api_quota_used"), used)

    def test_an_identity_is_called_by_the_first_project_that_uses_it_now(self):
        with Config() as config, Simulator(sessions=50) as simulator:
            config.write({"a": (simulator, {}), "b": (simulator, {})}, api_quota="100/1m")
            with exporter_of(config, simulator) as exporter:
                self.assertEqual({dict(key)["identity"] for key in exporter.scrape().series("api_quota_limit")}, {"a"})
                self.assertEqual({dict(key)["identity"] for key in Page(exporter.get("/probe?project=b").body).series("api_quota_limit")}, {"a"})
                config.write({"a": (simulator, {"iam_user": "other"}), "b": (simulator, {})}, api_quota="100/1m")
                wait_until(lambda: "loaded again" in exporter.err(), what="the reload")
                self.assertEqual({dict(key)["identity"] for key in exporter.scrape().series("api_quota_limit")}, {"a", "b"})

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


class CaFile(unittest.TestCase):
    """What a CA file holds is part of the configuration, though its name stays."""

    def test_another_content_is_followed_and_a_broken_one_is_not(self):
        with Config() as config, Cloud(sessions=100) as cloud, Cloud(sessions=50) as other:
            with open(cloud.ca_file, encoding="utf-8") as file:
                right = file.read()
            with open(other.ca_file, encoding="utf-8") as file:
                wrong = file.read()
            changes = cloud.path("ca.pem", wrong)
            config.write({"changes": (cloud.simulator, {"ca_file": changes}), "stays": (other.simulator, {"ca_file": other.ca_file})},
                         min_interval="1h")
            with exporter_of(config, cloud.simulator) as exporter:
                page = exporter.scrape()
                self.assertEqual([page.value("up", project=x) for x in ("changes", "stays")], [0, 1])
                snapshot = page.value("snapshot_timestamp_seconds", project="stays", listing="live")

                def reloaded(text, message):
                    seen = exporter.err().count(message)
                    cloud.path("ca.pem", text)
                    wait_until(lambda: exporter.err().count(message) > seen, what=message)

                reloaded("-----BEGIN CERTIFICATE-----\nbroken\n", "configuration refused, the old one stays")
                self.assertRegex(exporter.err(), "project changes: ca_file: ")
                reloaded(right, "configuration loaded again")
                page = exporter.scrape()
                self.assertEqual([page.value("up", project=x) for x in ("changes", "stays")], [1, 1])
                self.assertEqual(page.value("snapshot_timestamp_seconds", project="stays", listing="live"), snapshot)
                reloaded(right[:len(right) // 2], "configuration refused, the old one stays")
                self.assertEqual(exporter.scrape().value("up", project="changes"), 1)

    def test_a_signal_reads_it_at_once_where_there_is_no_configuration_file(self):
        with Cloud(sessions=50) as cloud, Cloud(sessions=50) as other:
            with open(other.ca_file, encoding="utf-8") as file:
                wrong = file.read()
            with open(cloud.ca_file, encoding="utf-8") as file:
                right = file.read()
            with cloud.exporter(**cloud.key_files(), ca_file=cloud.path("ca.pem", wrong)) as exporter:
                self.assertEqual(exporter.scrape().up, 0)
                cloud.path("ca.pem", right)
                exporter.process.send_signal(signal.SIGHUP)
                wait_until(lambda: "configuration loaded again" in exporter.err(), what="the reload")
                self.assertEqual(exporter.scrape().up, 1)


if __name__ == "__main__":
    unittest.main()
