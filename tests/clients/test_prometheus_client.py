"""The strict OpenMetrics parser of prometheus-client accepts the page, and reads what is on it; its text parser likewise."""
import unittest

from prometheus_client.openmetrics import parser as openmetrics
from prometheus_client import parser as text

from programs import request
from scraping import OPENMETRICS, SCRAPES, TEXT, UnderChurn, sample


class PrometheusClient(UnderChurn):
    def check(self, kind, parse, accept):
        recorder, scrapes = self.recorder(), []
        for _ in range(SCRAPES):
            self.wait_for_churn()
            body = request(recorder.address, "/metrics", headers={"Accept": accept}).body.decode("utf-8")
            samples = [sample(x.name, x.labels, x.value) for family in parse(body) for x in family.samples]
            scrapes.append(dict(samples))
            self.assertEqual(len(scrapes[-1]), len(samples))
        self.assert_stored(scrapes, recorder, kind)

    def test_text(self):
        self.check(TEXT, text.text_string_to_metric_families, "text/plain;version=0.0.4")

    def test_openmetrics(self):
        self.check(OPENMETRICS, openmetrics.text_string_to_metric_families, "application/openmetrics-text;version=1.0.0")


if __name__ == "__main__":
    unittest.main()
