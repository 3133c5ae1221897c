"""Quantiles and heatmaps where Prometheus stores classic histograms, native ones with custom buckets, or both: as many lines each time."""
import subprocess
import unittest

import small
from test_prometheus import PROMETHEUS

NATIVE = {"convert_classic_histograms_to_nhcb": True, "always_scrape_classic_histograms": False}
BOTH = {"convert_classic_histograms_to_nhcb": True, "always_scrape_classic_histograms": True}
PANELS = ("quantiles", "distribution", "Latency of the API")


def ways():
    """Version 2 has classic histograms alone; its promtool and server have to understand the queries all the same."""
    version = subprocess.run([PROMETHEUS, "--version"], check=True, capture_output=True, text=True)
    old = "version 2." in version.stdout + version.stderr
    return {"classic": {}} if old else {"classic": {}, "native": NATIVE, "both": BOTH}


class Histograms(unittest.TestCase):
    def test_each_panel_has_its_lines_once(self):
        with small.exporter() as (stack, exporter, names):
            stores = {way: small.started(stack, lambda folder, more=more: small.config(folder, exporter.address, **more))
                      for way, more in ways().items()}
            now = small.wait_for_now()
            for way, store in stores.items():
                buckets = store.api("query", query="count(huaweicloud_workspace_session_connect_seconds_bucket)", time=now)["result"]
                whole = store.api("query", query="count(huaweicloud_workspace_session_connect_seconds)", time=now)["result"]
                self.assertEqual((bool(buckets), bool(whole)), (way != "native", way != "classic"))
                for where, expr, points in small.queries(names):
                    title, ref = where.split(" / ")[1], where.split(" / ")[-1]
                    if title.endswith(PANELS):
                        with self.subTest(where, way=way):
                            self.check(title, ref, way, small.answer(store, expr, points, now))

    def check(self, title, ref, way, found):
        if title.endswith("distribution"):
            native = ref == "B"
            self.assertEqual(bool(found), native == (way == "native"), found)
            self.assertEqual(len(found), 1 if found and native else len(found))
        else:
            self.assertEqual(list(found), [frozenset()])


if __name__ == "__main__":
    unittest.main()
