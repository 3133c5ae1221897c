"""Requests stay within the quota: our own, and the one that the API teaches by refusing."""
import unittest

from programs import Exporter, Simulator, run_once, wait_until


class Throttling(unittest.TestCase):
    def test_paging_stops_and_waits_for_the_window(self):
        with Simulator(sessions=3000, history_hours=20, quota_limit=10, quota_window_seconds=3) as simulator:
            with Exporter(simulator, concurrency=2) as exporter:
                page = exporter.scrape()
                self.assertEqual((page.up, page.value("collection_errors_total", reason="throttled")), (0, 1))
                refused = [x for x in simulator.requests() if x["status"] == 429]
                self.assertLessEqual(len(refused), 2)
                sent = len(simulator.requests())
                self.assertEqual(exporter.scrape().value("collection_errors_total", reason="throttled"), 1)
                self.assertEqual(len(simulator.requests()), sent, "a request before the window has passed")
                wait_until(lambda: exporter.scrape(timeout=1) and len(simulator.requests()) > sent, what="requests again")
                waited = simulator.requests()[sent]["at_ms"] - refused[-1]["at_ms"]
                self.assertGreaterEqual(waited, 2900)

    def test_the_first_refusal_teaches_and_no_second_one_follows(self):
        with Simulator(sessions=3000, history_hours=20, quota_limit=12, quota_window_seconds=2) as simulator:
            with Exporter(simulator, concurrency=2) as exporter:
                page = wait_until(lambda: (p := exporter.scrape(timeout=1)).up == 1 and p, 60, "a whole collection")
                self.assertEqual(page.value("api_quota_limit", identity="demo"), 12)
                self.assertEqual(page.value("api_quota_window_seconds", identity="demo"), 2)
                refused = [x["at_ms"] for x in simulator.requests() if x["status"] == 429]
                self.assertTrue(refused)
                self.assertLess(refused[-1] - refused[0], 1000, "refused again after the limit was learnt")

    def test_a_limit_of_the_address_paces_and_shows_as_one_of_the_identity_does(self):
        with Simulator(sessions=3000, history_hours=20) as simulator:
            simulator.fault(operation="list_sessions", kind="rate_limit", limit="12/2s", policy="ip")
            with Exporter(simulator, concurrency=2, api_quota="0") as exporter:
                page = wait_until(lambda: (p := exporter.scrape(timeout=1)).up == 1 and p, 60, "a whole collection")
                self.assertEqual(page.value("api_quota_limit", identity="demo"), 12)
                self.assertEqual(page.value("api_quota_window_seconds", identity="demo"), 2)
                self.assertAlmostEqual(page.value("collection_period_seconds"),
                                       2 * page.value("collection_pages_read") / 12, places=2)
                refused = [x["at_ms"] for x in simulator.requests() if x["status"] == 429]
                self.assertLess(refused[-1] - refused[0], 1000, "refused again after the limit was learnt")

    def test_what_asks_for_no_wait_is_not_sent_again_at_once(self):
        for retry_after in ("0", "Sun, 06 Nov 1994 08:49:37 GMT"):
            with self.subTest(retry_after=retry_after), Simulator(sessions=50) as simulator:
                simulator.fault(operation="list_sessions", kind="status", status=429, shape="empty")
                simulator.fault(operation="list_sessions", kind="header", name="Retry-After", value=retry_after)
                with Exporter(simulator) as exporter:
                    self.assertEqual(exporter.scrape().value("collection_errors_total", reason="throttled"), 1)
                    self.assertEqual(len(simulator.requests("list_sessions")), 1)

    def test_a_sign_in_that_is_sent_again_is_counted_as_a_retry(self):
        with Simulator(sessions=50) as simulator, Exporter(simulator) as exporter:
            simulator.fault(operation="sign_in", kind="status", status=429, shape="empty", retry_after=0, times=2)
            page = exporter.scrape()
            self.assertEqual((page.up, page.value("api_retries_total", operation="sign_in")), (1, 2))
            first, second, third = (x["at_ms"] for x in simulator.requests("sign_in"))
            self.assertGreaterEqual(min(second - first, third - second), 950)

    def test_it_teaches_in_whatever_shape_it_comes(self):
        for shape, policy, time, window in (("camel", "user", "5 minute", 300), ("nested_twice", "app", "90 second", 90),
                                            ("nested", "api", "5 second", 5)):
            with self.subTest(shape=shape), Simulator(sessions=300) as simulator:
                simulator.fault(operation="list_sessions", kind="status", status=429, shape=shape, code="APIG.0308", times=1,
                                message=f"The throttling threshold has been reached: policy {policy} over ratelimit,limit:7,time:{time}")
                with Exporter(simulator, api_quota=0) as exporter:
                    page = exporter.scrape()
                    self.assertEqual((page.up, page.value("collection_errors_total", reason="throttled")), (0, 1))
                    self.assertEqual((page.value("api_quota_limit", identity="demo"),
                                      page.value("api_quota_window_seconds", identity="demo")), (7, window))

    def test_check_says_whose_limit_it_is(self):
        for policy, words in (("ip", "of the address"), ("user", "of this user"), ("app", "of this access key")):
            with self.subTest(policy=policy), Simulator(sessions=300) as simulator:
                simulator.fault(operation="list_sessions", kind="status", status=429, code="APIGW.0308",
                                message=f"The throttling threshold has been reached: policy {policy} over ratelimit,limit:7,time:1 minute")
                code, out, _ = run_once(simulator, command="--check")
                self.assertEqual(code, 1)
                self.assertRegex(out.decode(), f"throttled: .*; perhaps .*{words}")


class OwnQuota(unittest.TestCase):
    def test_no_window_ever_holds_more_than_the_quota(self):
        with Simulator(sessions=3000, history_hours=20, quota_limit=15, quota_window_seconds=2) as simulator:
            with Exporter(simulator, api_quota="15/2s") as exporter:
                page = wait_until(lambda: (p := exporter.scrape(timeout=1)).up == 1 and p, 60, "a whole collection")
                self.assertEqual(page.value("api_quota_limit", identity="demo"), 15)
                log = simulator.control("requests")
                self.assertEqual([x for x in log["requests"] if x["status"] == 429], [])
                self.assertEqual(log["quota_peak"], 15)
                self.assertAlmostEqual(page.value("collection_period_seconds"),
                                       2 * page.value("collection_pages_read") / 15, places=2)

    def test_where_there_is_room_the_next_scrape_has_fresh_figures(self):
        with Simulator(sessions=100) as simulator, Exporter(simulator, api_quota="150/1m") as exporter:
            for _ in range(5):
                self.assertEqual(exporter.scrape().up, 1)
            self.assertEqual(exporter.scrape().value("workspace_exporter_scrapes_total", result="collected"), 6)

    def test_where_there_is_none_the_last_snapshot_answers_and_stays_good(self):
        with Simulator(sessions=1000, history_hours=20) as simulator:
            with Exporter(simulator, api_quota="30/60s", max_staleness="1s") as exporter:
                first = exporter.scrape()
                self.assertEqual(first.up, 1)
                page = exporter.scrape()
                self.assertEqual(page.value("workspace_exporter_scrapes_total", result="cached"), 1)
                self.assertEqual(page.series("sessions"), first.series("sessions"))
                self.assertEqual(page.value("max_staleness_seconds"), 3 * page.value("collection_period_seconds"))


if __name__ == "__main__":
    unittest.main()
