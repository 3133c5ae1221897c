"""Huawei Cloud's SDK for Python and the exporter, in one environment with the same files, ask the same project in the same place."""
import os
import tempfile
import unittest
from unittest import mock

from huaweicloudsdkcore.auth.provider import CredentialProviderChain
from huaweicloudsdkworkspaceapp.v1 import ListSessionsRequest, WorkspaceAppClient
from huaweicloudsdkworkspaceapp.v1.region.workspaceapp_region import WorkspaceAppRegion

import listing
from listing import KEY, SECRET, SESSIONS
from programs import PROJECT_ID, Exporter

FLAGS_OF_TESTS = ("endpoint", "iam_endpoint", "project_id", "project", "iam_domain", "iam_user", "iam_password_file")


def count(region, credentials):
    client = WorkspaceAppClient.new_builder().with_credentials(credentials).with_region(WorkspaceAppRegion.value_of(region)).build()
    begin, end = listing.window()
    return client.list_sessions(ListSessionsRequest(limit=100, query_begin_time=begin, query_end_time=end)).count


class OneEnvironment(unittest.TestCase):
    """The SDK keeps a region's endpoint as long as its process lives: each test has a region of its own."""

    def setUp(self):
        self.simulator = self.enterContext(listing.simulator())
        self.folder = self.enterContext(tempfile.TemporaryDirectory(prefix="workspace-exporter-test-"))

    def path(self, name, text):
        path = os.path.join(self.folder, name)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        return path

    def asked(self):
        """What was asked of the API and of IAM, and by which key."""
        return {(x["operation"], x["path"], x["access_key"]) for x in self.simulator.control("requests")["requests"]}

    def assert_same(self, region, environment):
        with mock.patch.dict(os.environ, environment):
            self.assertEqual(count(region, CredentialProviderChain.get_basic().get_credentials()), SESSIONS)
        of_sdk = self.asked()
        self.simulator.control("reset-requests", method="POST")
        with Exporter(self.simulator, environment, region=region, lookback="8d", live_lookback="8d",
                      **dict.fromkeys(FLAGS_OF_TESTS)) as exporter:
            page = exporter.scrape()
            self.assertEqual(page.up, 1, exporter.err())
            self.assertEqual(sum(page.series("sessions").values()), SESSIONS)
        self.assertEqual(self.asked(), of_sdk)

    def test_variables(self):
        self.assert_same("ap-southeast-1",
                         {"HUAWEICLOUD_SDK_AK": KEY, "HUAWEICLOUD_SDK_SK": SECRET, "HUAWEICLOUD_SDK_PROJECT_ID": PROJECT_ID,
                          "HUAWEICLOUD_SDK_REGION_WORKSPACEAPP_AP_SOUTHEAST_1": self.simulator.base})

    def test_files_go_before_variables_that_differ(self):
        regions = self.path("regions.yaml", f"WorkspaceApp:\n  - id: cn-north-4\n    endpoint: '{self.simulator.base}'\n")
        credentials = self.path("credentials", f"[basic]\nak = {KEY}\nsk = {SECRET}\nproject_id = {PROJECT_ID}\n")
        self.assert_same("cn-north-4",
                         {"HUAWEICLOUD_SDK_REGIONS_FILE": regions, "HUAWEICLOUD_SDK_CREDENTIALS_FILE": credentials,
                          "HUAWEICLOUD_SDK_PROJECT_ID": "f" * 32})

    def test_a_file_s_iam_looks_the_project_up(self):
        credentials = self.path("credentials", f"[basic]\nak = {KEY}\nsk = {SECRET}\niam_endpoint = {self.simulator.base}\n")
        self.simulator.configure(projects=[{"id": PROJECT_ID, "name": "ap-southeast-3"}])
        self.assert_same("ap-southeast-3",
                         {"HUAWEICLOUD_SDK_REGION_WORKSPACEAPP_AP_SOUTHEAST_3": self.simulator.base,
                          "HUAWEICLOUD_SDK_CREDENTIALS_FILE": credentials, "HUAWEICLOUD_SDK_IAM_ENDPOINT": "https://localhost:9"})


if __name__ == "__main__":
    unittest.main()
