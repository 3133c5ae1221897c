"""Collections that cost what has changed show what full ones would, over real sockets."""
import time
import unittest

import oracle
from programs import Exporter, Simulator


def ended_long_ago(simulator):
    """One whose record nobody expects to change any more; what is minutes old may be listed late."""
    return next(x for x in simulator.sessions() if x["state"] == "SignedOut" and x["last_update"] < (time.time() - 7200) * 1000)


def without_zeros(gauge):
    """Zeros depend on what was there before."""
    return {key: value for key, value in gauge.items() if value}


class Incremental(unittest.TestCase):
    def check(self, simulator, exporter):
        """A page that shows what is there; a session may leave the window while it is asked for."""
        before = time.time()
        page = exporter.scrape()
        self.assertEqual(page.up, 1)
        shown = without_zeros(page.series("sessions"))
        truths = [without_zeros(oracle.sessions_gauge(simulator.sessions(), int(now * 1000)))
                  for now in (before, time.time())]
        self.assertIn(shown, truths)
        return page

    def test_each_collection_shows_what_is_there_at_a_part_of_the_requests(self):
        for order, reading in (("newest", "start"), ("oldest", "end"), ("random", "start"), ("random", "end")):
            with self.subTest(order=order, reading=reading), \
                 Simulator(sessions=8000, history_hours=30, order=order, reading=reading, churn_per_second=0.5,
                           share_active=0.03, share_disconnected=0.01) as simulator, Exporter(simulator) as exporter:
                exporter.scrape()
                full = len(simulator.requests())
                for _ in range(4):
                    simulator.control("step?seconds=30", method="POST")
                    before = len(simulator.requests())
                    page = self.check(simulator, exporter)
                    self.assertLess(len(simulator.requests()) - before, full / 2)
                self.exodus(simulator, exporter)
                self.assertEqual(self.check(simulator, exporter).value("resync_corrections_total"), 0)

    def exodus(self, simulator, exporter):
        """Half of those who are in leave at once, more than there are requests for their records: none is shown any more."""
        now = int(time.time() * 1000)
        active = [x for x in simulator.sessions() if x["state"] == "Active"]
        simulator.control("sessions", [{**x, "state": "SignedOut", "state_sent": "SignedOut", "end": now, "last_update": now, "raw": {}}
                                       for x in active[::2]])
        before = len(simulator.requests())
        page = self.check(simulator, exporter)
        self.assertLess(len(simulator.requests()) - before, 60)
        self.assertGreaterEqual(sum(page.series("sessions_ended_total").values()), len(active) // 2)

    def test_a_full_listing_corrects_what_no_collection_can_see(self):
        with Simulator(sessions=3000, history_hours=20) as simulator:
            with Exporter(simulator, resync_interval="2s") as exporter:
                exporter.scrape()
                simulator.control("sessions", [{**ended_long_ago(simulator), "client_type": "Abacus"}])
                exporter.scrape()
                time.sleep(2.1)
                page = self.check(simulator, exporter)
                self.assertEqual(page.value("resync_corrections_total"), 1)
                self.assertIn("a full listing corrected the table", exporter.err())

    def test_a_session_that_the_api_forgets_is_gone_at_once_and_the_log_tells_what_that_cost(self):
        with Simulator(sessions=3000, history_hours=20) as simulator, Exporter(simulator) as exporter:
            exporter.scrape()
            self.check(simulator, exporter)
            self.assertNotIn("add up", exporter.err())
            simulator.control(f"sessions?id={ended_long_ago(simulator)['id']}", method="DELETE")
            self.assertEqual(self.check(simulator, exporter).value("resync_corrections_total"), 1)
            self.assertRegex(exporter.err(), "do not add up to the API's counts: a full listing is read.* where the API counts")


if __name__ == "__main__":
    unittest.main()
