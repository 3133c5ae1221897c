"""A scrape is answered in time, whether or not its scraper says how long it waits, and whatever the API does."""
import unittest

from page import Page
from programs import Exporter, SLOWDOWN, Simulator, wait_until


def figures(page):
    return sum(page.series("sessions").values())


def completed(page):
    return page.value("snapshot_timestamp_seconds", listing="ended")


class AScraperThatDoesNotSay(unittest.TestCase):
    """Telegraf waits for 5 s, Zabbix for 3 s; neither says so."""

    def test_gets_the_last_figures_within_two_seconds_while_the_collection_goes_on(self):
        with Simulator(sessions=200) as simulator, Exporter(simulator, scrape_timeout="60s") as exporter:
            before = exporter.scrape()
            self.assertGreater(figures(before), 0)
            simulator.configure(latency_ms=2500)
            answer = exporter.get()
            self.assertLess(answer.seconds, 2 * SLOWDOWN)
            self.assertEqual(figures(Page(answer.body)), figures(before))

            def newer():
                return completed(Page(exporter.get().body)) > completed(before)

            wait_until(newer, 30, "the figures of that collection")

    def test_learns_as_soon_that_the_last_collection_failed(self):
        with Simulator(sessions=200) as simulator:
            simulator.fault(operation="list_sessions", kind="hang")
            with Exporter(simulator, scrape_timeout="60s", request_timeout="1s", retries=0) as exporter:
                first = exporter.get()
                self.assertEqual(Page(first.body).up, 0)
                again = exporter.get()
                self.assertEqual(Page(again.body).up, 0)
                self.assertLess(again.seconds, 2 * SLOWDOWN)

    def test_has_all_the_time_for_its_first_figures(self):
        with Simulator(sessions=50, latency_ms=1000) as simulator, Exporter(simulator, scrape_timeout="60s") as exporter:
            answer = exporter.get()
            self.assertGreater(answer.seconds, 2)
            self.assertEqual(Page(answer.body).up, 1)


class AScraperInAHurry(unittest.TestCase):
    def test_is_answered_at_once(self):
        with Simulator(sessions=200) as simulator, Exporter(simulator) as exporter:
            before = exporter.scrape()
            simulator.configure(latency_ms=5000)
            for timeout in (0.3, 0.5):
                answer = exporter.get(headers={"X-Prometheus-Scrape-Timeout-Seconds": str(timeout)})
                self.assertLess(answer.seconds, 0.3 * SLOWDOWN)
                self.assertEqual(figures(Page(answer.body)), figures(before))


class AnApiThatHangs(unittest.TestCase):
    def test_is_told_by_up_after_one_page_and_its_tries(self):
        with Simulator(sessions=2000) as simulator, Exporter(simulator, request_timeout="2s", retries=1) as exporter:
            self.assertEqual(exporter.scrape().up, 1)
            simulator.fault(operation="list_sessions", kind="hang")
            page = exporter.scrape()
            self.assertEqual(page.up, 0)
            # Two tries of 2 s, and a wait of a quarter of a second at most between them.
            self.assertLess(page.seconds, 2 * 2 + 0.25 + 1 * SLOWDOWN)

    def test_is_told_as_soon_if_it_is_iam(self):
        with Simulator(sessions=100) as simulator:
            simulator.fault(operation="sign_in", kind="hang")
            with Exporter(simulator, request_timeout="2s", retries=1) as exporter:
                page = exporter.scrape()
                self.assertEqual(page.up, 0)
                self.assertLess(page.seconds, 2 * 2 + 0.25 + 1 * SLOWDOWN)


if __name__ == "__main__":
    unittest.main()
