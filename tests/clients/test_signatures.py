"""Huawei Cloud's SDK for Python signs each request as the exporter has signed it, byte for byte."""
import contextlib
import tempfile
import unittest

import listing
from api_recorder import ApiRecorder
from cloud import AGENCY, NO_PASSWORD
from listing import KEY, SECRET
from programs import PROJECT_ID, run_once

PREFIXES = ["/gateway", "/one/two/three", "/a%20b", "/a+b", "/a%2Bb", "/%E4%BA%91", "/~user", "/%7Euser", "/a;b,c=d",
            "/a:b@c", "/100%25", "/(a)*'!", "/v1/{x}", "/a%3Fb%23c%26d"]
# Also of the look-up by name: what encodes in a query in one way here and in another there.
REGIONS = ["region-1", "a b", "a,b", "a+b", "a~b", "a*b", "a%b", "a%20b", "a&b=c", "a#b", "a=b", "'a'", '"a"', "a/b?c", "云",
           "é", "a;b", "(a)!", "a:b@c", "$a", "[a]", "{a}|b^`\\"]



class Signatures(unittest.TestCase):
    def setUp(self):
        self.simulator = self.enterContext(listing.simulator())
        self.folder = self.enterContext(tempfile.TemporaryDirectory(prefix="workspace-exporter-test-"))
        self.keys = {"auth": "aksk", "access_key_file": self.file("ak", KEY), "secret_key_file": self.file("sk", SECRET)}

    def file(self, name, text):
        path = f"{self.folder}/{name}"
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        return path

    @contextlib.contextmanager
    def recorder(self, prefix=""):
        with ApiRecorder(self.simulator, prefix) as recorder:
            yield recorder

    def collect(self, recorder, base=None, well=True, **flags):
        """The requests that the exporter signs for a collection. `well`: it succeeds."""
        base = base or recorder.base
        code, _, log = run_once(self.simulator, **{"endpoint": base, "iam_endpoint": base, "retries": 0, **NO_PASSWORD, **flags})
        self.assertEqual(code == 0, well, log)
        self.assertTrue(recorder.sent, log)
        return recorder.sent

    def assert_as_the_sdk(self, sent):
        for request in sent:
            with self.subTest(target=request.target):
                self.assertLessEqual({"host", "x-sdk-date"}, set(request.signed_headers))
                self.assertEqual(request.authorization, request.recomputed())

    def test_permanent_key(self):
        with self.recorder() as recorder:
            sent = self.collect(recorder, **self.keys)
        self.assertEqual({x.headers["Host"] for x in sent}, {recorder.base.removeprefix("http://")})
        self.assertEqual({x.headers["X-Project-Id"] for x in sent}, {PROJECT_ID})
        self.assert_as_the_sdk(sent)

    def test_temporary_key(self):
        key = listing.temporary_key(self.simulator)
        with self.recorder() as recorder:
            recorder.secrets[key["key"]] = key["secret"]
            sent = self.collect(recorder, auth="aksk", access_key_file=self.file("ak", key["key"]),
                                secret_key_file=self.file("sk", key["secret"]),
                                security_token_file=self.file("token", key["token"]))
        self.assertTrue(all("x-security-token" in x.signed_headers for x in sent))
        self.assert_as_the_sdk(sent)

    def test_keys_of_the_metadata_service(self):
        for version in (1, 2):
            self.simulator.configure(metadata_version=version)
            with self.recorder() as recorder:
                sent = self.collect(recorder, auth="metadata", metadata_endpoint=recorder.base)
            self.assertNotIn(KEY, {x.access_key for x in sent})
            self.assert_as_the_sdk(sent)

    def test_keys_of_an_agency(self):
        with self.recorder() as recorder:
            sent = self.collect(recorder, **self.keys, **AGENCY)
        self.assertEqual([x.method for x in sent if x.access_key == KEY], ["POST"])
        self.assert_as_the_sdk(sent)

    def test_bodies_that_are_not_ascii(self):
        with self.recorder() as recorder:
            sent = self.collect(recorder, well=False, agency_name='云 "é" \\ \u2028', agency_domain_name="租户", **self.keys)
        self.assertEqual([x.method for x in sent], ["POST"])
        self.assert_as_the_sdk(sent)

    def test_prefixes(self):
        for prefix in PREFIXES:
            for slash in ("", "/"):
                with self.subTest(prefix=prefix, slash=slash), self.recorder(prefix) as recorder:
                    sent = self.collect(recorder, recorder.base + slash, **self.keys)
                    self.assertTrue(all(x.path.startswith(prefix + "/v1/") for x in sent))
                    self.assert_as_the_sdk(sent)

    def test_a_slash_that_is_encoded(self):
        # The one difference. The SDK decodes the path before it takes it apart, and signs a slash where %2F was sent; the
        # exporter takes it apart first, and signs what a server sees that keeps them apart, as RFC 3986, 2.2 has it.
        with self.recorder("/a%2Fb") as recorder:
            sent = self.collect(recorder, **self.keys)
        for request in sent:
            self.assertNotEqual(request.authorization, request.recomputed())
            self.assertEqual(request.signed_headers, sorted(request.signed_headers))

    def test_regions(self):
        with self.recorder() as recorder:
            for region in REGIONS:
                sent = self.collect(recorder, well=False, project_id=None, region=region, **self.keys)
                self.assertEqual(sent[-1].query, [("name", region)])
        self.assertEqual(len(sent), len(REGIONS))
        self.assert_as_the_sdk(sent)


if __name__ == "__main__":
    unittest.main()
