"""Signing in by access keys: from files, the environment, a credentials file, ECS metadata and an agency; and through a proxy."""
import time
import unittest

from cloud import AGENCY, KEY, NO_PASSWORD, SECRET, Cloud
from config_file import OF_FLAGS
from connect_proxy import ConnectProxy
from programs import Exporter, Simulator, run_once, wait_for_log, wait_until


class Keys(unittest.TestCase):
    def test_keys_come_from_files_the_environment_or_a_credentials_file(self):
        with Cloud(sessions=300) as cloud:
            credentials = cloud.path("credentials", f"[basic]\nak = {KEY}\nsk = {SECRET}\n")
            for environment, flags_of_key in (
                    ({}, cloud.key_files()),
                    ({"HUAWEICLOUD_SDK_AK": KEY, "HUAWEICLOUD_SDK_SK": SECRET}, {}),
                    ({"HW_ACCESS_KEY": KEY, "HW_SECRET_KEY": SECRET}, {"auth": "aksk"}),
                    ({}, {"credentials_file": credentials})):
                with self.subTest(environment=list(environment), flags=list(flags_of_key)):
                    with cloud.exporter(environment, **flags_of_key) as exporter:
                        self.assertEqual(exporter.scrape().up, 1, exporter.err())
                        self.assertIn("auth=aksk" if "auth" not in flags_of_key else "msg=listening", exporter.err())
                        self.assertNotIn(SECRET, exporter.err())
            self.assertEqual(cloud.simulator.requests("sign_in"), [])

    def test_a_rotated_key_is_followed_without_a_restart(self):
        with Cloud(sessions=300) as cloud, cloud.exporter(**cloud.key_files()) as exporter:
            self.assertEqual(exporter.scrape().up, 1)
            cloud.simulator.control("keys", {"access_key": "AKSECOND", "secret_key": "second-secret"})
            cloud.key_files("AKSECOND", "second-secret")
            self.assertEqual(exporter.scrape().up, 1, exporter.err())
            self.assertEqual([x for x in cloud.simulator.requests() if x["status"] == 401], [])

    def test_a_refused_key_is_told_and_not_hammered(self):
        with Cloud(sessions=300) as cloud, cloud.exporter(**cloud.key_files(secret="wrong")) as exporter:
            for _ in range(4):
                page = exporter.scrape()
                self.assertEqual((page.up, page.value("collection_errors_total", reason="auth") > 0), (0, True))
            self.assertEqual(len(cloud.simulator.requests()), 1)
            wait_for_log(exporter, "APIGW.0301")
            self.assertNotIn("wrong", exporter.err())

    def test_a_clock_that_is_off_is_what_the_error_says(self):
        with Cloud(sessions=50, date_skew_seconds=-1200) as cloud:
            cloud.simulator.fault(operation="list_sessions", kind="status", status=401, code="APIGW.0301")
            with cloud.exporter(**cloud.key_files()) as exporter:
                page = exporter.scrape()
                self.assertAlmostEqual(page.value("clock_skew_seconds", identity="demo"), 1200, delta=60)
                wait_for_log(exporter, "clock")

    def test_the_project_is_looked_up_by_the_region(self):
        with Cloud(sessions=300) as cloud:
            with cloud.exporter(region="ap-southeast-1", project_id=None, **cloud.key_files()) as exporter:
                self.assertEqual(exporter.scrape().up, 1, exporter.err())
                exporter.scrape()
                self.assertEqual(len(cloud.simulator.requests("list_projects")), 1)
            with cloud.exporter(region="eu-west-101", project_id=None, **cloud.key_files()) as exporter:
                self.assertEqual(exporter.scrape().up, 0)
                wait_for_log(exporter, "eu-west-101.*project_id")

    def test_a_key_that_is_refused_while_many_wait_for_the_pace_of_iam_stops_nobody(self):
        projects = [{"id": f"{i:032x}", "name": f"region-{i}"} for i in range(1, 21)]
        more = {"project_id": ",".join(x["id"] for x in projects)}
        with Cloud(more, sessions=40, projects=projects) as cloud:
            cloud.simulator.fault(operation="list_projects", kind="status", status=401, shape="a", code="APIGW.0301",
                                  message="refused", times=1, delay_ms=300)
            base = f"https://{cloud.host_and_port}"
            settings = {**cloud.key_files(), **AGENCY, "endpoint": base, "iam_endpoint": base, "ca_file": cloud.ca_file}
            lines = ["defaults:", *(f"  {key}: {value}" for key, value in settings.items()), "projects:"]
            lines += [f"  - {{name: {x['name']}, region: {x['name']}}}" for x in projects]
            config = cloud.path("config.yaml", "\n".join(lines) + "\n")
            with cloud.exporter(config_file=config, **{**OF_FLAGS, "ca_file": None}) as exporter:
                wait_until(lambda: sum(exporter.scrape().series("up").values()) == len(projects), 60, "all projects")
                self.assertEqual(len(cloud.simulator.requests("assume_agency")), 2)


