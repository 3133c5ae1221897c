"""--web_config_file: TLS, client certificates, users and headers, for curl and a real Prometheus, and their rotation."""
import os
import signal
import subprocess
import tempfile
import unittest

from page import Page
from programs import SLOWDOWN, Simulator, request, run_once, wait_until
from test_prometheus import Prometheus
from web_config import CLIENTS, HASHES, OTHER, RIGHT, SLOW_HASH, TLS, Pki, Served, basic, users

class Clients(unittest.TestCase):
    def test_curl_with_password_and_certificate(self):
        with Served(TLS + CLIENTS + users(prometheus=RIGHT)) as served:
            certificate = ["--cert", served.pki.path("client.crt"), "--key", served.pki.path("client.key")]
            stranger = ["--cert", served.pki.path("stranger.crt"), "--key", served.pki.path("stranger.key")]
            password = ["-u", "prometheus:" + RIGHT]
            self.assertEqual(served.curl(*certificate, *password), "200 1.1")
            self.assertEqual(served.curl(*certificate, *password, "--tls-max", "1.2"), "200 1.1")
            self.assertEqual(served.curl(*certificate), "401 1.1")
            self.assertEqual(served.curl(*certificate, "-u", "prometheus:" + OTHER), "401 1.1")
            self.assertEqual(served.curl(*password), "000 0")
            self.assertEqual(served.curl(*stranger, *password), "000 0")

    def test_prometheus_scrapes_with_password_and_certificate(self):
        with Served(TLS + CLIENTS + users(prometheus=RIGHT)) as served, tempfile.TemporaryDirectory() as folder:
            text = f"""
                global: {{scrape_interval: 1s, scrape_timeout: 1s}}
                scrape_configs:
                  - job_name: workspace
                    honor_labels: true
                    scheme: https
                    tls_config: {{ca_file: {served.pki.path("ca.crt")}, cert_file: {served.pki.path("client.crt")},
                                  key_file: {served.pki.path("client.key")}}}
                    basic_auth: {{username: prometheus, password: {RIGHT}}}
                    static_configs: [{{targets: ['{served.exporter.address}']}}]
                """
            with Prometheus(folder, text=text) as prometheus:
                wait_until(lambda: prometheus.query("huaweicloud_workspace_up == 1") or None, 30, "a whole collection")
                # Rotated while it scrapes: it is not lost. Prometheus keeps its connection, which is not cut.
                served.pki.certificate("server", "IP:127.0.0.1", serial=7)
                served.pki.write("web.yaml", f"{served.text}  grafana: {HASHES[OTHER]}\n")
                served.logged("web configuration loaded again")
                wait_until(lambda: served.pki.serial(served.exporter.address) == 7, what="the new certificate")
                wait_until(lambda: prometheus.query("count_over_time(up[5s]) > 3") or None, 30, "more scrapes")
                self.assertEqual(set(prometheus.query("min_over_time(up[5s])").values()), {1.0})

    def test_a_password_is_hashed_once_and_not_at_every_scrape(self):
        with Served(f"basic_auth_users: {{prometheus: {SLOW_HASH}}}\n") as served:
            def cpu_seconds():
                answer = served.exporter.get("/metrics?collect=exporter", headers=basic("prometheus", RIGHT))
                return Page(answer.body).value("process_cpu_seconds_total")
            before = cpu_seconds()
            for _ in range(50):
                cpu_seconds()
            self.assertLess(cpu_seconds() - before, 2 * SLOWDOWN)  # 50 hashes take 12 s


class Access(unittest.TestCase):
    def test_health_needs_no_password_and_reload_is_allowed_behind_one(self):
        with Served(users(prometheus=RIGHT)) as served:
            for path in ("/-/healthy", "/-/ready"):
                self.assertEqual(served.status(path), 200)
            for path in ("/metrics", "/", "/probe?project=demo", "/nowhere", "/-/healthy/"):
                answer = served.exporter.get(path)
                self.assertEqual((answer.status, answer.body), (401, b"Unauthorized\n"), path)
                self.assertTrue(answer.headers["WWW-Authenticate"].startswith("Basic "))
            self.assertEqual(served.status("/nowhere", user="prometheus"), 404)
            self.assertEqual(served.status("/-/reload", method="POST"), 401)
            self.assertEqual(served.status("/-/reload", method="POST", user="prometheus"), 200)
            self.assertNotIn(RIGHT, served.exporter.err())

    def test_without_users_reload_is_not_allowed(self):
        with Served(TLS) as served:
            self.assertEqual(served.status("/-/reload", method="POST"), 403)

    def test_headers_are_on_every_answer_once(self):
        headers = "http_server_config:\n  http2: false\n  headers:\n    X-Frame-Options: deny\n    X-Content-Type-Options: nosniff\n"
        with Served(headers + users(prometheus=RIGHT)) as served:
            for path in ("/metrics", "/-/healthy"):
                got = served.exporter.get(path).headers
                self.assertEqual((got["X-Frame-Options"], got["X-Content-Type-Options"]), ("deny", "nosniff"))

    def test_plain_http_on_the_tls_port_is_told_so_and_tls_goes_on(self):
        with Served(TLS) as served:
            self.assertEqual(request(served.exporter.address, "/metrics").status, 400)
            self.assertEqual(served.status(), 200)


