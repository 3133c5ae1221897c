"""VictoriaMetrics, whose scraper is vmagent's, stores each scrape as its page had it."""
import json
import os
import unittest
import urllib.parse

from programs import request
from scraping import OPENMETRICS, TEXT, Server, UnderChurn, by_time, scrapes_within
from test_prometheus import free_port


class VictoriaMetrics(UnderChurn):
    def stored(self, address):
        request(address, "/internal/force_flush")
        answer = request(address, "/api/v1/export?" + urllib.parse.urlencode({"match[]": '{job="workspace"}'}))
        for line in answer.body.splitlines():
            series = json.loads(line)
            labels = {key: value for key, value in series["metric"].items() if key not in ("job", "instance", "__name__")}
            for at, value in zip(series["timestamps"], series["values"]):
                # A stale marker: the series is not on that page.
                if value is not None:
                    yield at, series["metric"]["__name__"], labels, value

    def check(self, kind, **settings):
        recorder, address = self.recorder(), f"127.0.0.1:{free_port()}"
        config = self.file("scrape.yml", json.dumps({"scrape_configs": [{
            "job_name": "workspace", "scrape_interval": "1s", "scrape_timeout": "1s",
            "static_configs": [{"targets": [recorder.address]}], **settings}]}))
        command = [os.environ["VICTORIA_METRICS"], f"-promscrape.config={config}", f"-storageDataPath={self.folder}/data",
                   f"-httpListenAddr={address}", "-loggerLevel=WARN", "-memory.allowedBytes=256MB"]
        with Server(command, address, "/health"):
            scrapes = scrapes_within(lambda: by_time(self.stored(address)), recorder)
        self.assertEqual({scrape["up", frozenset()] for scrape in scrapes[:-1]}, {1.0})
        # A value is stored as a decimal number, of 12 digits or a few more.
        self.assert_stored(scrapes, recorder, kind, precision=1e-12)

    def test_as_it_comes(self):
        self.check(TEXT)

    def test_openmetrics(self):
        self.check(OPENMETRICS, headers=["Accept: application/openmetrics-text;version=1.0.0"])

    def test_stream_parse(self):
        self.check(TEXT, stream_parse=True)


if __name__ == "__main__":
    unittest.main()
