"""Every scraper that comes regularly is given the 0 of a new series before its count, whoever else scrapes."""
import random
import signal
import socket
import tempfile
import unittest

from config_file import Config, exporter_of
from page import Page
from programs import Exporter, Simulator, wait_until
from scrapers import Watcher, cut, failures, kept, now_ms, put, scrape_as
from web_config import TLS, Pki


class Pair(unittest.TestCase):
    def test_of_two_hundred_new_series_each_of_a_pair_sees_the_zero_first(self):
        for seed in (1, 2, 3):
            with self.subTest(seed=seed), Simulator(sessions=50) as simulator, Exporter(simulator) as exporter:
                dice = random.Random(seed)
                pair = [Watcher(exporter, "Prometheus/a"), Watcher(exporter, "Prometheus/b")]
                for _ in range(2):
                    for watcher in pair:
                        watcher.scrape()
                done = 0
                for code in range(1, 201):
                    count = dice.randint(1, 4)
                    # Every third comes to a group of its own, with histograms and three more counters that are new.
                    put(simulator, f"s{code}", count, code=f"WKS.{code:08}", group=f"g{code if code % 3 == 0 else 0}")
                    put(simulator, f"a{code}", 1, state="Active", group=f"g{code if code % 3 == 0 else 0}")
                    done += count
                    for _ in range(dice.randint(0, 3)):
                        who = dice.choice(["a", "b", "curl", "cut"])
                        if who in "ab":
                            pair["ab".index(who)].scrape()
                        elif who == "curl":
                            scrape_as(exporter, f"curl/{dice.random()}")
                        else:
                            cut(exporter, dice.choice(["Prometheus/a", "Prometheus/b"]), read=dice.choice([0, 1, 1000]), resets=dice.choice([False, True]))
                            # Until the front has seen its end, an answer counts as given: no page is to be made meanwhile.
                            wait_until(lambda: Page(exporter.get("/metrics?collect=exporter").body).value("workspace_exporter_connections") == 1,
                                       what="the end of the cut connection")
                for _ in range(3):
                    for watcher in pair:
                        watcher.scrape()
                for watcher in pair:
                    of_codes = [labels for family, labels in watcher.seen if family == "session_failures_total" and ("failed_code" in dict(labels))
                                and dict(labels)["failed_code"].startswith("WKS.0000")]
                    self.assertGreaterEqual(len(of_codes), 200)
                    first = {key: values[:3] for key, values in watcher.not_from_zero().items()}
                    self.assertEqual(first, {})
                    self.assertEqual(watcher.increase("session_failures_total"), done)
                    self.assertEqual(watcher.increase("sessions_started_total"), done + 200)
                    self.assertEqual(watcher.increase("session_connect_seconds_count"), 200)

    def test_a_series_of_a_group_that_is_new_is_held_back_though_one_of_the_pair_has_its_zero(self):
        with Simulator(sessions=0) as simulator, Exporter(simulator) as exporter:
            for agent in "abab":
                scrape_as(exporter, agent)
            put(simulator, "x", state="Active", group="new")
            self.assertEqual(scrape_as(exporter, "a").value("sessions_ended_total", server_group="new"), 0)
            put(simulator, "x", state="SignedOut", group="new", end=now_ms())
            values = [(page.value("sessions_ended_total", server_group="new"),
                       page.value("session_duration_seconds_count", server_group="new"))
                      for page in (scrape_as(exporter, agent) for agent in "ba")]
            self.assertEqual(values, [(0, 0), (1, 1)])

    def test_requests_and_failures_that_are_new_to_those_who_scrape(self):
        with Config() as config, Simulator(sessions=10) as simulator, Simulator(sessions=10) as dead:
            dead.fault(operation="list_sessions", kind="status", status=404)
            config.write({"stays": (simulator, {})})
            with exporter_of(config, simulator) as exporter:
                for agent in "abab":
                    scrape_as(exporter, agent)
                config.write({"stays": (simulator, {}), "comes": (dead, {})})
                exporter.process.send_signal(signal.SIGHUP)
                wait_until(lambda: "loaded again" in exporter.err(), what="the new project")
                pages = [scrape_as(exporter, agent) for agent in "abab"]

                def shown(name, **labels):
                    return [page.value(name, project="comes", **labels) for page in pages]
                self.assertEqual(shown("collection_errors_total", reason="rejected"), [0, 0, 3, 4])
                self.assertEqual(shown("collection_errors_total", reason="tls"), [0, 0, 0, 0])
                failed = shown("api_requests_total", operation="list_sessions", code="404")
                self.assertEqual(failed[:2], [0, 0])
                self.assertGreater(failed[3], failed[2])
                self.assertGreaterEqual(failed[2], 3)


