"""Signing in: by password and by token file."""
import os
import tempfile
import unittest

from programs import Exporter, Simulator, run_once, wait_until


class Password(unittest.TestCase):
    def test_one_sign_in_serves_all_requests(self):
        with Simulator(sessions=2000, history_hours=20) as simulator, Exporter(simulator) as exporter:
            for _ in range(3):
                self.assertEqual(exporter.scrape().up, 1)
            self.assertEqual(len(simulator.requests("sign_in")), 1)
            self.assertGreater(exporter.scrape().value("token_expiry_timestamp_seconds", identity="demo"), 1.7e9)

    def test_a_token_is_renewed_before_it_expires(self):
        with Simulator(sessions=100, token_lifetime_seconds=4) as simulator, Exporter(simulator) as exporter:
            wait_until(lambda: exporter.scrape().up == 1 and len(simulator.requests("sign_in")) >= 2, what="a renewal")
            self.assertEqual([x for x in simulator.requests() if x["status"] == 401], [])

    def test_a_second_refusal_ends_the_collection(self):
        with Simulator(sessions=100) as simulator:
            simulator.fault(operation="list_sessions", kind="status", status=401, code="APIGW.0307")
            with Exporter(simulator) as exporter:
                page = exporter.scrape()
                self.assertEqual((page.up, page.value("collection_errors_total", reason="auth")), (0, 1))
                self.assertEqual(len(simulator.requests()), 2)

    def test_a_refused_password_is_not_tried_again_at_once_unless_it_changed(self):
        with Simulator(sessions=100) as simulator, tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "password")
            with open(path, "w", encoding="utf-8") as file:
                file.write("no-such-password")
            with Exporter(simulator, iam_password_file=path) as exporter:
                for _ in range(4):
                    self.assertEqual(exporter.scrape().up, 0)
                self.assertEqual(len(simulator.requests("sign_in")), 1)
                with open(path, "w", encoding="utf-8") as file:
                    file.write("example-password\n")
                self.assertEqual(exporter.scrape().up, 1)
                self.assertNotIn("no-such-password", exporter.err())

    def test_no_secret_and_no_person_is_in_any_output(self):
        with Simulator(sessions=500, history_hours=20) as simulator:
            users = {x["user"] for x in simulator.sessions()}
            _, out, err = run_once(simulator, log_level="debug")
            simulator.fault(operation="list_sessions", kind="status", status=403)
            _, out2, err2 = run_once(simulator, log_level="debug")
            text = out.decode() + err + out2.decode() + err2
            self.assertNotIn("example-password", text)
            self.assertFalse([user for user in users if user in text])


class TokenFile(unittest.TestCase):
    def files(self, folder, token):
        path = os.path.join(folder, "token")
        with open(path + ".new", "w", encoding="utf-8") as file:
            file.write(token + "\n")
        os.replace(path + ".new", path)
        return path

    def test_a_new_token_in_the_file_is_used(self):
        with Simulator(sessions=100) as simulator, tempfile.TemporaryDirectory() as folder:
            simulator.control("iam", {"token": "tokenone" * 20})
            path = self.files(folder, "tokenone" * 20)
            with Exporter(simulator, token_file=path, iam_user=None, iam_domain=None, iam_password_file=None) as exporter:
                self.assertEqual(exporter.scrape().up, 1, exporter.err())
                self.assertIsNone(exporter.scrape().value("token_expiry_timestamp_seconds"))
                simulator.control("revoke-tokens", {})
                self.assertEqual(exporter.scrape().up, 0)
                sent = len(simulator.requests())
                self.assertEqual(exporter.scrape().up, 0)
                self.assertEqual(len(simulator.requests()), sent, "a request with a token that was refused")
                simulator.control("iam", {"token": "tokentwo" * 20})
                self.files(folder, "tokentwo" * 20)
                self.assertEqual(exporter.scrape().up, 1, exporter.err())
                self.assertNotIn("tokentwo", exporter.err())


if __name__ == "__main__":
    unittest.main()