class Temporary(unittest.TestCase):
    def test_an_agency_that_is_refused_is_told(self):
        with Cloud(sessions=50) as cloud:
            with cloud.exporter(**cloud.key_files(), **{**AGENCY, "agency_name": "other"}) as exporter:
                page = exporter.scrape()
                self.assertEqual((page.up, page.value("collection_errors_total", reason="auth")), (0, 1))
                self.assertEqual(page.value("api_requests_total", operation="assume_role", code="403"), 1)

    def test_metadata_of_both_versions(self):
        for version in (1, 2):
            with self.subTest(version=version), \
                    Simulator(sessions=300, metadata_version=version, temporary_key_lifetime_seconds=2) as simulator:
                with Exporter(simulator, auth="metadata", metadata_endpoint=simulator.base, **NO_PASSWORD) as exporter:
                    end = time.monotonic() + 4
                    while time.monotonic() < end:
                        self.assertEqual(exporter.scrape().up, 1, exporter.err())
                    self.assertGreaterEqual(len(simulator.requests("metadata_key")), 2)

    def test_a_metadata_token_that_is_lost_or_refused_is_done_without_within_a_scrape_and_for_a_while(self):
        for fault in ({"kind": "hang"}, {"kind": "reset_before_headers"}, *({"kind": "status", "status": x} for x in (400, 403, 405, 500, 501))):
            with self.subTest(fault=fault), Simulator(sessions=50, metadata_version=1, temporary_key_lifetime_seconds=2) as simulator:
                simulator.fault(operation="metadata_token", **fault)
                with Exporter(simulator, auth="metadata", metadata_endpoint=simulator.base, **NO_PASSWORD) as exporter:
                    self.assertEqual(exporter.scrape(timeout=10).up, 1, exporter.err())
                    wait_until(lambda: exporter.scrape().up == 1 and len(simulator.requests("metadata_key")) >= 2, what="another key")
                    self.assertEqual(len(simulator.requests("metadata_token")), 1)

    def test_a_metadata_token_that_is_lost_and_needed_names_the_hop_limit(self):
        with Simulator(sessions=50, metadata_version=2) as simulator:
            simulator.fault(operation="metadata_token", kind="hang")
            code, out, _ = run_once(simulator, command="--check", auth="metadata", metadata_endpoint=simulator.base, **NO_PASSWORD)
            self.assertEqual(code, 1)
            self.assertRegex(out.decode(), "metadata service.*hop limit.*without a token: status 401")

    def test_a_server_without_an_agency_is_told(self):
        with Simulator(sessions=50, metadata_agency_bound=False) as simulator:
            with Exporter(simulator, auth="metadata", metadata_endpoint=simulator.base, **NO_PASSWORD) as exporter:
                self.assertEqual(exporter.scrape().up, 0)
                wait_for_log(exporter, "agency")


