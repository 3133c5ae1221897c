"""Agencies of the new kind, which STS assumes by URN, beside those of the old kind."""
import unittest

from cloud import AGENCY, AGENCY_URN, KEY, NO_PASSWORD, SECRET, Cloud
from programs import run_once

LONG = 16 * 1024


class TrustAgency(unittest.TestCase):
    def check(self, cloud, **flags):
        where = {"endpoint": cloud.simulator.base, "iam_endpoint": cloud.simulator.base, "ca_file": cloud.ca_file}
        code, out, err = run_once(cloud.simulator, command="--check", **{**NO_PASSWORD, **where, **cloud.key_files(), **flags})
        return code, out.decode() + err

    def test_it_is_assumed_by_sts_and_its_key_renewed(self):
        with Cloud(sessions=300, agency_kind="trust", temporary_key_lifetime_seconds=2) as cloud:
            with cloud.exporter(**cloud.key_files(), agency_urn=AGENCY_URN, agency_duration="15m") as exporter:
                while len(cloud.simulator.requests("assume_by_urn")) < 2:
                    page = exporter.scrape()
                    self.assertEqual(page.up, 1, exporter.err())
                self.assertGreaterEqual(exporter.scrape().value("api_requests_total", operation="assume_role", code="200"), 2)
                self.assertEqual(cloud.simulator.requests("assume_agency"), [])
                self.assertEqual({request["access_key"] for request in cloud.simulator.requests("assume_by_urn")}, {KEY})
                self.assertNotIn(KEY, [request["access_key"] for request in cloud.simulator.requests("list_sessions")])

    def test_an_external_id_is_given_where_it_is_wanted(self):
        with Cloud(sessions=50, agency_kind="trust", agency_external_id="of-acme/1") as cloud:
            for external_id, result in ((None, 1), ("other", 1), ("of-acme/1", 0)):
                with self.subTest(external_id=external_id):
                    code, out = self.check(cloud, agency_urn=AGENCY_URN, agency_external_id=external_id)
                    self.assertEqual(code, result, out)
                    if result:
                        self.assertRegex(out, "asking STS.*status 403.*encoded_authorization_message: XWtZ.{10,250}; .*agency_external_id")

    def test_check_says_which_kind_it_may_be(self):
        with Cloud(sessions=50, agency_kind="trust") as cloud:
            code, out = self.check(cloud, **AGENCY)
            self.assertEqual(code, 1)
            self.assertRegex(out, "asking IAM.*status 403.*perhaps .*agency_urn")
            code, out = self.check(cloud, agency_urn=AGENCY_URN + "-other")
            self.assertRegex(out, "asking STS.*status 404.*STS5.1106.*perhaps .*URN")
            cloud.simulator.configure(agency_kind="agency")
            code, out = self.check(cloud, agency_urn=AGENCY_URN)
            self.assertEqual(code, 1)
            self.assertRegex(out, "asking STS.*status 403.*perhaps .*agency_name")
            cloud.simulator.configure(agency_kind="either")
            for flags in (AGENCY, {"agency_urn": AGENCY_URN}):
                code, out = self.check(cloud, **flags)
                self.assertEqual(code, 0, out)

    def test_temporary_keys_assume_it_for_an_hour_and_no_longer(self):
        with Cloud({"plain_listen": "127.0.0.1:0"}, sessions=50, agency_kind="trust") as cloud:
            metadata = {"access_key_file": None, "secret_key_file": None, "auth": "metadata",
                        "metadata_endpoint": f"http://{cloud.simulator.plain_address}", "agency_urn": AGENCY_URN}
            code, out = self.check(cloud, **metadata)
            self.assertEqual(code, 0, out)
            code, out = self.check(cloud, **metadata, agency_duration="2h")
            self.assertEqual(code, 2)
            self.assertIn("--agency_duration", out)
            code, out = self.check(cloud, agency_urn=AGENCY_URN, agency_duration="2h")
            self.assertEqual(code, 0, out)

    def test_two_ways_to_name_an_agency_are_refused(self):
        with Cloud(sessions=50) as cloud:
            code, out = self.check(cloud, **AGENCY, agency_urn=AGENCY_URN)
            self.assertEqual(code, 2)
            self.assertRegex(out, "--agency_urn.*agency_name")


class LongSecurityTokens(unittest.TestCase):
    def test_those_that_a_service_gives(self):
        with Cloud({"plain_listen": "127.0.0.1:0"}, sessions=50, agency_kind="either", security_token_bytes=LONG) as cloud:
            metadata = {"auth": "metadata", "metadata_endpoint": f"http://{cloud.simulator.plain_address}"}
            for keys in (metadata, {**cloud.key_files(), **AGENCY}, {**cloud.key_files(), "agency_urn": AGENCY_URN},
                         {**metadata, "agency_urn": AGENCY_URN}):
                with self.subTest(keys=list(keys)), cloud.exporter(**keys) as exporter:
                    self.assertEqual(exporter.scrape().up, 1, exporter.err())

    def test_those_of_files_and_of_the_environment(self):
        with Cloud(sessions=50) as cloud:
            token = cloud.path("token", "t" * LONG)
            cloud.simulator.control("keys", {"access_key": KEY, "secret_key": SECRET, "security_token": "t" * LONG})
            credentials = cloud.path("credentials", f"[basic]\nak = {KEY}\nsk = {SECRET}\nsecurity_token = {'t' * LONG}\n")
            environment = {"HUAWEICLOUD_SDK_AK": KEY, "HUAWEICLOUD_SDK_SK": SECRET, "HUAWEICLOUD_SDK_SECURITY_TOKEN": "t" * LONG}
            for variables, flags in ((None, {**cloud.key_files(), "security_token_file": token}),
                                     (None, {"credentials_file": credentials}), (environment, {})):
                with self.subTest(flags=list(flags)), cloud.exporter(variables, **flags) as exporter:
                    self.assertEqual(exporter.scrape().up, 1, exporter.err())


if __name__ == "__main__":
    unittest.main()
