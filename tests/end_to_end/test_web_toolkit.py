"""--web_config_file: what the exporter toolkit takes and serves, and so do we."""
import concurrent.futures
import os
import subprocess
import tempfile
import time
import unittest

from programs import SLOWDOWN, wait_until
from web_config import HASHES, OTHER, RIGHT, SLOWER_HASH, Pki, Served


class AsInTheToolkit(unittest.TestCase):
    def test_certificate_and_key_inside_the_file_and_a_client_that_asks_for_http_2(self):
        with tempfile.TemporaryDirectory() as folder:
            pki = Pki(folder)
            pki.certificate("server", "DNS:localhost")
            texts = {}
            for name in ("server.crt", "server.key", "ca.crt"):
                with open(pki.path(name), encoding="utf-8") as file:
                    texts[name] = "".join("    " + line for line in file)
            text = (f"tls_server_config:\n  cert: |\n{texts['server.crt']}  key: |\n{texts['server.key']}"
                    f"  client_auth_type: VerifyClientCertIfGiven\n  client_ca: |\n{texts['ca.crt']}http_server_config: {{http2: on}}\n")
            with Served(text) as served:
                port = served.exporter.address.rpartition(":")[2]
                curl = subprocess.run(["curl", "-s", "--http2", "-o", "/dev/null", "-w", "%{http_code} %{http_version}", "--cacert",
                                       pki.path("ca.crt"), f"https://localhost:{port}/-/healthy"], capture_output=True, check=False)
                self.assertEqual(curl.stdout, b"200 1.1")
                with open(os.path.join(served.pki.folder, "web.yaml"), encoding="utf-8") as file:
                    self.assertNotIn(file.read().splitlines()[-3].strip(), served.exporter.err())
                self.assertIn("http2: HTTP/1.1 is served", served.exporter.err())

    def test_requests_over_the_rate_get_429_and_health_does_not(self):
        with Served("rate_limit: {interval: 1h, burst: 3}\n") as served:
            self.assertEqual([served.status() for _ in range(5)], [200, 200, 200, 429, 429])
            self.assertEqual([served.status("/-/healthy") for _ in range(5)], [200] * 5)
            served.pki.write("web.yaml", "rate_limit: {interval: 0, burst: 0}\n")
            served.logged("web configuration loaded again")
            self.assertEqual([served.status() for _ in range(5)], [200] * 5)

    def test_while_a_hash_that_takes_hours_is_computed_health_others_and_the_end_go_on(self):
        endless = HASHES[RIGHT].replace("$04$", "$31$")
        with Served(f"basic_auth_users:\n  owner: {endless}\n  prometheus: {HASHES[RIGHT]}\n") as served:
            def ask():
                return served.status(user="owner", timeout=90)
            with concurrent.futures.ThreadPoolExecutor(4) as pool:
                asked = [pool.submit(ask) for _ in range(4)]
                # Two of an address may wait for such a check, whoever comes then is told so.
                wait_until(lambda: sum(one.done() for one in asked) == 2, what="two refused")
                self.assertEqual([one.result() for one in asked if one.done()], [429, 429])
                for _ in range(20):
                    self.assertEqual(served.status("/-/healthy"), 200)
                    self.assertEqual(served.status(user="prometheus"), 200)
                self.assertEqual(served.status(user="prometheus", password=OTHER), 401)
                began = time.monotonic()
                self.assertEqual(served.exporter.stop(), 0)
                self.assertLess(time.monotonic() - began, 10 * SLOWDOWN)

    def test_a_slow_hash_of_the_owners_choice_is_right_in_the_end_and_remembered(self):
        with Served(f"basic_auth_users: {{prometheus: {SLOWER_HASH}}}\n") as served:
            self.assertEqual(served.status(user="prometheus"), 200)
            began = time.monotonic()
            self.assertEqual(served.status(user="prometheus"), 200)
            self.assertLess(time.monotonic() - began, 0.3 * SLOWDOWN)
            self.assertEqual(served.status(user="prometheus", password=OTHER), 401)

    def test_a_file_without_settings_serves_everybody_and_says_so(self):
        with Served("") as served:
            self.assertEqual(served.status(), 200)
            self.assertIn("holds no settings: plain HTTP is served, to everybody", served.exporter.err())


if __name__ == "__main__":
    unittest.main()
