"""Datadog's OpenMetrics check submits each scrape as its page had it."""
import unittest
from unittest import mock

from datadog_checks.base import OpenMetricsBaseCheckV2
from datadog_checks.base.stubs import aggregator

from scraping import OPENMETRICS, SCRAPES, TEXT, UnderChurn, sample

# Of a histogram's samples: the ends of their names on the page, and in Datadog.
ENDS = {"_bucket": ".bucket", "_count": ".count", "_sum": ".sum"}


def in_datadog(name, labels, histograms):
    """A sample's name and labels as the check writes them."""
    labels = {("upper_bound" if key == "le" else key): text for key, text in labels}
    if name.endswith("_total"):
        return "ns." + name.removesuffix("_total") + ".count", frozenset(labels.items())
    for end, own in ENDS.items():
        if name.endswith(end) and name.removesuffix(end) in histograms:
            return "ns." + name.removesuffix(end) + own, frozenset(labels.items())
    return "ns." + name, frozenset(labels.items())


def renamed(page):
    histograms = {name.removesuffix("_bucket") for name, _ in page if name.endswith("_bucket")}
    # The last bucket is not submitted: it is what the count says.
    return {in_datadog(name, labels, histograms): value for (name, labels), value in page.items() if ("le", "inf") not in labels}


class Datadog(UnderChurn):
    def scrapes(self, recorder, **settings):
        """The check runs by itself, as the agent would run it."""
        check = OpenMetricsBaseCheckV2("workspace", {}, [{
            "openmetrics_endpoint": f"http://{recorder.address}/metrics", "namespace": "ns", "metrics": [".+"],
            "tag_by_endpoint": False, "enable_health_service_check": True, **settings}])
        for _ in range(SCRAPES):
            self.wait_for_churn()
            aggregator.reset()
            # The stand-in for the agent refuses tags such as `version`, which the agent takes.
            with mock.patch.dict("os.environ", {"DDEV_SKIP_GENERIC_TAGS_CHECK": "true"}):
                self.assertEqual(check.run(), "")
            aggregator.assert_service_check("ns.openmetrics.health", 0)
            yield dict(self.submitted())

    def submitted(self):
        for name in aggregator.metric_names:
            for metric in aggregator.metrics(name):
                labels = dict(tag.split(":", 1) for tag in metric.tags)
                if "upper_bound" in labels:
                    labels["upper_bound"] = str(float(labels["upper_bound"]))
                yield sample(metric.name, labels, metric.value)

    def check(self, kind, **settings):
        recorder = self.recorder()
        self.assert_stored(list(self.scrapes(recorder, **settings)), recorder, kind, renamed=renamed)

    def test_as_it_comes(self):
        self.check(TEXT)

    def test_openmetrics(self):
        self.check(OPENMETRICS, use_latest_spec=True)


if __name__ == "__main__":
    unittest.main()
