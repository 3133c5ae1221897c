"""Files, memory or threads run out: an error, and afterwards all is as it was."""
import os
import resource
import socket
import time
import unittest

from programs import EXPORTER, Exporter, SLOWDOWN, Simulator, request, wait_until


def files(pid):
    return sorted(int(name) for name in os.listdir(f"/proc/{pid}/fd"))


def contiguous(numbers):
    """The numbers, where none is free among them."""
    return numbers if numbers == list(range(len(numbers))) else None


def writable_memory(pid):
    """What RLIMIT_DATA limits. Of RLIMIT_AS, malloc has tens of megabytes in hand that it may make writable at any time."""
    with open(f"/proc/{pid}/status", encoding="ascii") as file:
        return next(int(line.split()[1]) for line in file if line.startswith("VmData:")) * 1024


class Limited:
    """A resource of the exporter is limited to so much while the `with` block lasts."""

    def __init__(self, exporter, kind, amount):
        self.pid, self.kind, self.amount = exporter.pid, kind, amount

    def __enter__(self):
        self.before = resource.prlimit(self.pid, self.kind)
        resource.prlimit(self.pid, self.kind, (self.amount, self.before[1]))

    def __exit__(self, *_):
        resource.prlimit(self.pid, self.kind, self.before)


def connect(address):
    host, _, port = address.rpartition(":")
    return socket.create_connection((host, int(port)), timeout=20 * SLOWDOWN)


def refused(page, reason):
    return page.value("workspace_exporter_connections_refused_total", reason=reason)


class Files(unittest.TestCase):
    def test_clients_cannot_take_the_files_of_the_calling_side(self):
        with Simulator(sessions=1000) as simulator:
            with Exporter(simulator, started_by=["prlimit", "--nofile=64:64", EXPORTER]) as exporter:
                held = [connect(exporter.address) for _ in range(100)]
                page = exporter.scrape()
                self.assertEqual((page.up, page.value("process_max_fds")), (1, 64))
                # Three quarters of the half that connections have are the machine's.
                self.assertEqual(page.value("workspace_exporter_connections"), 24)
                self.assertEqual(refused(page, "too_many_of_address"), 77)
                self.assertLess(page.value("process_open_fds"), 64)
                for one in held:
                    one.close()
                wait_until(lambda: exporter.scrape().value("workspace_exporter_connections") == 1, what="all closed")

    def check_that_it_told(self, exporter):
        page = exporter.scrape()
        self.assertEqual(page.up, 1)
        self.assertGreater(refused(page, "no_descriptors"), 0)

    def test_without_a_file_the_client_that_let_us_wait_makes_room(self):
        with Simulator(sessions=1000) as simulator, Exporter(simulator) as exporter:
            self.assertEqual(exporter.scrape().up, 1)
            idle = [connect(exporter.address) for _ in range(30)]
            # The numbers of files are what is limited; the idle connections have taken all that were free.
            taken = wait_until(lambda: contiguous(files(exporter.pid)), what="the idle connections")
            with Limited(exporter, resource.RLIMIT_NOFILE, len(taken)):
                for _ in range(3):
                    self.assertEqual(exporter.get("/-/healthy").status, 200)
            self.assertEqual(idle[0].recv(1), b"")
            for one in idle:
                one.close()
            self.check_that_it_told(exporter)

    def test_without_any_file_it_waits_for_one(self):
        with Simulator(sessions=1000) as simulator, Exporter(simulator, retries=0) as exporter:
            with Limited(exporter, resource.RLIMIT_NOFILE, 3):
                waits = connect(exporter.address)
                waits.sendall(b"GET /-/healthy HTTP/1.1\r\nHost: h\r\n\r\n")
                time.sleep(0.5)
            self.assertTrue(waits.recv(100).startswith(b"HTTP/1.1 200 "))
            waits.close()
            self.check_that_it_told(exporter)

    def test_a_collection_without_files_is_an_error_like_others(self):
        with Simulator(sessions=1000) as simulator, Exporter(simulator, retries=0) as exporter:
            with connect(exporter.address) as kept:
                # Accepted before the limit holds.
                wait_until(lambda: exporter.get("/metrics?collect=exporter").status == 200, what="an answer")
                with Limited(exporter, resource.RLIMIT_NOFILE, 3):
                    kept.sendall(b"GET /metrics HTTP/1.0\r\n\r\n")
                    answer = b"".join(iter(lambda: kept.recv(65536), b""))
            self.assertIn(b'\nhuaweicloud_workspace_up{project="demo"} 0\n', answer)
            self.assertEqual(exporter.scrape().up, 1)


class Memory(unittest.TestCase):
    def test_a_listing_without_memory_is_an_error_and_the_next_one_is_whole(self):
        with Simulator(sessions=30000, history_hours=20) as simulator, Exporter(simulator, retries=0) as exporter:
            for spare in (0, 1 << 20, 4 << 20):
                with self.subTest(spare=spare), Limited(exporter, resource.RLIMIT_DATA, writable_memory(exporter.pid) + spare):
                    for _ in range(3):
                        self.tries(exporter)
            page = exporter.scrape()
            self.assertEqual(page.up, 1, exporter.err())
            self.assertGreater(page.value("collection_errors_total", reason="inconsistent") +
                               page.value("collection_errors_total", reason="network") +
                               page.value("collection_errors_total", reason="malformed"), 0)
            self.assertEqual(page.value("collection_items", listing="ended"), 30000)

    @staticmethod
    def tries(exporter):
        """A page, a status that says there is none, or no answer; never the end of the exporter."""
        try:
            status = request(exporter.address, "/metrics", timeout=20 * SLOWDOWN).status
            assert status in (200, 500), status
        except OSError:
            pass  # closed
        assert exporter.process.poll() is None, exporter.err()


if __name__ == "__main__":
    unittest.main()
