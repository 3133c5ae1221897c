"""VictoriaMetrics, whose scraper is vmagent's, stores each scrape as its page had it."""
import json
import os
import unittest
import urllib.parse

from programs import request
from scraping import OPENMETRICS, TEXT, AsPrometheus, Server, by_time, own_labels, scrapes_within

# A value is stored as a decimal number, of 12 digits or a few more.
PRECISION = 1e-12


def stored(address):
    request(address, "/internal/force_flush")
    answer = request(address, "/api/v1/export?" + urllib.parse.urlencode({"match[]": '{job="workspace"}'}))
    for line in answer.body.splitlines():
        series = json.loads(line)
        for at, value in zip(series["timestamps"], series["values"]):
            # A stale marker: the series is not on that page.
            if value is not None:
                yield at, series["metric"]["__name__"], own_labels(series["metric"]), value


class VictoriaMetrics(AsPrometheus):
    def run_with(self, config, address, recorder):
        command = [os.environ["VICTORIA_METRICS"], f"-promscrape.config={self.file('scrape.yml', json.dumps(config))}",
                   f"-storageDataPath={self.folder}/data", f"-httpListenAddr={address}", "-loggerLevel=WARN",
                   "-memory.allowedBytes=256MB"]
        with Server(command, address, "/health"):
            return scrapes_within(lambda: by_time(stored(address)), recorder)

    def test_as_it_comes(self):
        self.check(TEXT, PRECISION)

    def test_openmetrics(self):
        self.check(OPENMETRICS, PRECISION, headers=["Accept: application/openmetrics-text;version=1.0.0"])

    def test_stream_parse(self):
        self.check(TEXT, PRECISION, stream_parse=True)


if __name__ == "__main__":
    unittest.main()
