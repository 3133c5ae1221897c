"""The newest Prometheus stores each scrape as its page had it."""
import json
import os
import unittest
import urllib.parse

from programs import request
from scraping import OPENMETRICS, TEXT, Server, UnderChurn, by_time, scrapes_within
from test_prometheus import free_port


class Prometheus3(UnderChurn):
    def stored(self, address):
        """All raw samples of the job, by scrape."""
        answer = request(address, "/api/v1/query?" + urllib.parse.urlencode({"query": '{job="workspace"}[10m]'}))
        for series in json.loads(answer.body)["data"]["result"]:
            labels = {key: value for key, value in series["metric"].items() if key not in ("job", "instance", "__name__")}
            for at, value in series["values"]:
                yield at, series["metric"]["__name__"], labels, value

    def check(self, kind, **settings):
        recorder, address = self.recorder(), f"127.0.0.1:{free_port()}"
        config = self.file("prometheus.yml", json.dumps({"scrape_configs": [{
            "job_name": "workspace", "scrape_interval": "1s", "scrape_timeout": "1s",
            "static_configs": [{"targets": [recorder.address]}], **settings}]}))
        command = [os.environ["PROMETHEUS_3"], f"--config.file={config}", f"--storage.tsdb.path={self.folder}/data",
                   f"--web.listen-address={address}", "--log.level=warn"]
        with Server(command, address, "/-/ready") as prometheus:
            scrapes = scrapes_within(lambda: by_time(self.stored(address)), recorder)
            self.assertEqual({scrape["up", frozenset()] for scrape in scrapes[:-1]}, {1.0})
            self.assertEqual(prometheus.err(), "")
        self.assert_stored(scrapes, recorder, kind)

    def test_as_it_comes(self):
        self.check(OPENMETRICS)

    def test_text(self):
        self.check(TEXT, scrape_protocols=["PrometheusText0.0.4"])


if __name__ == "__main__":
    unittest.main()