class Given(unittest.TestCase):
    """What counts as given."""

    def bench(self, simulator, exporter, code):
        """A scraper that comes regularly, and a new failure."""
        scrape_as(exporter, "a")
        scrape_as(exporter, "a")
        put(simulator, code, code=code)

    def test_a_cut_answer_gives_nothing(self):
        for how in ({"resets": True}, {"resets": True, "wait": 0.5}, {}, {"wait": 0.5}, {"read": 1}, {"read": 1000, "wait": 0.2}):
            with self.subTest(**how), Simulator(sessions=3000) as simulator, Exporter(simulator) as exporter:
                self.bench(simulator, exporter, "ONE")
                for _ in range(3):
                    cut(exporter, "a", **how)
                    scrape_as(exporter, "curl")  # when the answer has been made
                self.assertEqual([failures(scrape_as(exporter, "a"), "ONE") for _ in range(2)], [0, 1])

    def test_over_tls_too_however_the_client_ends(self):
        with tempfile.TemporaryDirectory() as folder, Simulator(sessions=3000) as simulator:
            pki = Pki(folder)
            pki.certificate("server", "IP:127.0.0.1")
            with Exporter(simulator, web_config_file=pki.write("web.yaml", TLS)) as exporter:
                tls = pki.tls()
                for number, headers in enumerate(({}, {"Connection": "close"})):
                    code = f"CODE{number}"
                    for _ in range(2):
                        scrape_as(exporter, "a", tls=tls, **headers)
                    put(simulator, code, code=code)
                    cut(exporter, "a", read=1, tls=tls)
                    shown = [failures(scrape_as(exporter, "a", tls=tls, **headers), code) for _ in range(2)]
                    self.assertEqual(shown, [0, 1], headers)

    def test_other_pages_give_nothing(self):
        with Simulator(sessions=0) as simulator, Exporter(simulator) as exporter:
            self.bench(simulator, exporter, "ONE")
            for method, path in (("GET", "/metrics?collect=exporter"), ("HEAD", "/metrics"), ("GET", "/"), ("HEAD", "/metrics"),
                                 ("GET", "/probe?project=other"), ("GET", "/probe?project=demo")):
                exporter.get(path, method=method, headers={"User-Agent": "a"})
            self.assertEqual([failures(scrape_as(exporter, "a"), "ONE") for _ in range(2)], [0, 1])
            # And who probes is waited for as well.
            path = "/probe?project=demo"
            scrape_as(exporter, "a", path)
            put(simulator, "TWO", code="TWO")
            shown = [failures(scrape_as(exporter, "a", each), "TWO") for each in ("/metrics", "/metrics", path, path, "/metrics")]
            self.assertEqual(shown, [0, 0, 0, 1, 1])

    def test_a_scrape_that_was_turned_away_gives_nothing(self):
        with Simulator(sessions=0) as simulator, Exporter(simulator, web_max_requests=1) as exporter:
            self.bench(simulator, exporter, "ONE")
            simulator.fault(operation="list_sessions", kind="slow_first_byte", delay_ms=1000, times=1)
            with socket.create_connection(exporter.address.split(":")) as other:
                other.sendall(b"GET /metrics HTTP/1.1\r\nHost: x\r\nUser-Agent: other\r\n\r\n")
                wait_until(lambda: exporter.get(headers={"User-Agent": "a"}).status == 503, what="a scrape over the limit")
                self.assertTrue(other.recv(1000).startswith(b"HTTP/1.1 200 "))
            self.assertEqual([failures(scrape_as(exporter, "a"), "ONE") for _ in range(2)], [0, 1])

    def test_a_collection_that_outlives_its_scrape(self):
        with Simulator(sessions=0) as simulator, Exporter(simulator) as exporter:
            for agent in "abab":
                scrape_as(exporter, agent)
            simulator.fault(operation="list_sessions", kind="slow_first_byte", delay_ms=1500, times=1)
            put(simulator, "ONE", code="ONE")
            late = {"X-Prometheus-Scrape-Timeout-Seconds": "1"}
            self.assertIsNone(failures(scrape_as(exporter, "a", **late), "ONE"))
            wait_until(lambda: failures(scrape_as(exporter, "curl", **late), "ONE") == 0, what="the end of the collection")
            shown = [failures(scrape_as(exporter, agent), "ONE") for agent in "abab"]
            self.assertEqual(shown, [0, 0, 1, 1])

    def test_two_formats_are_one_scraper(self):
        with Simulator(sessions=0) as simulator, Exporter(simulator) as exporter:
            self.bench(simulator, exporter, "ONE")
            accept = {"Accept": "application/openmetrics-text;version=1.0.0"}
            zero = exporter.get(headers={"User-Agent": "a", **accept}).body.decode()
            self.assertIn('failed_code="ONE"} 0', zero)
            self.assertEqual(failures(scrape_as(exporter, "a"), "ONE"), 1)

    def test_addresses_of_one_machine_are_told_apart(self):
        with Simulator(sessions=0) as simulator, Exporter(simulator, web_listen_address="127.0.0.1:0,[::1]:0") as exporter:
            other = wait_until(lambda: [x for x in exporter.err().split() if x.startswith("address=[")], what="both addresses")[0]
            first, exporter.address = exporter.address, exporter.address
            addresses = [first, other.removeprefix("address=")]

            def shown(of):
                exporter.address = addresses[of]
                return failures(scrape_as(exporter, "Prometheus"), "ONE")
            for of in (0, 1, 0, 1):
                shown(of)
            put(simulator, "ONE", code="ONE")
            self.assertEqual([shown(of) for of in (0, 0, 1, 0, 1)], [0, 0, 0, 1, 1])


