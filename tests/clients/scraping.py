"""An exporter under churn, and what has to hold of whoever scrapes it: each scrape was stored as its page had it."""
import math
import os
import tempfile
import time
import unittest

from programs import Exporter, Program, Simulator, request, wait_until
from recorder import Recorder
from test_prometheus import free_port

TEXT, OPENMETRICS = "text/plain", "application/openmetrics-text"
SCRAPES = 6


def number(text):
    """Of a bound, or of another value that is a text: the same number is written in several ways."""
    return str(float(text))


def sample(name, labels, value):
    """A sample in the form in which two can be compared: `le` as a number, labels without a value left out."""
    plain = ((key, number(text) if key == "le" else text) for key, text in dict(labels).items() if text != "")
    return (name, frozenset(plain)), float(value)


def comparable(page):
    return dict(sample(name, labels, value) for (name, labels), value in page.items())


def series_of(scrape):
    """Without what a scraper adds of its own: {(name, labels): value}."""
    return {(name, labels): value for (name, labels), value in scrape.items() if name != "up" and not name.startswith("scrape_")}


class UnderChurn(unittest.TestCase):
    """A test case with an exporter whose sessions change all the time."""
    maxDiff = 4000

    def setUp(self):
        self.folder = self.enterContext(tempfile.TemporaryDirectory(prefix="workspace-exporter-test-"))
        self.simulator = self.enterContext(Simulator(sessions=1500, history_hours=20, churn="auto", churn_per_second=20))
        self.exporter = self.enterContext(Exporter(self.simulator))
        # A first whole collection: its counters are the baseline of those to come.
        wait_until(lambda: self.exporter.scrape().up == 1, what="a whole collection")

    def recorder(self):
        return self.enterContext(Recorder(self.exporter.address))

    def file(self, name, text):
        path = os.path.join(self.folder, name)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        return path

    def wait_for_churn(self):
        """Until sessions have changed some more: between scrapes that follow one another at once."""
        version = self.simulator.control("sessions")["version"]
        wait_until(lambda: self.simulator.control("sessions")["version"] > version + 10, what="changes of sessions")

    def assert_stored(self, stored, recorder, kind, renamed=lambda page: page, precision=0.0):
        """`stored`: scrapes, each {(name, labels): value}, in order, of which the first SCRAPES were recorded. `renamed`: what
        the scraper makes of the names, from a page to a page. `precision`: how far a value may be off, as a share of it."""
        pages = recorder.pages[:SCRAPES]
        self.assertEqual(set(recorder.types), {kind})
        self.assertEqual((len(pages), len(stored[:SCRAPES])), (SCRAPES, SCRAPES))
        for place, (scrape, page) in enumerate(zip(stored, pages)):
            expected, scrape = renamed(comparable(page)), series_of(scrape)
            self.assertGreater(len(expected), 300)
            self.assertEqual(expected.keys() ^ scrape.keys(), set(), f"scrape {place}: on the page or stored, not both")
            self.assertEqual({key: (value, scrape[key]) for key, value in expected.items()
                              if not math.isclose(value, scrape[key], rel_tol=precision)}, {}, f"scrape {place}: (page, stored)")
        self.assert_changed(pages)

    def assert_changed(self, pages):
        """Sessions came and went between the pages: else there was no churn, and any scraper would be right."""
        for name in ("huaweicloud_workspace_sessions", "huaweicloud_workspace_sessions_started_total"):
            seen = [{labels: value for (of, labels), value in page.items() if of == name} for page in pages]
            self.assertNotEqual(seen[0], seen[-1], name)


class Server(Program):
    """A scraper with an address of its own, which is known beforehand."""

    def __init__(self, command, address, ready):
        def answers():
            try:
                return request(address, ready).status == 200
            except OSError:
                return False

        super().__init__(["sh", "-c", "echo address=$0; exec \"$@\"", address, *command], r"address=(\S+)")
        wait_until(answers, 60, f"{command[0]} ready")


class AsPrometheus(UnderChurn):
    """Of a scraper that is told what to scrape as Prometheus is: `run_with(config, address, recorder)` gives its scrapes, where config
    is such a configuration, and address one that it may listen on."""

    def check(self, kind, precision=0.0, **settings):
        recorder = self.recorder()
        config = {"scrape_configs": [{"job_name": "workspace", "scrape_interval": "1s", "scrape_timeout": "1s",
                                      "static_configs": [{"targets": [recorder.address]}], **settings}]}
        scrapes = self.run_with(config, f"127.0.0.1:{free_port()}", recorder)
        self.assertEqual({scrape["up", frozenset()] for scrape in scrapes[:-1]}, {1.0})
        self.assert_stored(scrapes, recorder, kind, precision=precision)


class ByScrapeProtocols:
    """The tests of whoever chooses the format as Prometheus does: for an AsPrometheus."""

    def test_as_it_comes(self):
        self.check(OPENMETRICS)

    def test_text(self):
        self.check(TEXT, scrape_protocols=["PrometheusText0.0.4"])


def own_labels(metric):
    """Those that the page had, of a series as Prometheus' API and VictoriaMetrics' write it."""
    return {key: value for key, value in metric.items() if key not in ("job", "instance", "__name__")}


def by_time(samples):
    """Scrapes in order, from (milliseconds, name, labels, value)."""
    scrapes = {}
    for at, name, labels, value in samples:
        key, value = sample(name, labels, value)
        scrape = scrapes.setdefault(at, {})
        assert key not in scrape, (at, key)
        scrape[key] = value
    return [scrapes[at] for at in sorted(scrapes)]


def scrapes_within(read, recorder):
    """What `read` gives once it has SCRAPES whole scrapes: one more, since the last one may be half stored."""
    wait_until(lambda: len(recorder.pages) > SCRAPES, 60, f"{SCRAPES} scrapes")
    return wait_until(lambda: scrapes if len(scrapes := read()) > SCRAPES else (time.sleep(0.2) or None), 60, "scrapes stored")
