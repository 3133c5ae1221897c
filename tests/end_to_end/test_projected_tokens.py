"""Signing in by a token that Kubernetes projects into the pod: to the agent of CCE's pod identities, and to IAM by OpenID Connect."""
import time
import unittest

from cloud import AGENCY, ID_TOKEN, NO_PASSWORD, POD_TOKEN, Cloud
from programs import run_once, wait_for_log, wait_until

THROTTLED = {"kind": "status", "status": 429, "shape": "a", "code": "APIGW.0308", "times": 1,
             "message": "The throttling threshold has been reached: policy ip over ratelimit,limit:1,time:1 second"}
# What each way takes from the simulator: the flag, its operation that wants the projected token, and who may have which.
POD = ({"auth": "pod_identity"}, "pod_identity", "pod_identity_tokens", "pod-token", Cloud.pod_environment)
OIDC = ({"auth": "oidc"}, "federate", "id_tokens", "id-token", Cloud.oidc_environment)


def cloud(**settings):
    return Cloud({"plain_listen": "127.0.0.1:0"}, **{"sessions": 100, **settings})


class Projected(unittest.TestCase):
    def test_a_rotated_token_is_taken_with_the_next_credentials_and_loses_no_scrape(self):
        for flags, operation, good, file, environment in (POD, OIDC):
            with self.subTest(flags), cloud(token_lifetime_seconds=2, temporary_key_lifetime_seconds=2) as it:
                with it.exporter(environment(it), **flags) as exporter:
                    self.assertEqual(exporter.scrape().up, 1, exporter.err())
                    for number in range(3):
                        it.simulator.configure(**{good: [f"rotated-{number}"]})
                        it.path(file, f"rotated-{number}\n")
                        before = len(it.simulator.requests(operation))
                        wait_until(lambda: self.up(exporter) and len(it.simulator.requests(operation)) > before, what="a renewal")
                    self.assertEqual([x for x in it.simulator.requests(operation) if x["status"] >= 300], [])
                    self.assertEqual(sum(exporter.scrape().series("collection_errors_total").values()), 0)

    def up(self, exporter):
        self.assertEqual(exporter.scrape().up, 1, exporter.err())
        return True

    def test_a_refused_token_is_told_and_not_hammered_until_its_file_is_another(self):
        for flags, operation, _, _, environment in (POD, OIDC):
            with self.subTest(flags), cloud() as it, it.exporter(environment(it, "no-such-token"), **flags) as exporter:
                for _ in range(4):
                    page = exporter.scrape()
                    self.assertEqual((page.up, page.value("collection_errors_total", reason="auth") > 0), (0, True))
                self.assertEqual([x["status"] for x in it.simulator.requests(operation)], [401])
                wait_for_log(exporter, "status 401")
                environment(it)
                self.assertEqual(exporter.scrape().up, 1, exporter.err())
                for secret in ("no-such-token", POD_TOKEN, ID_TOKEN):
                    self.assertNotIn(secret, exporter.err())

    def test_a_throttled_sign_in_waits_and_comes(self):
        for flags, operation, _, _, environment in (POD, OIDC):
            with self.subTest(flags), cloud() as it:
                it.simulator.fault(operation=operation, **THROTTLED)
                with it.exporter(environment(it), **flags) as exporter:
                    self.assertEqual(exporter.scrape().up, 1, exporter.err())
                self.assertEqual([x["status"] // 100 for x in it.simulator.requests(operation)], [4, 2])

    def test_what_is_missing_in_the_environment_is_named_at_the_start(self):
        with cloud() as it:
            pod, oidc = it.pod_environment(), it.oidc_environment()
            for flags, environment, gone in [(POD[0], pod, name) for name in pod] + [(OIDC[0], oidc, name) for name in oidc]:
                with self.subTest(gone):
                    for value in (None, "/no/such/file"):
                        given = {name: x for name, x in environment.items() if name != gone}
                        if value is not None:
                            given[gone] = value
                        code, _, err = run_once(it.simulator, command="--check", environment=given, **NO_PASSWORD, **flags)
                        self.assertEqual(code, 2)
                        self.assertRegex(err, rf"^--auth: .*{gone}[^\n]*\n$")
            far = {**pod, "HC_CONTAINER_CREDENTIALS_FULL_URI": "http://192.0.2.1/v1/credentials"}
            code, _, err = run_once(it.simulator, command="--check", environment=far, **NO_PASSWORD, **POD[0])
            self.assertEqual((code, "link-local" in err), (2, True), err)
            code, _, err = run_once(it.simulator, command="--check", environment=oidc, project_id=None, **NO_PASSWORD, **OIDC[0])
            self.assertRegex(err, "--project_id: required")


class PodIdentity(unittest.TestCase):
    def test_keys_find_their_project_and_assume_an_agency(self):
        with cloud() as it:
            with it.exporter(it.pod_environment(), region="ap-southeast-1", project_id=None, **AGENCY, **POD[0]) as exporter:
                page = exporter.scrape()
                self.assertEqual(page.up, 1, exporter.err())
                for operation, code in (("pod_identity", "200"), ("assume_role", "201"), ("list_projects", "200")):
                    self.assertEqual(page.value("api_requests_total", operation=operation, code=code), 1)
                self.assertGreater(page.value("token_expiry_timestamp_seconds", identity="demo"), time.time())
                self.assertEqual(len({x["access_key"] for x in it.simulator.requests()}), 1)

    def test_an_agent_that_is_gone_for_a_while_costs_nothing_while_a_key_lives(self):
        with cloud(temporary_key_lifetime_seconds=20) as it, it.exporter(it.pod_environment(), retries=0, **POD[0]) as exporter:
            self.assertEqual(exporter.scrape().up, 1, exporter.err())
            it.simulator.fault(operation="pod_identity", kind="status", status=503)
            wait_until(lambda: exporter.scrape().up == 1 and len(it.simulator.requests("pod_identity")) >= 2, 25, "another try")
            self.assertEqual(exporter.scrape().up, 1, exporter.err())
            it.simulator.mend()


class Oidc(unittest.TestCase):
    def test_two_sign_ins_make_a_token_of_the_project(self):
        with cloud() as it, it.exporter(it.oidc_environment(), **OIDC[0]) as exporter:
            for _ in range(3):
                page = exporter.scrape()
                self.assertEqual(page.up, 1, exporter.err())
            self.assertEqual(page.value("api_requests_total", operation="sign_in", code="201"), 2)
            self.assertEqual([len(it.simulator.requests(x)) for x in ("federate", "sign_in")], [1, 1])
            self.assertGreater(page.value("token_expiry_timestamp_seconds", identity="demo"), time.time())


class Check(unittest.TestCase):
    def test_a_refusal_has_a_hint_of_what_was_refused(self):
        with cloud() as it:
            where = {"endpoint": it.simulator.base, "iam_endpoint": it.simulator.base, "ca_file": it.ca_file, **NO_PASSWORD}
            code, out, _ = run_once(it.simulator, command="--check", environment=it.pod_environment(), **where, **POD[0])
            self.assertEqual((code, "as the identity of this pod" in out.decode()), (0, True), out)
            for (flags, *_, environment), wrong, said in (
                    (POD, {"token": "wrong"}, "status 401.*; perhaps .*pod identity association"),
                    (OIDC, {"token": "wrong"}, "status 401.*; perhaps .*audience"),
                    (OIDC, {"idp": "other"}, "status 404.*; perhaps .*no identity provider of that name")):
                with self.subTest(said):
                    code, out, _ = run_once(it.simulator, command="--check", environment=environment(it, **wrong), **where, **flags)
                    self.assertEqual(code, 1)
                    self.assertRegex(out.decode(), said)
            it.simulator.fault(operation="sign_in", kind="status", status=403, shape="c")
            code, out, _ = run_once(it.simulator, command="--check", environment=it.oidc_environment(), **where, **OIDC[0])
            self.assertRegex(out.decode(), "a token of the project: status 403.*; perhaps .*user groups")


if __name__ == "__main__":
    unittest.main()
