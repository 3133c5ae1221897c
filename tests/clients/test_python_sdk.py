"""Huawei Cloud's SDK for Python lists the simulator's sessions as the simulator knows them, and the exporter, signed in the
same way, counts what the SDK lists."""
import collections
import os
import tempfile
import unittest
from unittest import mock

from huaweicloudsdkcore.auth.credentials import BasicCredentials, GlobalCredentials
from huaweicloudsdkcore.auth.internal import MetadataAccessor
from huaweicloudsdkcore.auth.provider import MetadataCredentialProvider, PodIdentityCredentialProvider
from huaweicloudsdkcore.exceptions.exceptions import ClientRequestException
from huaweicloudsdkiam.v3 import (AgencyAuth, AgencyAuthIdentity, CreateTemporaryAccessKeyByAgencyRequest,
                                  CreateTemporaryAccessKeyByAgencyRequestBody, IamClient, IdentityAssumerole)
from huaweicloudsdkworkspaceapp.v1 import ListSessionsRequest, WorkspaceAppClient

import listing
from cloud import AGENCY, NO_PASSWORD, POD_TOKEN
from listing import KEY, SECRET
from page import Page
from programs import PROJECT_ID, Exporter, run_once


def listed(simulator, credentials):
    """(id, state) of each row of all pages, sorted."""
    client = WorkspaceAppClient.new_builder().with_credentials(credentials).with_endpoint(simulator.base).build()
    begin, end = listing.window()
    rows = []
    while True:
        page = client.list_sessions(ListSessionsRequest(limit=100, offset=len(rows), query_begin_time=begin, query_end_time=end))
        rows += [(x.id, x.session_state) for x in page.items]
        if not page.items or len(rows) >= page.count:
            return sorted(rows)


def agency_key(simulator):
    """A temporary key, asked for with the permanent one."""
    client = IamClient.new_builder().with_credentials(GlobalCredentials(KEY, SECRET, "example-domain-id")) \
        .with_endpoint(simulator.base).build()
    role = IdentityAssumerole(agency_name="example-agency", domain_name="example-tenant", duration_seconds=900)
    return client.create_temporary_access_key_by_agency(CreateTemporaryAccessKeyByAgencyRequest(
        body=CreateTemporaryAccessKeyByAgencyRequestBody(
            auth=AgencyAuth(identity=AgencyAuthIdentity(methods=["assume_role"], assume_role=role))))).credential


class PythonSdk(unittest.TestCase):
    def setUp(self):
        self.simulator = self.enterContext(listing.simulator())
        self.folder = self.enterContext(tempfile.TemporaryDirectory(prefix="workspace-exporter-test-"))

    def key_files(self, key, secret, token=None):
        """The exporter's flags for that key."""
        flags = {"auth": "aksk"}
        for name, text in (("access_key", key), ("secret_key", secret), ("security_token", token)):
            if text is not None:
                flags[name + "_file"] = f"{self.folder}/{name}"
                with open(flags[name + "_file"], "w", encoding="utf-8") as file:
                    file.write(text)
        return flags

    def assert_ours_counts(self, rows, **flags):
        """The exporter, of all that the SDK has listed."""
        code, page, log = run_once(self.simulator, **{**NO_PASSWORD, "lookback": "192h", "live_lookback": "192h", **flags})
        self.assertEqual(code, 0, log)
        ours = collections.Counter()
        for labels, value in Page(page).series("sessions").items():
            ours[dict(labels)["session_state"]] += value
        # Which the API's documents spell in two ways.
        theirs = collections.Counter("Disconnected" if state == "Disconnecte" else state for _, state in rows)
        self.assertEqual(+ours, theirs)
        self.assertEqual(Page(page).value("collection_items", listing="ended"), len(rows))

    def test_permanent_key(self):
        rows = listed(self.simulator, BasicCredentials(KEY, SECRET, PROJECT_ID))
        self.assertEqual(rows, listing.truth(self.simulator))
        self.assert_ours_counts(rows, **self.key_files(KEY, SECRET))
        self.assertEqual(listing.signed_by(self.simulator), {KEY})

    def test_temporary_key_of_an_agency(self):
        key = agency_key(self.simulator)
        credentials = BasicCredentials(key.access, key.secret, PROJECT_ID).with_security_token(key.securitytoken)
        rows = listed(self.simulator, credentials)
        self.assertEqual(rows, listing.truth(self.simulator))
        self.assert_ours_counts(rows, **self.key_files(key.access, key.secret, key.securitytoken))
        self.assertEqual(listing.signed_by(self.simulator), {key.access})

    def test_temporary_key_of_an_agency_that_the_exporter_asks_for(self):
        rows = listed(self.simulator, BasicCredentials(KEY, SECRET, PROJECT_ID))
        self.assert_ours_counts(rows, **self.key_files(KEY, SECRET), **AGENCY)
        self.assertEqual(len(listing.signed_by(self.simulator) - {KEY}), 1)

    def test_temporary_key_without_its_token_is_refused(self):
        key = agency_key(self.simulator)
        with self.assertRaises(ClientRequestException) as refused:
            listed(self.simulator, BasicCredentials(key.access, key.secret, PROJECT_ID))
        self.assertEqual((refused.exception.status_code, refused.exception.error_code), (401, "APIGW.0301"))

    def test_metadata(self):
        # The address is fixed in the SDK.
        with mock.patch.object(MetadataAccessor, "_METADATA_ENDPOINT", self.simulator.base):
            credentials = MetadataCredentialProvider.get_basic_credential_metadata_provider().get_credentials()
            credentials.project_id = PROJECT_ID
            rows = listed(self.simulator, credentials)
        self.assertEqual(rows, listing.truth(self.simulator))
        self.assertEqual(len(self.simulator.requests("metadata_token")), 1)
        self.assert_ours_counts(rows, auth="metadata", metadata_endpoint=self.simulator.base)
        self.assertNotIn(KEY, listing.signed_by(self.simulator))

    def test_pod_identity_beside_our_own(self):
        """The same environment for both, and the same sessions."""
        folder = self.enterContext(tempfile.TemporaryDirectory(prefix="workspace-exporter-test-"))
        token = os.path.join(folder, "token")
        with open(token, "w", encoding="utf-8") as file:
            file.write(POD_TOKEN + "\n")
        environment = {"HC_CONTAINER_CREDENTIALS_FULL_URI": f"{self.simulator.base}/v1/credentials",
                       "HC_CONTAINER_AUTHORIZATION_TOKEN_FILE": token}
        with mock.patch.dict(os.environ, environment):
            credentials = PodIdentityCredentialProvider.get_basic().get_credentials()
            credentials.project_id = PROJECT_ID
            rows = listed(self.simulator, credentials)
        self.assertEqual(rows, listing.truth(self.simulator))
        with Exporter(self.simulator, environment, auth="pod_identity", lookback="7d", **NO_PASSWORD) as exporter:
            ours = exporter.scrape().series("sessions")
        by_state = collections.Counter()
        for labels, count in ours.items():
            by_state[dict(labels)["session_state"]] += count
        # The API writes one state in two ways.
        theirs = collections.Counter({"Disconnecte": "Disconnected"}.get(state, state) for _, state in rows)
        self.assertEqual({state: count for state, count in by_state.items() if count}, dict(theirs))
        self.assertEqual([x["status"] for x in self.simulator.requests("pod_identity")], [200, 200])
        self.assertEqual(len(listing.signed_by(self.simulator)), 2)


if __name__ == "__main__":
    unittest.main()
