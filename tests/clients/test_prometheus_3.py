"""The newest Prometheus stores each scrape as its page had it."""
import json
import os
import unittest
import urllib.parse

from programs import request
from scraping import AsPrometheus, ByScrapeProtocols, Server, by_time, own_labels, scrapes_within


def stored(address):
    """All raw samples of the job, by scrape."""
    answer = request(address, "/api/v1/query?" + urllib.parse.urlencode({"query": '{job="workspace"}[10m]'}))
    for series in json.loads(answer.body)["data"]["result"]:
        for at, value in series["values"]:
            yield at, series["metric"]["__name__"], own_labels(series["metric"]), value


class Prometheus3(ByScrapeProtocols, AsPrometheus):
    def run_with(self, config, address, recorder):
        command = [os.environ["PROMETHEUS_3"], f"--config.file={self.file('prometheus.yml', json.dumps(config))}",
                   f"--storage.tsdb.path={self.folder}/data", f"--web.listen-address={address}", "--log.level=warn"]
        with Server(command, address, "/-/ready") as prometheus:
            scrapes = scrapes_within(lambda: by_time(stored(address)), recorder)
            self.assertEqual(prometheus.err(), "")
        return scrapes


if __name__ == "__main__":
    unittest.main()
