"""Every way to sign in, to a cloud that speaks TLS with a CA of its own and that only a proxy can reach: its credentials end in
the midst of everything, and nobody who scrapes may notice."""
import concurrent.futures
import contextlib
import math
import threading
import time
import unittest

import oracle
import sign_in_methods
from cloud import Cloud
from connect_proxy import ConnectProxy
from programs import SLOWDOWN, wait_until

# A name that the proxy alone can look up: what does not go through it goes nowhere.
HOST = "workspace.cloud.example"
CONCURRENCY = 8


class Scene:
    """A cloud, a proxy and an exporter that signs in by the method; `with` gives a scene that has answered a first scrape."""

    def __init__(self, test, method, sessions, **settings):
        self._test, self._method = test, method
        self._cloud = Cloud({"plain_listen": "127.0.0.1:0"}, HOST, sessions=sessions, history_hours=20, **settings)

    def __enter__(self):
        with contextlib.ExitStack() as stack:
            self.cloud = stack.enter_context(self._cloud)
            self.simulator = self.cloud.simulator
            self.method = self._method(self.cloud)
            self.proxy = stack.enter_context(ConnectProxy("user", "p@ss", hosts={HOST: "127.0.0.1"}))
            self._truth = oracle.sessions_gauge(self.simulator.sessions(), int(time.time() * 1000))
            # A listing of all pages each time, and time for what the tests hold.
            self.exporter = stack.enter_context(self.cloud.exporter(
                {"HTTPS_PROXY": f"http://user:p%40ss@{self.proxy.address}", **self.method.environment()}, concurrency=CONCURRENCY,
                resync_interval="0", request_timeout="60s", **self.method.flags()))
            self.scrape()
            self._stack = stack.pop_all()
        return self

    def __exit__(self, *of_exception):
        with self._stack:
            if of_exception[0] is None:
                self._test.assertEqual(set(self.proxy.tunnels), {self.cloud.host_and_port})

    def scrape(self):
        """It has to succeed, with figures that are right and that it has just got."""
        began = time.time()
        page = self.exporter.scrape(timeout=119)
        self._test.assertEqual(page.up, 1, self.exporter.err())
        self._test.assertEqual(page.series("sessions"), self._truth)
        self._test.assertGreaterEqual(min(page.series("snapshot_timestamp_seconds").values()), began - 0.001)
        return page

    @contextlib.contextmanager
    def in_the_middle_of_a_listing(self):
        """Holds all requests that are under way while the `with` block lasts; `scraping`: what its scrape comes to."""
        self.simulator.control("reset-requests", {})
        if self.method.renews_itself:  # so slowly that all who are refused have to wait for it
            self.simulator.fault(operation=self.method.issuing, kind="slow_first_byte", delay_ms=300 * SLOWDOWN)
        with concurrent.futures.ThreadPoolExecutor(1) as pool:
            self.proxy.hold(after=15)
            try:
                scraping = pool.submit(self.scrape)
                wait_until(lambda: self.proxy.held == CONCURRENCY, 30, "as many requests as may be under way")
                yield scraping
            finally:
                self.proxy.release()

    def replace_in_the_middle_of_a_listing(self):
        """The credentials, all at once: the listing goes on with the new ones."""
        with self.in_the_middle_of_a_listing() as scraping:
            self.method.revoke()
            self.method.provide()
        scraping.result()
        self.check_renewal()

    def check_renewal(self):
        """Of the listing before: once, for all who were refused, in the midst of pages that were not."""
        requests = self.simulator.requests()
        statuses = [x["status"] for x in requests]
        refused = statuses.count(401)
        # The request that the renewal itself is may be among those that were held.
        self._test.assertIn(refused, (CONCURRENCY - 1, CONCURRENCY))
        self._test.assertGreater(statuses.index(401), 10)
        self._test.assertGreater(len(statuses) - statuses.index(401) - refused, 10)
        used = {(x["access_key"], x["token_generation"]) for x in requests[statuses.index(401):] if x["status"] == 200}
        self._test.assertEqual(len(used), 1, "new credentials")