class ThroughAProxy(unittest.TestCase):
    def test_every_sign_in_goes_through_the_proxy_and_nothing_beside_it(self):
        with Cloud(sessions=300) as cloud, ConnectProxy() as proxy:
            for keys in (cloud.key_files(), {**cloud.key_files(), **AGENCY}):
                with cloud.exporter(**keys, proxy=f"http://{proxy.address}") as exporter:
                    self.assertEqual(exporter.scrape().up, 1, exporter.err())
            with Exporter(cloud.simulator, ca_file=cloud.ca_file, proxy=f"http://{proxy.address}") as exporter:
                self.assertEqual(exporter.scrape().up, 1, exporter.err())
            port = cloud.simulator.address.rpartition(":")[2]
            self.assertEqual(set(proxy.connects), {f"localhost:{port}"})

    def test_the_environments_proxy_has_credentials_and_exceptions(self):
        with Cloud(sessions=300) as cloud, ConnectProxy("user", "p@ss") as proxy:
            environment = {"HTTPS_PROXY": f"http://user:p%40ss@{proxy.address}"}
            with cloud.exporter(environment, **cloud.key_files()) as exporter:
                self.assertEqual(exporter.scrape().up, 1, exporter.err())
            self.assertTrue(proxy.tunnels)
            wrong = {"HTTPS_PROXY": f"http://user:wrong@{proxy.address}"}
            with cloud.exporter(wrong, **cloud.key_files()) as exporter:
                self.assertEqual(exporter.scrape().up, 0)
                wait_for_log(exporter, "407")
                self.assertNotIn("wrong", exporter.err())
            before = len(proxy.connects)
            with cloud.exporter({**environment, "NO_PROXY": ".example.com,localhost"}, **cloud.key_files()) as exporter:
                self.assertEqual(exporter.scrape().up, 1)
            with Simulator(sessions=50) as plain, Exporter(plain, environment) as exporter:
                self.assertEqual(exporter.scrape().up, 1)  # it is for https
            self.assertEqual(len(proxy.connects), before)


class Check(unittest.TestCase):
    def test_check_says_who_asked_whom_and_hints_at_the_cause(self):
        with Simulator(sessions=50) as simulator:
            code, out, _ = run_once(simulator, command="--check")
            self.assertEqual(code, 0)
            self.assertRegex(out.decode(), r"project demo: ok: \d+ live.*asked 127.0.0.1:\d+ as user exporter of account example-account")
            simulator.fault(operation="list_sessions", kind="status", status=403, code="APIGW.0302",
                            message="Policy doesn't allow workspace:session:listSessions to be performed.")
            code, out, _ = run_once(simulator, command="--check")
            self.assertEqual(code, 1)
            self.assertRegex(out.decode(), "APIGW.0302.*asked.*docs/iam-policy.md")

    def test_a_refusal_has_a_hint_of_the_operation_that_failed(self):
        with Cloud({"plain_listen": "127.0.0.1:0"}, sessions=50) as cloud:
            metadata = {**NO_PASSWORD, "auth": "metadata", "metadata_endpoint": f"http://{cloud.simulator.plain_address}"}
            keys = {**NO_PASSWORD, **cloud.key_files()}
            where = {"endpoint": cloud.simulator.base, "iam_endpoint": cloud.simulator.base, "ca_file": cloud.ca_file}
            for operation, flags, hint in (
                    ("metadata_key", metadata, "metadata service.*refuses this sender"),
                    ("metadata_token", metadata, "metadata service.*refuses this sender"),
                    ("assume_agency", {**keys, **AGENCY}, "Agent Operator"),
                    ("assume_agency", {**metadata, **AGENCY}, "Agent Operator"),
                    ("metadata_key", {**metadata, **AGENCY}, "metadata service.*refuses this sender"),
                    ("list_projects", {**keys, "project_id": None, "region": "ap-southeast-1"}, "project_id saves"),
                    ("sign_in", {}, "sign in by password"),
                    ("list_sessions", keys, "docs/iam-policy.md has the policy")):
                with self.subTest(operation=operation, flags=list(flags)):
                    cloud.simulator.fault(operation=operation, kind="status", status=403, shape="text", message="Forbidden")
                    code, out, _ = run_once(cloud.simulator, command="--check", **{**where, **flags})
                    cloud.simulator.mend()
                    self.assertEqual(code, 1)
                    self.assertRegex(out.decode(), rf"status 403.*; perhaps .*{hint}")
                    self.assertEqual("list sessions" in out.decode(), operation == "list_sessions")


if __name__ == "__main__":
    unittest.main()
