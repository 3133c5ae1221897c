"""Where the vendor's SDKs find project, endpoints and passwords, the exporter finds them: below its own flags, or it says why not."""
import os
import tempfile
import unittest

from cloud import KEY, NO_PASSWORD, SECRET
from programs import PASSWORD, PROJECT_ID, Exporter, Simulator, run_once, wait_for_log, wait_until

OTHER_ID = "f" * 32
KEYS = {"HUAWEICLOUD_SDK_AK": KEY, "HUAWEICLOUD_SDK_SK": SECRET}
# The label would hide where the id comes from.
NOTHING = {**NO_PASSWORD, "endpoint": None, "iam_endpoint": None, "project_id": None, "project": None}
IN_REGION = {**NOTHING, "region": "ap-southeast-1"}
OF_REGION = "HUAWEICLOUD_SDK_REGION_WORKSPACEAPP_AP_SOUTHEAST_1"


class SdkSettings(unittest.TestCase):
    def setUp(self):
        self.folder = self.enterContext(tempfile.TemporaryDirectory(prefix="workspace-exporter-test-"))
        self.simulator = self.enterContext(Simulator(
            {"access_key": KEY, "secret_key_file": self.path("secret", SECRET), "project_id": f"{PROJECT_ID},{OTHER_ID}"},
            sessions=120))
        self.base = self.simulator.base

    def path(self, name, text):
        path = os.path.join(self.folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path + ".new", "w", encoding="utf-8") as file:
            file.write(text)
        os.replace(path + ".new", path)
        return path

    def credentials(self, **more):
        keys = {"ak": KEY, "sk": SECRET, **more}
        return self.path("credentials", "[basic]\n" + "".join(f"{key} = {value}\n" for key, value in keys.items()))

    def asked_for(self):
        return {x["path"].split("/")[2] for x in self.simulator.requests()}

    def test_variables_name_project_and_endpoint(self):
        environment = {**KEYS, "HUAWEICLOUD_SDK_PROJECT_ID": OTHER_ID, OF_REGION: self.base}
        with Exporter(self.simulator, environment, **IN_REGION) as exporter:
            self.assertEqual(exporter.scrape().value("up", project=OTHER_ID), 1, exporter.err())
            self.assertRegex(exporter.err(), f"settings of the SDKs.*endpoint of {OF_REGION}, project_id of HUAWEICLOUD_SDK_PROJECT_ID")
            self.assertNotIn(SECRET, exporter.err())
        self.assertEqual(self.asked_for(), {OTHER_ID})
        self.assertEqual(self.simulator.requests("list_projects"), [])
        code, out, _ = run_once(self.simulator, command="--check", environment=environment, **IN_REGION)
        self.assertEqual(code, 0)
        self.assertRegex(out.decode(), f"as the key in HUAWEICLOUD_SDK_AK; with .*endpoint of {OF_REGION}.*project_id of HUAWEICLOUD")

    def test_flags_go_before_all_of_them(self):
        environment = {"HUAWEICLOUD_SDK_CREDENTIALS_FILE": self.credentials(project_id="x", iam_endpoint="https://x.invalid"),
                       "HUAWEICLOUD_SDK_PROJECT_ID": OTHER_ID, OF_REGION: "https://x.invalid",
                       "WORKSPACE_EXPORTER_PROJECT_ID": PROJECT_ID}
        with Exporter(self.simulator, environment, **{**IN_REGION, "endpoint": self.base}) as exporter:
            self.assertEqual(exporter.scrape().value("up", project=PROJECT_ID), 1, exporter.err())
        self.assertEqual(self.asked_for(), {PROJECT_ID})

    def test_iam_s_variable_is_where_a_project_is_looked_up(self):
        environment = {**KEYS, "HUAWEICLOUD_SDK_IAM_ENDPOINT": self.base, OF_REGION: self.base}
        with Exporter(self.simulator, environment, **IN_REGION) as exporter:
            self.assertEqual(exporter.scrape().up, 1, exporter.err())
        self.assertEqual(len(self.simulator.requests("list_projects")), 1)

    def test_the_files_at_their_default_places(self):
        self.path(".huaweicloud/credentials", f"[basic]\nak = {KEY}\nsk = {SECRET}\niam_endpoint = {self.base}\n")
        self.path(".huaweicloud/regions.yaml", f"WorkspaceApp:\n  - id: ap-southeast-1\n    endpoint: '{self.base}'\n")
        with Exporter(self.simulator, {"HOME": self.folder}, **IN_REGION) as exporter:
            self.assertEqual(exporter.scrape().up, 1, exporter.err())
        self.assertEqual(len(self.simulator.requests("list_projects")), 1)

    def test_another_project_or_endpoint_in_the_files_is_followed_without_a_restart(self):
        environment = {"HUAWEICLOUD_SDK_CREDENTIALS_FILE": self.credentials(project_id=PROJECT_ID), OF_REGION: self.base}
        with Exporter(self.simulator, environment, **IN_REGION) as exporter:
            self.assertEqual(exporter.scrape().value("up", project=PROJECT_ID), 1, exporter.err())
            self.simulator.control("keys", {"access_key": "AKSECOND", "secret_key": "second-secret"})
            self.credentials(ak="AKSECOND", sk="second-secret", project_id=OTHER_ID)
            wait_until(lambda: exporter.scrape().value("up", project=OTHER_ID) == 1, what="the other project")
            self.assertRegex(exporter.err(), "configuration loaded again")
            self.credentials(ak="AKSECOND", sk="second-secret", project_id="not/one")
            wait_for_log(exporter, "configuration refused, the old one stays.*project_id: not an id")
            self.assertEqual(exporter.scrape().value("up", project=OTHER_ID), 1)

    def test_a_regions_file_is_followed_too(self):
        regions = self.path("regions.yaml", "WorkspaceApp:\n- {id: ap-southeast-1, endpoint: 'http://127.0.0.1:9'}\n")
        environment = {**KEYS, "HUAWEICLOUD_SDK_PROJECT_ID": PROJECT_ID, "HUAWEICLOUD_SDK_REGIONS_FILE": regions}
        with Exporter(self.simulator, environment, **IN_REGION, retries="0") as exporter:
            self.assertEqual(exporter.scrape().up, 0)
            self.path("regions.yaml", f"WorkspaceApp:\n- {{id: ap-southeast-1, endpoint: '{self.base}'}}\n")
            wait_until(lambda: exporter.scrape().up == 1, what="the other endpoint")

    def test_a_password_of_openstack_s_variables(self):
        for domain in ("OS_DOMAIN_NAME", "OS_USER_DOMAIN_NAME"):
            with self.subTest(domain=domain):
                environment = {domain: "example-account", "OS_USERNAME": "exporter", "OS_PASSWORD": PASSWORD, "OS_PROJECT_ID": PROJECT_ID}
                with Exporter(self.simulator, environment, **{**NOTHING, "endpoint": self.base, "iam_endpoint": self.base}) as exporter:
                    self.assertEqual(exporter.scrape().value("up", project=PROJECT_ID), 1, exporter.err())
                    self.assertRegex(exporter.err(), "auth=password by=.*user exporter of account example-account by OS_PASSWORD")
                    self.assertNotIn(PASSWORD, exporter.err())

    def test_what_cannot_be_taken_is_refused_by_its_name(self):
        for name, value in (("HUAWEICLOUD_SDK_IAM_ENDPOINT", "http://hidden.example.com"),
                            (OF_REGION, "http://hidden.example.com"),
                            (OF_REGION, f"{self.base},https://hidden.example.com"),
                            ("HUAWEICLOUD_SDK_PROJECT_ID", "hid/den"),
                            ("HUAWEICLOUD_SDK_REGIONS_FILE", os.path.join(self.folder, "none")),
                            ("HUAWEICLOUD_SDK_CREDENTIALS_FILE", os.path.join(self.folder, "none"))):
            with self.subTest(name=name, value=value):
                keys = {} if "CREDENTIALS" in name else KEYS
                code, _, err = run_once(self.simulator, environment={**keys, name: value}, **IN_REGION)
                self.assertEqual(code, 2, err)
                self.assertIn(name, err)
                self.assertNotIn("hidden", err)
                self.assertNotIn("hid/den", err)

    def test_one_id_for_two_projects_is_refused_by_its_name(self):
        config = self.path("config.yaml", f"defaults: {{endpoint: '{self.base}', iam_endpoint: '{self.base}', region: ap-southeast-1}}\n"
                                          "projects:\n- name: a\n- name: b\n")
        code, _, err = run_once(self.simulator, environment={**KEYS, "HUAWEICLOUD_SDK_PROJECT_ID": PROJECT_ID},
                                **{**NOTHING, "config_file": config})
        self.assertEqual(code, 2, err)
        self.assertRegex(err, r"projects\[1\].project_id: HUAWEICLOUD_SDK_PROJECT_ID would give 'b' the id of 'a'")


if __name__ == "__main__":
    unittest.main()