class Renewed:
    """Tests of the ways whose credentials end in time and are replaced."""
    method = None

    def test_credentials_that_live_two_seconds_lose_no_scrape(self):
        with Scene(self, self.method, 300) as scene:
            seconds = self.use_short_lived(scene)
            before = scene.scrape()
            scene.simulator.control("reset-requests", {})
            with self.kept_up(scene.method, seconds / 4):
                wait_until(lambda: scene.scrape() and len(self.used(scene)) >= 3, 30 * seconds, "two renewals")
            page = scene.scrape()
            self.assertEqual(page.series("collection_errors_total"), before.series("collection_errors_total"))
            if scene.method.renews_itself:
                issued = scene.method.issued()
                self.assertGreater(min(b - a for a, b in zip(issued, issued[1:])), 500, "milliseconds between renewals")

    def test_credentials_that_end_in_the_middle_of_a_listing_are_renewed_once(self):
        with Scene(self, self.method, 3000) as scene:
            seconds = self.use_short_lived(scene)
            with scene.in_the_middle_of_a_listing() as scraping:
                began = time.monotonic()
                wait_until(lambda: time.monotonic() > began + seconds, 2 * seconds, "the end of all credentials")
                scene.simulator.configure(**{self.method.life: 3600})
                before = len(scene.method.issued())
                scene.method.provide()
            scraping.result()
            scene.check_renewal()
            self.assertEqual(len(scene.method.issued()), before + 1)

    def use_short_lived(self, scene):
        """Those that are there give way to others. They live two seconds, or longer on a machine so slow that a renewal would
        come due within a listing; returned: how long."""
        seconds = min(max(2, math.ceil(6 * scene.scrape().seconds)), 60)
        scene.simulator.configure(**{self.method.life: seconds})
        scene.method.revoke()
        scene.method.provide()
        scene.scrape()
        return seconds

    def test_credentials_revoked_in_the_middle_of_a_listing_are_renewed_once(self):
        with Scene(self, self.method, 3000) as scene:
            scene.replace_in_the_middle_of_a_listing()
            self.assertEqual(len(scene.method.issued()), 1)

    @staticmethod
    def used(scene):
        return {(x["access_key"], x["token_generation"]) for x in scene.simulator.requests()}

    @staticmethod
    @contextlib.contextmanager
    def kept_up(method, seconds):
        """Provides new credentials that often."""
        done = threading.Event()

        def keep():
            while not done.wait(seconds):
                method.provide()

        keeper = threading.Thread(target=keep)
        keeper.start()
        try:
            yield
        finally:
            done.set()
            keeper.join()


class Password(Renewed, unittest.TestCase):
    method = sign_in_methods.Password


class TokenFile(Renewed, unittest.TestCase):
    method = sign_in_methods.TokenFile


class TemporaryKeyFiles(Renewed, unittest.TestCase):
    method = sign_in_methods.TemporaryKeyFiles


class Metadata(Renewed, unittest.TestCase):
    method = sign_in_methods.Metadata


class PodIdentity(Renewed, unittest.TestCase):
    method = sign_in_methods.PodIdentity


class Oidc(Renewed, unittest.TestCase):
    method = sign_in_methods.Oidc


class TrustAgency(Renewed, unittest.TestCase):
    method = sign_in_methods.TrustAgency


class Agency(Renewed, unittest.TestCase):
    method = sign_in_methods.Agency


class PermanentKeys(unittest.TestCase):
    """They never end by themselves, and nothing can renew them but the files."""

    def test_keys_rotated_in_the_middle_of_a_listing_are_followed(self):
        with Scene(self, sign_in_methods.PermanentKeys, 3000) as scene:
            scene.replace_in_the_middle_of_a_listing()

    def test_keys_revoked_for_good_fail_once_until_the_files_change(self):
        with Scene(self, sign_in_methods.PermanentKeys, 3000) as scene:
            with scene.in_the_middle_of_a_listing() as scraping:
                scene.method.revoke()
            self.assertIsInstance(scraping.exception(), AssertionError)
            page = scene.exporter.scrape()
            self.assertEqual((page.up, page.value("collection_errors_total", reason="auth") > 0), (0, True))
            self.assertEqual(sum(page.series("sessions").values()), 3000)  # the last whole listing
            refused = [x for x in scene.simulator.requests() if x["status"] == 401]
            self.assertEqual(len(refused), CONCURRENCY, "refused: those under way, and none after them")
            scene.method.provide()
            scene.scrape()


if __name__ == "__main__":
    unittest.main()
