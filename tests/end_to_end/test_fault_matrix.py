"""Each fault of fault_matrix.py in the first listing and in a later one: it is told by its reason, nothing is shown in
part, and afterwards the figures are exact again and nothing has been left open."""
import contextlib
import tempfile
import time
import unittest

import oracle
from fault_matrix import FAULTS
from page import Page
from programs import Exporter, SLOWDOWN, Simulator, wait_until
from tls_front import TlsFront

REASONS = {"timeout", "network", "tls", "auth", "throttled", "server", "malformed", "rejected", "inconsistent"}
# Two pages of live sessions, and more pages of all than are read again in full each time.
POPULATION = {"sessions": 900, "history_hours": 20, "churn_per_second": 0.5}
NEW_PASSWORD = "another-password"
EXPORTER_ONLY = "/metrics?collect=exporter"


def milliseconds(seconds):
    return f"{int(1000 * seconds * SLOWDOWN)}ms"


class Rig:
    """A simulator and an exporter that reads one page at a time, so that it keeps one connection to each of them."""

    def __init__(self, fault, stack):
        self.fault, self.front = fault, None
        self.simulator = stack.enter_context(Simulator(**POPULATION))
        flags = {"concurrency": 1, "retries": 0, "request_timeout": milliseconds(1.5 if fault.reason == "timeout" else 20)}
        self.connections = 1
        if fault.where == "front":
            host, _, port = self.simulator.address.rpartition(":")
            self.front = stack.enter_context(TlsFront(stack.enter_context(tempfile.TemporaryDirectory()), (host, int(port))))
            flags.update(endpoint=self.front.base, ca_file=self.front.ca_file)
            self.connections = 2
        self.exporter = stack.enter_context(Exporter(self.simulator, **flags))

    def strike(self):
        where, how = self.fault.where, self.fault.how
        if where in ("page", "every"):
            self.simulator.fault(operation="list_sessions", **({"offset": 99} if where == "page" else {}), **how)
        elif where == "iam":
            self.simulator.control("revoke-tokens", {})
            self.simulator.fault(operation="sign_in", **how)
        elif where == "front":
            self.front.set_mode(how)
        elif where == "settings":
            self.simulator.configure(**how)
        else:
            now = int(time.time() * 1000)
            times = {key: now + value for key, value in how.items() if key != "state"}
            self.simulator.control("sessions", [{"id": f"odd-{i}", "state": how.get("state", "Active"), "group_id": "odd",
                                                 "group_name": "Odd", "client_type": "Mac", **times} for i in range(3)])

    def mend(self):
        self.simulator.mend()
        if self.front:
            self.front.set_mode("good")
        if (self.fault.where, self.fault.reason) == ("iam", "auth"):
            # A password that was refused is not tried again.
            self.simulator.control("iam", {"password": NEW_PASSWORD})
            with open(f"{self.exporter.secrets.name}/password", "w", encoding="utf-8") as file:
                file.write(NEW_PASSWORD)

    def open_now(self):
        """(file descriptors, threads) of the exporter."""
        page = Page(self.exporter.get(EXPORTER_ONLY).body)
        return page.value("process_open_fds"), page.value("process_threads")


class Matrix(unittest.TestCase):
    def check(self, fault, is_later):
        with contextlib.ExitStack() as stack:
            rig = Rig(fault, stack)
            shown_before, errors_before = {}, {}
            files, threads = rig.open_now()
            if is_later:
                page = self.exact(rig)
                shown_before, errors_before = page.series("sessions"), self.errors(page)
                rig.simulator.control("step?seconds=40", method="POST")
            rig.strike()
            page = rig.exporter.scrape()
            moved = {reason: count - errors_before.get(reason, 0) for reason, count in self.errors(page).items()
                     if count != errors_before.get(reason, 0)}
            if fault.reason is None:
                self.assertEqual((page.up, moved), (1, {}), rig.exporter.err())
                self.exact(rig)
            else:
                self.assertEqual((page.up, moved), (0, {fault.reason: 1}), rig.exporter.err())
                self.assertIn(page.series("sessions"), ({}, shown_before))
            rig.mend()
            self.exact(rig)
            wait_until(lambda: self.nothing_left(rig, files, threads), seconds=15,
                       what=f"as much open as before, {files} files and {threads} threads: {rig.open_now()}")

    def nothing_left(self, rig, files, threads):
        files_now, threads_now = rig.open_now()
        return files_now == files + rig.connections and threads_now <= threads

    def errors(self, page):
        errors = {reason: page.value("collection_errors_total", reason=reason) for reason in REASONS}
        self.assertEqual(sum(page.series("collection_errors_total").values()), sum(errors.values()))
        return errors

    def exact(self, rig):
        """A page that shows what there is; a session may leave the window while it is asked for."""
        # A throttled exporter has to wait; and where time is short, a slow machine may need more than there is.
        may_fail = rig.fault.reason in ("throttled", "timeout")

        def scrape():
            before, page = time.time(), rig.exporter.scrape()
            return (before, page) if page.up == 1 or not may_fail else None
        before, page = wait_until(scrape, what="a collection that succeeds")
        self.assertEqual(page.up, 1, rig.exporter.err())
        shown = {key: value for key, value in page.series("sessions").items() if value}
        sessions = rig.simulator.sessions()
        truths = [{key: value for key, value in oracle.sessions_gauge(sessions, int(now * 1000)).items() if value}
                  for now in (before, time.time())]
        self.assertIn(shown, truths)
        for listing in ("live", "ended"):
            self.assertEqual(page.value("collection_items", listing=listing),
                             page.value("collection_expected_items", listing=listing))
        return page


class InTheFirstListing(Matrix):
    pass


class InALaterListing(Matrix):
    pass


def add_tests():
    for case, is_later in ((InTheFirstListing, False), (InALaterListing, True)):
        for fault in FAULTS:
            def test(self, fault=fault, is_later=is_later):
                self.check(fault, is_later)
            assert not hasattr(case, f"test_{fault.name}"), fault.name
            setattr(case, f"test_{fault.name}", test)


add_tests()

if __name__ == "__main__":
    unittest.main()
