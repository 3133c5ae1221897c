"""TLS, certificates of clients and passwords between Prometheus and the exporters, all renewed by changing Secrets."""
import json
import ssl
import tempfile
import time
import unittest

import yaml

from cloud_in_cluster import Cloud
from cluster import kubectl, listed, namespace, prometheus_says, through_proxy, PROMETHEUS
from from_outside import certificate_shown, status
from programs import wait_until
from release import installed
from watched import Watched
from web_config import basic, Pki
from web_values import certificates_required, password_required, PASSWORDS, Secrets


class Renewal(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.pki = Pki(cls.enterClassContext(tempfile.TemporaryDirectory()))
        cls.space = cls.enterClassContext(namespace("web"))
        sign_in = Cloud(cls.space, sessions=200, history_hours=20).signed_in_by_password()
        cls.secrets = Secrets(cls.space, cls.pki)
        cls.secrets.issue("before")
        cls.secrets.allow("before", "after")
        cls.by_certificate = cls.enterClassContext(installed(
            cls.space, {**sign_in, **certificates_required("before", "after")}, name="by-certificate"))
        cls.by_password = cls.enterClassContext(installed(cls.space, {**sign_in, **password_required()}, name="by-password"))
        cls.all_are_up(2)
        cls.watched = Watched(cls.space)
        cls.renew()

    @classmethod
    def all_are_up(cls, count):
        prometheus_says(f'count(huaweicloud_workspace_up{{namespace="{cls.space}"}} == 1) == {count}')

    @classmethod
    def renew(cls):
        """While both are allowed, all parties get what is new; then what was before is allowed no more."""
        cls.secrets.issue("after")
        cls.secrets.allow("before", "after")
        with open(cls.pki.path("server.crt"), encoding="utf-8") as file:
            renewed = ssl.PEM_cert_to_DER_cert(file.read())
        for release in (cls.by_certificate, cls.by_password):
            cls.wait(lambda: certificate_shown(release, cls.pki.tls("after")) == renewed, f"the new certificate {release.name}")
        cls.wait(lambda: cls.user_of_prometheus() == "after", "the new user in Prometheus")
        cls.secrets.allow("after")
        cls.by_certificate.apply("upgrade", {**cls.by_certificate.values, **certificates_required("after")})
        cls.wait(lambda: cls.asked_as("before") == [None, 401], "the end of what was before")

    @classmethod
    def user_of_prometheus(cls):
        config = yaml.safe_load(json.loads(through_proxy(PROMETHEUS, "/api/v1/status/config"))["data"]["yaml"])
        return next(x["basic_auth"]["username"] for x in config["scrape_configs"]
                    if x["job_name"].startswith(f"podMonitor/{cls.space}/"))

    @staticmethod
    def wait(condition, what):
        wait_until(lambda: condition() or time.sleep(1), 180, what)

    @classmethod
    def asked_as(cls, user):
        """What the one and the other release answer."""
        return [status(cls.by_certificate, cls.pki.tls(user)),
                status(cls.by_password, cls.pki.tls(), basic(user, PASSWORDS[user]))]

    def test_prometheus_misses_no_scrape_and_connects_anew(self):
        self.watched.check(self, 2)
        # A connection that was kept was let in before the end of the old certificate; another pod takes a handshake.
        kubectl("delete", "pod", self.by_certificate.pod()["metadata"]["name"], "--namespace", self.space)
        pod = self.by_certificate.pod()["metadata"]["name"]
        prometheus_says(f'huaweicloud_workspace_up{{namespace="{self.space}",pod="{pod}"}} == 1')

    def test_what_is_new_is_asked_for(self):
        self.assertEqual(self.asked_as("after"), [200, 200])
        self.assertEqual([status(release, self.pki.tls()) for release in (self.by_certificate, self.by_password)], [None, 401])

    def test_probes_go_on_working(self):
        for release in (self.by_certificate, self.by_password):
            conditions = {x["type"]: x["status"] for x in release.pod()["status"]["conditions"]}
            self.assertEqual((conditions["Ready"], release.restarts()), ("True", 0))
        failed = [x["message"] for x in listed("events", self.space) if x["reason"] == "Unhealthy"]
        self.assertEqual([message for message in failed if not message.startswith("Startup")], [])
