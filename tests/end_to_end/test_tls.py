"""Servers that are not who they should be, or speak as nobody should any more: refused, with reason `tls` and a message that
names the host and the fault."""
import unittest

from cloud import Cloud
from connect_proxy import ConnectProxy
from programs import Exporter, Simulator, run_once, wait_for_log

# Wrong in what way → (how to make the cloud, what the message says).
FAULTS = {
    "host name": ({"certificate": lambda authority: authority.issue("DNS:other.example")}, "certificate refused: hostname mismatch"),
    "expired": ({"certificate": lambda authority: authority.issue(valid_days=(-3, -1))},
                "certificate refused: certificate has expired"),
    "not yet valid": ({"certificate": lambda authority: authority.issue(valid_days=(1, 3))},
                      "certificate refused: certificate is not yet valid"),
    "self-signed": ({"certificate": lambda authority: authority.self_signed()}, "certificate refused: self-signed certificate"),
    "TLS 1.0": ({"more_flags": {"tls_max_version": "1.0"}}, "the server does not speak TLS 1.2 or newer"),
    "TLS 1.1": ({"more_flags": {"tls_max_version": "1.1"}}, "the server does not speak TLS 1.2 or newer"),
}


class Refused(unittest.TestCase):
    def test_with_reason_host_and_fault(self):
        for name, (how, fault) in FAULTS.items():
            with self.subTest(name), Cloud(sessions=50, **how) as cloud:
                message = f"{cloud.host_and_port}: TLS handshake: {fault}"
                with cloud.exporter(**cloud.key_files()) as exporter:
                    self.check_scrape(exporter, message)
                code, out, _ = run_once(cloud.simulator, command="--check", ca_file=cloud.ca_file)
                self.assertEqual(code, 1)
                self.assertRegex(out.decode(), f"project demo: tls: signing in: {message}")
                self.assertEqual("ca_file" in out.decode(), name == "self-signed", "the hint at the cause")
                # Neither key nor password has been sent, and nothing been tried again.
                self.assertEqual(cloud.simulator.control("requests")["count"], 0)

    def check_scrape(self, exporter, message):
        page = exporter.scrape()
        self.assertEqual((page.up, page.value("collection_errors_total", reason="tls")), (0, 1), exporter.err())
        self.assertEqual(sum(page.series("collection_errors_total").values()), 1)
        self.assertFalse(any(page.series("api_retries_total").values()))
        wait_for_log(exporter, f"reason=tls error=.*{message}")

    def test_an_authority_that_nobody_told_us_of(self):
        with Cloud(sessions=50) as cloud, Cloud() as other:
            for ca_file in (None, other.ca_file):
                with cloud.exporter(**cloud.key_files(), ca_file=ca_file) as exporter:
                    self.check_scrape(exporter, f"{cloud.host_and_port}: TLS handshake: certificate refused: "
                                                "unable to get local issuer certificate")

    def test_an_api_behind_a_proxy(self):
        how, fault = FAULTS["host name"]
        with Cloud(sessions=50, **how) as cloud, ConnectProxy() as proxy:
            with cloud.exporter(**cloud.key_files(), proxy=f"http://{proxy.address}") as exporter:
                self.check_scrape(exporter, f"{cloud.host_and_port}.*TLS handshake: {fault}")
                self.assertEqual(proxy.tunnels, [cloud.host_and_port])

    def test_an_api_whose_sign_in_is_trusted(self):
        how, fault = FAULTS["expired"]
        with Simulator(sessions=50) as iam, Cloud(sessions=50, **how) as api:
            with Exporter(iam, endpoint=f"https://{api.host_and_port}", ca_file=api.ca_file) as exporter:
                self.check_scrape(exporter, f"{api.host_and_port}: TLS handshake: {fault}")
                self.assertEqual(len(iam.requests("sign_in")), 1)


if __name__ == "__main__":
    unittest.main()
