"""What happens to sessions is counted once each, and users and servers without their names."""
import time
import unittest

import oracle
from page import Page
from programs import Exporter, Simulator, run_once

GROUP = {"group_id": "g1", "group_name": "First", "client_type": "Mac"}
LABELS = {"server_group": "First", "server_group_id": "g1"}


def now_ms():
    return int(time.time() * 1000)


class Events(unittest.TestCase):
    def put(self, simulator, state, key, **more):
        """A session that connected in 8 s, half an hour ago."""
        start = now_ms() - 1_800_000
        simulator.control("sessions", [{"id": key, "state": state, "start": start, "pre_conn": start - 8000, **GROUP,
                                        "last_update": now_ms(), **more}])

    def test_a_session_is_counted_as_it_starts_and_ends(self):
        with Simulator(sessions=0) as simulator, Exporter(simulator) as exporter:
            self.put(simulator, "Active", "there before")
            page = exporter.scrape()
            self.assertEqual(page.value("sessions_started_total", client_type="Mac", **LABELS), 0)
            self.assertEqual(page.value("session_connect_seconds_count", **LABELS), 0)

            self.put(simulator, "Active", "new")
            page = exporter.scrape()
            self.assertEqual(page.value("sessions_started_total", client_type="Mac", **LABELS), 1)
            self.assertEqual(page.value("session_connect_seconds_sum", **LABELS), 8)
            self.assertEqual(page.value("session_connect_seconds_bucket", le="10", **LABELS), 1)
            self.assertEqual(page.value("sessions_ended_total", **LABELS), 0)

            self.put(simulator, "SignedOut", "new", end=now_ms())
            for _ in range(3):
                page = exporter.scrape()
            self.assertEqual(page.value("sessions_started_total", client_type="Mac", **LABELS), 1)
            self.assertEqual(page.value("sessions_ended_total", **LABELS), 1)
            self.assertEqual(page.value("session_duration_seconds_count", **LABELS), 1)
            self.assertAlmostEqual(page.value("session_duration_seconds_sum", **LABELS), 1800, delta=5)
            self.assertEqual(page.value("session_connect_seconds_count", **LABELS), 1)

    def test_the_first_failure_of_a_kind_is_shown_as_zero_first(self):
        with Simulator(sessions=0) as simulator, Exporter(simulator) as exporter:
            self.put(simulator, "Active", "there before")
            exporter.scrape()
            self.put(simulator, "InitFail", "broken", failed_code="WKS.00170012")
            failures = [exporter.scrape().value("session_failures_total", failed_code="WKS.00170012", **LABELS)
                        for _ in range(3)]
            self.assertEqual(failures, [0, 1, 1])
            self.assertEqual(exporter.scrape().value("sessions_ended_total", **LABELS), 0)

    def test_an_outage_and_a_restart_of_the_list_lose_and_invent_nothing(self):
        with Simulator(sessions=500, history_hours=20) as simulator, Exporter(simulator, retries=0) as exporter:
            exporter.scrape()
            simulator.fault(operation="list_sessions", kind="status", status=503)
            counts = simulator.control("step?seconds=600", {})
            self.assertEqual(exporter.scrape().up, 0)
            simulator.mend()
            exporter.scrape()
            page = exporter.scrape()  # with what new label sets held back
            started = sum(page.series("sessions_started_total").values())
            self.assertEqual(started, counts["started"] + counts["failed"])
            self.assertEqual(sum(page.series("sessions_ended_total").values()), counts["ended"])
            self.assertEqual(sum(page.series("session_failures_total").values()), counts["failed"])


class Users(unittest.TestCase):
    def test_users_and_servers_of_live_sessions_are_those_of_the_population(self):
        with Simulator(sessions=3000, users=150) as simulator:
            live = [x for x in oracle.counted(simulator.sessions(), now_ms()) if x["state"] in oracle.LIVE]
            page = Page(run_once(simulator)[1])
            self.assertEqual(page.value("users"), len({x["user"] for x in live}))
            for name, field in (("server_group_users", "user"), ("servers_in_use", "machine")):
                of_groups = {}
                for x in live:
                    of_groups.setdefault(x["group_id"], set()).add(x[field])
                shown = {dict(key)["server_group_id"]: value for key, value in page.series(name).items() if value}
                self.assertEqual(shown, {group: len(found) for group, found in of_groups.items()})


if __name__ == "__main__":
    unittest.main()
