"""The exporter begins on a port of its own, and ends within five seconds whatever goes on."""
import contextlib
import os
import re
import signal
import socket
import subprocess
import tempfile
import threading
import time
import unittest

from page import Page
from programs import EXPORTER, Exporter, SLOWDOWN, Simulator, flags, wait_until, with_mounts_of_its_own

GRACE = 5 * SLOWDOWN


class Start(unittest.TestCase):
    def test_a_second_exporter_on_the_port_says_so_and_ends(self):
        with Simulator(sessions=10) as simulator, Exporter(simulator) as first:
            with tempfile.TemporaryDirectory() as folder:
                second = subprocess.run([EXPORTER, *flags(simulator, folder, web_listen_address=first.address)],
                                        capture_output=True, timeout=30 * SLOWDOWN, check=False, text=True)
            self.assertEqual(second.returncode, 1)
            self.assertIn("Address already in use", second.stderr)
            # The port is not shared by one who asks for that, either.
            with socket.socket() as other:
                other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
                with self.assertRaises(OSError):
                    other.bind(("127.0.0.1", int(first.address.rpartition(":")[2])))
            self.assertEqual(first.scrape().up, 1)


def with_a_clock_that_moves(folder):
    """A command that runs another with a copy of /proc/stat, which `folder` has."""
    stat = os.path.join(folder, "stat")
    with open("/proc/stat", encoding="ascii") as real, open(stat, "w", encoding="ascii") as copy:
        copy.write(real.read())
    return stat, [*with_mounts_of_its_own(), "sh", "-c", 'mount --bind "$0" /proc/stat && exec "$@"', stat, EXPORTER]


class Process(unittest.TestCase):
    def test_its_start_does_not_move_with_the_clock(self):
        with tempfile.TemporaryDirectory() as folder, Simulator(sessions=10) as simulator:
            stat, started_by = with_a_clock_that_moves(folder)
            with Exporter(simulator, started_by=started_by) as exporter:
                def start_time():
                    return Page(exporter.get("/metrics?collect=exporter").body).samples["process_start_time_seconds"]

                before = start_time()
                with open(stat, encoding="ascii") as file:
                    text = file.read()
                boot = int(re.search(r"btime (\d+)", text)[1])
                with open(stat, "w", encoding="ascii") as file:
                    file.write(text.replace(f"btime {boot}", f"btime {boot + 3600}"))
                self.assertEqual(start_time(), before)

    def test_its_threads_have_names(self):
        with Simulator(sessions=1200) as simulator, Exporter(simulator) as exporter:
            exporter.scrape()
            names = set()
            for task in os.listdir(f"/proc/{exporter.pid}/task"):
                with open(f"/proc/{exporter.pid}/task/{task}/comm", encoding="ascii") as file:
                    names.add(file.read().strip())
            self.assertLessEqual({"collector", "web front", "web worker"}, names)
            self.assertEqual(names - {"collector", "page reader", "web front", "web worker"}, {"workspace_expor"})


@contextlib.contextmanager
def silent_name_server():
    """A port where look-ups are taken and never answered."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as server:
        server.bind(("127.0.0.1", 53))
        yield


class Stop(unittest.TestCase):
    def stops_in_time(self, exporter):
        began = time.monotonic()
        exporter.process.send_signal(signal.SIGTERM)
        self.assertEqual(exporter.process.wait(3 * GRACE), 0, exporter.err())
        self.assertLess(time.monotonic() - began, GRACE + 0.5 * SLOWDOWN)

    def scrape_under_way(self, exporter):
        """A scrape that does not end by itself, and is in the middle of its collection."""
        scrape = threading.Thread(target=self.ignoring_its_end, args=(exporter,), daemon=True)
        scrape.start()
        wait_until(lambda: "in_progress" if exporter.get("/metrics", method="HEAD").status == 200 and
                   b"A collection is under way" in exporter.get("/").body else None, what="a collection")
        return scrape

    @staticmethod
    def ignoring_its_end(exporter):
        with contextlib.suppress(Exception):
            exporter.scrape(timeout=60)

    def test_while_the_api_does_what_it_likes(self):
        for fault in ({"kind": "hang"}, {"kind": "drip_headers", "delay_ms": 100},
                      {"kind": "drip_body", "delay_ms": 100, "bytes": 1}, {"kind": "status", "status": 503}):
            with self.subTest(fault=fault), Simulator(sessions=1200) as simulator:
                simulator.fault(operation="list_sessions", **fault)
                with Exporter(simulator, request_timeout="60s", retries=10) as exporter:
                    self.scrape_under_way(exporter)
                    time.sleep(0.3)
                    self.stops_in_time(exporter)

    def test_while_it_waits_for_a_sign_in(self):
        with Simulator(sessions=1200) as simulator:
            simulator.fault(operation="sign_in", kind="hang")
            with Exporter(simulator, request_timeout="60s") as exporter:
                self.scrape_under_way(exporter)
                self.stops_in_time(exporter)

    def test_while_it_waits_for_a_name(self):
        # Names are looked up where resolv.conf says: in a mount namespace of its own, at a server that says nothing.
        with tempfile.TemporaryDirectory() as folder, Simulator(sessions=10) as simulator:
            conf = os.path.join(folder, "resolv.conf")
            with open(conf, "w", encoding="ascii") as file:
                file.write("nameserver 127.0.0.1\n")
            started_by = [*with_mounts_of_its_own(), "sh", "-c", 'mount --bind "$0" "$(realpath /etc/resolv.conf)" && exec "$@"', conf,
                          EXPORTER]
            with silent_name_server() if os.geteuid() == 0 else contextlib.nullcontext():
                with Exporter(simulator, started_by=started_by, endpoint="http://api.example.com", allow_plain_http="true",
                              request_timeout="60s") as exporter:
                    self.scrape_under_way(exporter)
                    self.stops_in_time(exporter)

    def test_while_a_listing_waits_for_the_quota(self):
        with Simulator(sessions=3000) as simulator, Exporter(simulator, api_quota="5/1m") as exporter:
            self.scrape_under_way(exporter)
            self.stops_in_time(exporter)

    def test_while_clients_neither_ask_nor_read(self):
        with Simulator(sessions=1200) as simulator, Exporter(simulator) as exporter:
            self.assertEqual(exporter.scrape().up, 1)
            host, _, port = exporter.address.rpartition(":")
            held = [socket.create_connection((host, int(port))) for _ in range(60)]
            for i, client in enumerate(held):
                client.sendall((b"", b"GET / HT", b"GET /metrics HTTP/1.1\r\nHost: h\r\n\r\n" * 400)[i % 3])
            self.stops_in_time(exporter)
            for client in held:
                client.close()


if __name__ == "__main__":
    unittest.main()
