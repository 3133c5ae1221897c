"""Telegraf's prometheus plugin writes each scrape as its page had it."""
import json
import os
import unittest

from programs import Program
from scraping import OPENMETRICS, TEXT, UnderChurn, by_time, scrapes_within

CONFIG = """
[agent]
  interval = "1s"
  flush_interval = "1s"
  omit_hostname = true
  metric_buffer_limit = 100000
[[inputs.prometheus]]
  urls = ["http://%s/metrics"]
  metric_version = 2
  url_tag = ""
  %s
[[outputs.file]]
  files = ["%s"]
  data_format = "json"
  json_timestamp_units = "1ns"
"""


def without_total(page):
    """Of an OpenMetrics page a counter is named as its family: no _total."""
    return {(name.removesuffix("_total"), labels): value for (name, labels), value in page.items()}


class Telegraf(UnderChurn):
    def stored(self, path):
        if not os.path.exists(path):
            return
        with open(path, encoding="utf-8") as file:
            # The last line may be half written.
            for line in file.read().split("\n")[:-1]:
                metric = json.loads(line)
                for name, value in metric["fields"].items():
                    # `unit` is of OpenMetrics: Telegraf makes a tag of it.
                    yield metric["timestamp"], name, {k: v for k, v in metric["tags"].items() if k != "unit"}, value

    def check(self, kind, line="", **how):
        recorder, out = self.recorder(), os.path.join(self.folder, "out")
        config = self.file("telegraf.conf", CONFIG % (recorder.address, line, out))
        with Program([os.environ["TELEGRAF"], config], r"(Config|Initialized|Loaded|Agent|Tags)"):
            scrapes = scrapes_within(lambda: by_time(self.stored(out)), recorder)
        self.assert_stored(scrapes, recorder, kind, **how)

    def test_as_it_comes(self):
        self.check(TEXT)

    def test_openmetrics(self):
        self.check(OPENMETRICS, 'http_headers = {"Accept" = "application/openmetrics-text;version=1.0.0"}', renamed=without_total)


if __name__ == "__main__":
    unittest.main()