class Alike(unittest.TestCase):
    """Two of one address and one name."""

    def shown(self, turns, code="ONE"):
        return [failures(turn(), code) for turn in turns]

    def test_those_that_a_proxy_names_are_told_apart(self):
        with Simulator(sessions=0) as simulator, Exporter(simulator) as exporter:
            for name, form in (("X-Forwarded-For", "192.0.2.{}:{}, 198.51.100.1"), ("Forwarded", 'for="192.0.2.{}:{}";proto=https')):
                ports = iter(range(40000, 50000))
                a, b = ((lambda host=host: scrape_as(exporter, "Prometheus", **{name: form.format(host, next(ports))})) for host in (1, 2))
                self.shown([a, b, a, b])
                put(simulator, name, code=name)
                self.assertEqual(self.shown([a, a, b, a], name), [0, 0, 0, 1])

    def test_kept_connections_are_told_apart_whatever_else_is_asked_for_by_them(self):
        with Simulator(sessions=0) as simulator, Exporter(simulator) as exporter, kept(exporter) as one, kept(exporter) as two:
            def turn(get):
                page = get("/metrics")
                for other in ("/metrics?collect=exporter", "/-/healthy"):
                    get(other)
                return page
            a, b = ((lambda get=get: Page(turn(get))) for get in (one, two))
            self.shown([a, b, a, b])
            put(simulator, "ONE", code="ONE")
            self.assertEqual(self.shown([a, a, b, a]), [0, 0, 0, 1])


if __name__ == "__main__":
    unittest.main()