class Rotation(unittest.TestCase):
    def test_users_change_while_it_runs_and_a_bad_file_changes_nothing(self):
        with Served(users(prometheus=RIGHT)) as served:
            self.assertEqual(served.status(user="prometheus"), 200)
            served.pki.write("web.yaml", users(prometheus=OTHER, grafana=RIGHT))
            served.logged("web configuration loaded again")
            self.assertEqual(served.status(user="prometheus"), 401)
            self.assertEqual(served.status(user="prometheus", password=OTHER), 200)
            self.assertEqual(served.status(user="grafana"), 200)
            for bad in ("basic_auth_users: {prometheus: plain-text}\n", "", TLS + users(prometheus=RIGHT)):
                before = served.exporter.err().count("web configuration refused, the old one stays")
                served.pki.write("web.yaml", bad)
                wait_until(lambda: served.exporter.err().count("web configuration refused") > before, what="refused")
                self.assertEqual(served.status(user="prometheus", password=OTHER), 200)
            self.assertNotIn("plain-text", served.exporter.err())
            os.remove(served.pki.path("web.yaml"))
            served.logged("No such file")
            self.assertEqual(served.status(), 401)

    def test_certificate_and_client_ca_change_while_it_runs(self):
        with Served(TLS + CLIENTS) as served:
            self.assertEqual(served.status(client="client"), 200)
            with open(served.pki.path("server.key"), encoding="utf-8") as file:
                old_key = file.read()
            # A certificate whose key is not there yet: the old pair stays, then the new one is taken.
            served.pki.certificate("server", "IP:127.0.0.1", serial=9)
            with open(served.pki.path("server.key"), encoding="utf-8") as file:
                new_key = file.read()
            served.pki.write("server.key", old_key)
            served.logged("is not the key of the certificate")
            self.assertEqual(served.pki.serial(served.exporter.address), 1)
            served.pki.write("server.key", new_key)
            wait_until(lambda: served.pki.serial(served.exporter.address) == 9, what="the new certificate")
            # Another CA: who has a certificate of the old one stays outside.
            trusted = served.pki.tls("client")
            with tempfile.TemporaryDirectory() as folder:
                with open(Pki(folder).path("ca.crt"), encoding="utf-8") as file:
                    served.pki.write("ca.crt", file.read())
            def refused():
                try:
                    return served.exporter.get("/-/healthy", tls=trusted).status == 0
                except OSError:
                    return True
            wait_until(refused, what="the client being refused")

    def test_reload_takes_the_web_configuration_or_nothing(self):
        with Served(users(prometheus=RIGHT)) as served:
            served.pki.write("web.yaml", "basic_auth_users: {prometheus: x}\n")
            self.assertEqual(served.status("/-/reload", method="POST", user="prometheus"), 500)
            served.pki.write("web.yaml", users(prometheus=OTHER))
            served.exporter.process.send_signal(signal.SIGHUP)
            wait_until(lambda: served.status(user="prometheus", password=OTHER) == 200, what="the new password")


class Faults(unittest.TestCase):
    def faults(self, text):
        with Simulator(sessions=1) as simulator, tempfile.TemporaryDirectory() as folder:
            pki = Pki(folder)
            pki.certificate("server", "IP:127.0.0.1")
            code, _, err = run_once(simulator, command="--check", web_config_file=pki.write("web.yaml", text))
            return code, err.replace(folder, "FOLDER").splitlines()

    def test_every_fault_is_told_at_the_start(self):
        self.assertEqual(self.faults("tls_server_config: {cert_file: none, key_file: server.key}\nbasic_auth_users: {a: b}\n"), (2, [
            "FOLDER/web.yaml:1:21: tls_server_config.cert_file: the file cannot be read: No such file or directory",
            "FOLDER/web.yaml:2:20: basic_auth_users.a: must be a bcrypt hash of the password, such as `htpasswd -nBC 10 USER` makes"]))
        self.assertEqual(self.faults("tls_server_config: {cert_file: server.key, key_file: ca.key}\n"), (2, [
            "FOLDER/web.yaml:1:21: tls_server_config.cert_file: holds no certificate in PEM"]))
        self.assertEqual(self.faults("tls_server_config: {cert_file: server.crt, key_file: ca.key}\n"), (2, [
            "FOLDER/web.yaml:1:44: tls_server_config.key_file: is not the key of the certificate in cert_file"]))


if __name__ == "__main__":
    unittest.main()
