"""What the exporter shows and does when the API fails."""
import concurrent.futures
import time
import unittest

from programs import Exporter, SLOWDOWN, Simulator, wait_until

SMALL = {"sessions": 1200, "history_hours": 20}


def settled(exporter):
    """The first page of an exporter with all figures."""
    page = exporter.scrape()
    assert page.up == 1, exporter.err()
    return page


class NeverInPart(unittest.TestCase):
    """A page that fails for good: the listing is not shown in part. fault_matrix.py has the faults."""

    def test_the_last_whole_listing_is_shown_until_it_is_too_old(self):
        with Simulator(**SMALL) as simulator, Exporter(simulator, retries=0, max_staleness="3s") as exporter:
            before = settled(exporter)
            simulator.fault(operation="list_sessions", kind="status", status=503)
            page = exporter.scrape()
            self.assertEqual(page.up, 0)
            self.assertEqual(page.series("sessions"), before.series("sessions"))
            self.assertEqual(page.series("snapshot_timestamp_seconds"), before.series("snapshot_timestamp_seconds"))
            gone = wait_until(lambda: (p := exporter.scrape()).series("sessions") == {} and p, what="stale figures go")
            self.assertTrue(gone.series("snapshot_timestamp_seconds"))
            simulator.mend()
            self.assertEqual(exporter.scrape().up, 1)

    def test_the_live_listing_is_shown_when_the_other_fails(self):
        with Simulator(sessions=3000, history_hours=20) as simulator:
            live = sum(x["state"] in ("Active", "Disconnected", "AppcInit") for x in simulator.sessions())
            # An offset that only the listing of every state has.
            simulator.fault(operation="list_sessions", offset=99 * 20, kind="garble", form="cut")
            with Exporter(simulator, retries=0) as exporter:
                page = exporter.scrape()
                self.assertEqual(page.up, 0)
                self.assertEqual(sum(page.series("sessions").values()), live)
                states = {dict(key)["session_state"] for key in page.series("sessions")}
                self.assertEqual(states, {"Active", "Disconnected", "AppcInit"})

    def test_a_failure_that_passes_is_retried(self):
        with Simulator(**SMALL) as simulator:
            simulator.fault(operation="list_sessions", times=3, kind="status", status=502)
            with Exporter(simulator) as exporter:
                page = settled(exporter)
                self.assertEqual(page.value("api_retries_total", operation="list_sessions"), 3)
                self.assertEqual(page.value("api_requests_total", operation="list_sessions", code="502"), 3)


class Deadline(unittest.TestCase):
    """Whatever the API does, the scrape is answered in time and health at once."""

    FAULTS = [{"kind": "hang"}, {"kind": "slow_first_byte", "delay_ms": 60000}, {"kind": "drip_headers", "delay_ms": 200},
              {"kind": "drip_body", "delay_ms": 200, "bytes": 1}, {"kind": "drip_body", "delay_ms": 200, "bytes": 1, "chunked": True}]

    def test_every_scrape_is_answered_before_its_deadline(self):
        for operation in ("list_sessions", "sign_in"):
            for fault in self.FAULTS:
                with self.subTest(operation=operation, fault=fault), Simulator(**SMALL) as simulator:
                    simulator.fault(operation=operation, **fault)
                    with Exporter(simulator, request_timeout="2s", retries=0) as exporter:
                        with concurrent.futures.ThreadPoolExecutor() as pool:
                            scrapes = [pool.submit(exporter.scrape, timeout=1.5) for _ in range(5)]
                            time.sleep(0.2)  # while they wait
                            health = [exporter.get("/-/healthy") for _ in range(20)]
                        for scrape in scrapes:
                            page = scrape.result()
                            self.assertLess(page.seconds, 1.5 * SLOWDOWN)
                            self.assertEqual(page.up, 0)
                        self.assertLess(sorted(x.seconds for x in health)[-2], 0.05 * SLOWDOWN)
                        # Each request has a wall clock of its own, and the failure is told by its reason.
                        wait_until(lambda: exporter.scrape(timeout=1).value("collection_errors_total", reason="timeout"),
                                   what="reason timeout")

    def test_a_dead_api_is_told_at_once(self):
        with Simulator() as simulator:
            with Exporter(simulator, endpoint="http://127.0.0.1:9", retries=0) as exporter:
                page = exporter.scrape()
                self.assertEqual((page.up, page.value("collection_errors_total", reason="network")), (0, 1))

    def test_the_listing_goes_on_and_serves_the_next_scrape(self):
        with Simulator(sessions=1200, history_hours=20, latency_ms=150) as simulator:
            with Exporter(simulator, concurrency=1, min_interval="60s") as exporter:
                first = exporter.scrape(timeout=1)
                self.assertEqual((first.up, first.value("collection_in_progress")), (0, 1))
                self.assertGreater(first.value("collection_pages_planned"), 0)
                page = wait_until(lambda: (p := exporter.scrape(timeout=1)).up == 1 and p, what="the listing")
                self.assertEqual(page.value("collection_errors_total", reason="timeout"), 0)
                self.assertGreater(page.value("workspace_exporter_scrapes_total", result="stale"), 0)


class Sharing(unittest.TestCase):
    def test_fifty_scrapes_at_once_are_one_listing(self):
        with Simulator(sessions=1000, history_hours=20, latency_ms=30) as simulator:
            with Exporter(simulator, web_max_requests=100, min_interval="10s") as exporter:
                with concurrent.futures.ThreadPoolExecutor(50) as pool:
                    pages = list(pool.map(lambda _: exporter.scrape(), range(50)))
                self.assertTrue(all(page.up == 1 for page in pages))
                self.assertEqual(len({frozenset(page.series("sessions").items()) for page in pages}), 1)
                last = exporter.scrape()
                requests = simulator.requests()
                self.assertEqual(len(requests), last.value("collection_pages_read"))
                self.assertEqual(last.value("workspace_exporter_scrapes_total", result="collected"), 1)
                self.assertEqual(last.value("workspace_exporter_scrapes_total", result="shared") +
                                 last.value("workspace_exporter_scrapes_total", result="cached"), 50)

    def test_scrapes_over_the_limit_are_turned_away_at_once(self):
        with Simulator(**SMALL) as simulator:
            simulator.fault(operation="list_sessions", kind="hang")
            with Exporter(simulator, web_max_requests=3, request_timeout="5s") as exporter:
                with concurrent.futures.ThreadPoolExecutor(10) as pool:
                    headers = {"X-Prometheus-Scrape-Timeout-Seconds": "3"}
                    answers = list(pool.map(lambda _: exporter.get(headers=headers), range(10)))
                refused = [x for x in answers if x.status == 503]
                self.assertEqual((len(refused), sum(x.status == 200 for x in answers)), (7, 3))
                self.assertTrue(all(x.seconds < 0.5 * SLOWDOWN and x.headers["Retry-After"] for x in refused))
                page = exporter.scrape(timeout=1)
                self.assertEqual(page.value("workspace_exporter_scrapes_total", result="rejected"), 7)

    def test_no_more_requests_in_flight_than_allowed(self):
        with Simulator(sessions=4000, history_hours=20, latency_ms=20) as simulator:
            with Exporter(simulator, concurrency=5) as exporter:
                settled(exporter)
            self.assertEqual(simulator.control("requests")["max_in_flight"], 5)


if __name__ == "__main__":
    unittest.main()
