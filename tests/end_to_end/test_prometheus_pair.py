"""Two real Prometheis, out of step, see the same increase, and what happened."""
import json
import random
import tempfile
import time
import unittest

from programs import Exporter, Simulator, wait_until
from scrapers import put, scrape_as
from test_prometheus import Prometheus


class RealPair(unittest.TestCase):
    """Two of one address and one name, as behind a gateway: they keep their connections."""

    def configuration(self, exporter, replica):
        return json.dumps({
            "global": {"scrape_interval": "2s", "scrape_timeout": "2s", "external_labels": {"replica": replica}},
            "scrape_configs": [{"job_name": "workspace", "static_configs": [{"targets": [exporter.address]}]}]})

    def test_increase_is_the_same_on_both_and_what_happened(self):
        dice = random.Random(4)
        with Simulator(sessions=500) as simulator, Exporter(simulator) as exporter, tempfile.TemporaryDirectory() as a, \
                tempfile.TemporaryDirectory() as b, Prometheus(a, text=self.configuration(exporter, "a")) as one, \
                Prometheus(b, text=self.configuration(exporter, "b")) as two:
            pair = (one, two)
            for prometheus in pair:
                wait_until(lambda: prometheus.query("count_over_time(huaweicloud_workspace_up[1m]) > 2") or None, 60, "three scrapes")
            done = 0
            for code in range(60):
                count = dice.randint(1, 5)
                put(simulator, f"s{code}", count, code=f"REAL{code}", group=f"g{code % 7}")
                done += count
                time.sleep(dice.uniform(0, 0.6))
                if code % 5 == 0:
                    scrape_as(exporter, f"curl/{code}")  # twice of one would be waited for
            failed = 'huaweicloud_workspace_session_failures_total{failed_code=~"REAL.*"}'
            for prometheus in pair:
                wait_until(lambda: prometheus.query(f"sum({failed})") == {frozenset(): done} or None, 30, "all that happened")
            for prometheus in pair:
                self.assertEqual(prometheus.query(f"count(min_over_time({failed}[5m]) == 0)"), {frozenset(): 60})
                self.assertEqual(prometheus.query(f"sum(max_over_time({failed}[5m]) - min_over_time({failed}[5m]))"), {frozenset(): done})
                # It looks beyond the last sample, by the less the longer a series is there.
                wait_until(lambda: abs(prometheus.query(f"sum(increase({failed}[5m]))")[frozenset()] - done) < 0.1 * done or None, 60, "the increase")


if __name__ == "__main__":
    unittest.main()
