"""Each way of the chart to sign in. What is wrong leaves the pod ready, so that the scrape is there to tell why."""
import time
import unittest

from cloud_in_cluster import Cloud
from cluster import listed, make_secret, namespace
from oracle import sessions_gauge
from programs import PASSWORD
from release import installed

TOKEN, KEY, SECRET = "an-example-token", "AKEXAMPLE", "example-secret-key"
METADATA_PORT = 8080


class SignIn(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.space = cls.enterClassContext(namespace("sign-in"))
        cls.cloud = Cloud(cls.space, {"token_file": "/files/token", "access_key": KEY, "secret_key_file": "/files/secret",
                                      "plain_listen": f"0.0.0.0:{METADATA_PORT}"},
                          {"token": TOKEN, "secret": SECRET}, sessions=200, history_hours=20)
        cls.truth = sessions_gauge(cls.cloud.sessions(), time.time() * 1000)

    def release(self, name, sign_in, secrets, **settings):
        for secret, content in secrets.items():
            make_secret(self.space, secret, content)
        return installed(self.space, {**self.cloud.values(**settings), "signIn": sign_in}, name=name)

    def shows_all(self, release):
        page = release.scrape()
        self.assertEqual(page.up, 1, release.log())
        self.assertEqual(page.series("sessions"), self.truth)

    def says_why_not(self, release, reason):
        page = release.scrape()
        self.assertEqual(page.up, 0)
        self.assertEqual(page.series("sessions"), {})
        self.assertEqual({dict(labels)["reason"] for labels, errors in page.series("collection_errors_total").items() if errors},
                         {"auth"})
        self.assertRegex(release.log(), f'level=error msg="collection failed" project=demo reason=auth error=".*{reason}')
        conditions = {x["type"]: x["status"] for x in release.pod()["status"]["conditions"]}
        self.assertEqual((conditions["Ready"], release.restarts()), ("True", 0))

    def check(self, name, sign_in, right, wrong, reason, **settings):
        """`name`: of the releases; `right`, `wrong`: {name of a Secret: its content}."""
        with self.release(name, sign_in, right, **settings) as release:
            self.shows_all(release)
        with self.release(f"{name}-wrong", sign_in, wrong, **settings) as release:
            self.says_why_not(release, reason)

    def test_a_token(self):
        self.check("token", {"method": "token", "existingSecret": "issued", "keys": {"token": "x-auth-token"}},
                   {"issued": {"x-auth-token": TOKEN}}, {"issued": {"x-auth-token": "another"}},
                   "sign-in/token holds a token that was refused")

    def test_a_password_whose_secret_names_the_user_as_well(self):
        right = {"login": "exporter", "account": "example-account", "secret": PASSWORD}
        keys = {"user": "login", "domain": "account", "password": "secret"}
        self.check("password", {"method": "password", "existingSecret": "user", "keys": keys},
                   {"user": right}, {"user": {**right, "secret": "another"}}, "The username or password is wrong")

    def test_keys(self):
        self.check("keys", {"method": "keys", "existingSecret": "keys", "keys": {"accessKey": "ak", "secretKey": "sk"}},
                   {"keys": {"ak": KEY, "sk": SECRET}}, {"keys": {"ak": "AKANOTHER", "sk": SECRET}},
                   "sign-in/access-key holds an access key that was refused")

    def test_keys_of_two_secrets_in_a_projected_volume(self):
        sources = [{"secret": {"name": "access", "items": [{"key": "id", "path": "access-key"}]}},
                   {"secret": {"name": "secret", "items": [{"key": "value", "path": "secret-key"}]}}]
        self.check("projected", {"method": "keys", "projected": sources},
                   {"access": {"id": KEY}, "secret": {"value": SECRET}}, {"secret": {"value": "another"}}, "status 401")

    def test_a_password_in_the_environment(self):
        self.check("password-variable", {"method": "password", "through": "environment", "existingSecret": "user"},
                   {"user": {"password": PASSWORD}}, {"user": {"password": "another"}}, "The username or password is wrong",
                   iam_domain="example-account", iam_user="exporter")

    def test_keys_in_the_environment(self):
        self.check("key-variables", {"method": "keys", "through": "environment", "existingSecret": "keys"},
                   {"keys": {"access-key": KEY, "secret-key": SECRET}},
                   {"keys": {"access-key": "AKANOTHER", "secret-key": SECRET}}, "status 401")

    def test_the_agency_of_the_server(self):
        pod = listed("pods", self.space, f"app.kubernetes.io/name={self.cloud.name}")[0]
        where = {"metadata_endpoint": f"http://{pod['status']['podIP']}:{METADATA_PORT}", "allow_plain_http": True}
        with self.release("metadata", {"method": "metadata"}, {}, **where) as release:
            self.shows_all(release)
        self.cloud.control("config", {"metadata_agency_bound": False})
        with self.release("metadata-wrong", {"method": "metadata"}, {}, **where) as release:
            self.says_why_not(release, "no agency is bound to this server")
