"""Requests as they stand on the wire, to the real program: targets, lines, limits, and plain HTTP where TLS is spoken."""
import email.utils
import re
import socket
import ssl
import time
import unittest

from programs import SLOWDOWN, Exporter, Simulator
from test_web_config import RIGHT, Served
from web_config import TLS, basic, users

REASONS = "workspace_exporter_connections_refused_total"


def ask(address, *lines, end=b"\r\n"):
    """(status, whole answer, seconds) of a request of those lines."""
    host, _, port = address.rpartition(":")
    with socket.create_connection((host, int(port)), timeout=20 * SLOWDOWN) as client:
        began = time.monotonic()
        client.sendall(end.join([*(line.encode("latin-1") for line in lines), b"", b""]))
        answer = b"".join(iter(lambda: client.recv(65536), b""))
        return int(answer.split()[1]) if answer else 0, answer, time.monotonic() - began


def get(address, target, *headers):
    return ask(address, f"GET {target} HTTP/1.1", "Host: h", "Connection: close", *headers)[0]


def refused(exporter, reason):
    return exporter.scrape().value(REASONS, reason=reason)


class Plain(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.simulator = Simulator(sessions=100)
        cls.exporter = Exporter(cls.simulator)
        cls.address = cls.exporter.address

    @classmethod
    def tearDownClass(cls):
        cls.exporter.__exit__()
        cls.simulator.__exit__()

    def test_targets(self):
        for target, status in (("/-/healthy", 200), (f"http://{self.address}/-/healthy", 200), ("HTTPS://other.example/-/ready", 200),
                               ("http://[::1]:1", 200), ("http://h?x", 200), ("http://h/metrics?collect=exporter", 200),
                               ("http://h/metrics?collect=other", 400), ("/-/healthy?a=b?c", 200), ("/probe?project=de?mo", 404),
                               ("/probe?project=dem%6F", 200), ("http://h/probe?project=demo", 200), ("http://h/nowhere", 404),
                               ("ftp://h/metrics", 404), ("http:///metrics", 404), ("//h/metrics", 404), ("*", 404), ("metrics", 404)):
            with self.subTest(target):
                self.assertEqual(get(self.address, target), status)
        for target, status in (("*", 405), ("/metrics", 405), ("http://h/metrics", 405), ("/nowhere", 404)):
            with self.subTest(method="OPTIONS", target=target):
                self.assertEqual(ask(self.address, f"OPTIONS {target} HTTP/1.1", "Host: h", "Connection: close")[0], status)

    def test_every_answer_has_its_date(self):
        for lines, expected in ((("GET / HTTP/1.1", "Host: h", "Connection: close"), 200),
                                (("HEAD /metrics?collect=exporter HTTP/1.0",), 200),
                                (("GET /nowhere HTTP/1.0",), 404), (("DELETE / HTTP/1.0",), 405), (("nonsense",), 400),
                                (("POST /-/reload HTTP/1.0",), 403), (("GET / HTTP/1.0", "A: " + "x" * 17000), 431)):
            with self.subTest(expected):
                status, answer, _ = ask(self.address, *lines)
                self.assertEqual(status, expected)
                (date,) = re.findall(rb"\r\nDate: (\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT)\r\n", answer)
                self.assertAlmostEqual(email.utils.parsedate_to_datetime(date.decode()).timestamp(), time.time(), delta=10 * SLOWDOWN)

    def test_headers_up_to_the_limit_that_is_promised_and_above(self):
        before = refused(self.exporter, "head_too_large")
        for size in (8183, 8184, 8192, 12000, 16000):
            self.assertEqual(get(self.address, "/-/healthy", "Cookie: " + "x" * size), 200)
        self.assertEqual(get(self.address, "/-/healthy", "Cookie: " + "x" * 17000), 431)
        self.assertEqual(get(self.address, "/-/healthy", *["A: b"] * 99), 431)
        self.assertEqual(get(self.address, "/" + "x" * 9000), 414)
        self.assertEqual(refused(self.exporter, "head_too_large"), before + 3)

    def test_what_is_no_request_is_refused_at_once_and_counted(self):
        before = refused(self.exporter, "malformed")
        for number, (lines, end) in enumerate(((("GET / HTTP/1.1", "Host: h"), b"\n"), (("GET / HTTP/1.0",), b"\n"), (("GET /",), b"\r\n"),
                                               (("GET / HTTP/1.1",), b"\r\n"), (("GET / HTTP/1.1", "Host: a", "Host: b"), b"\r\n"),
                                               (("\x16\x03\x01\x02\x00\x01",), b""))):
            with self.subTest(lines):
                status, _, seconds = ask(self.address, *lines, end=end)
                self.assertEqual(status, 400)
                self.assertLess(seconds, 2 * SLOWDOWN)
                self.assertEqual(refused(self.exporter, "malformed"), before + number + 1)


class Secured(unittest.TestCase):
    def test_no_form_of_a_target_leads_around_the_password(self):
        with Served(users(prometheus=RIGHT)) as served:
            address, password = served.exporter.address, [f"{name}: {value}" for name, value in basic("prometheus", RIGHT).items()]
            for target in ("/metrics", "http://h/metrics", "https://h/metrics?x", "HTTP://-/-/healthy/metrics", "http://h/-/healthy/../../metrics",
                           "http://h", "*", "http://h/%2D/healthy/", "http:///-/healthy", "/-/healthy?/../../metrics"):
                self.assertEqual(get(address, target), 200 if target.startswith("/-/healthy?") else 401, target)
            self.assertEqual(get(address, "http://h/-/healthy"), 200)
            self.assertEqual(get(address, "http://h/%2D/healthy"), 200)
            self.assertEqual(get(address, "http://h/metrics?collect=exporter", *password), 200)

    def test_plain_http_is_told_that_there_is_tls_and_the_log_says_why_nobodys_address(self):
        with Served(TLS, log_level="debug") as served:
            for line in ("GET /metrics HTTP/1.1", "OPTIONS * HTTP/1.1", "BREW / HTTP/1.1"):
                status, answer, seconds = ask(served.exporter.address, line, "Host: h")
                self.assertEqual(status, 400)
                self.assertIn(b"Client sent an HTTP request to an HTTPS server.", answer)
                self.assertLess(seconds, 2 * SLOWDOWN)
            served.logged('msg="TLS client refused" reason="plain HTTP"')
            self.assertEqual(served.curl("--tls-max", "1.0", "--ciphers", "ALL:@SECLEVEL=0"), "000 0")
            served.logged('msg="TLS client refused" reason="unsupported protocol"')
            with self.assertRaises(ssl.SSLCertVerificationError):
                served.exporter.get(tls=ssl.create_default_context())
            served.logged('msg="TLS client refused" reason="told by the client: ')
            page = served.exporter.get("/metrics?collect=exporter", tls=served.pki.tls()).body.decode()
            self.assertIn(REASONS + '{reason="tls"} 5\n', page)
            refusals = [line for line in served.exporter.err().splitlines() if "TLS client refused" in line]
            self.assertNotIn("127.0.0.1", "".join(refusals))


if __name__ == "__main__":
    unittest.main()
