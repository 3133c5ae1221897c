"""What text the files may hold that the exporter reads: a byte order mark is passed over in each, at the start and later;
what cannot be in a secret is refused by its place, at the start and later, and never sent."""
import os
import subprocess
import tempfile
import unittest

from cloud import KEY, NO_PASSWORD, SECRET, Cloud
from programs import EXPORTER, PASSWORD, PROJECT_ID, Exporter, Simulator, run_once, wait_for_log
from web_config import TLS, Pki, users

# What each encoding makes of a text with line ends.
MARKED = {"a byte order mark": lambda text: b"\xef\xbb\xbf" + text.encode(),
          "a byte order mark and CRLF": lambda text: b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode()}
WIDE = {"UTF-16 with a mark": lambda text: text.encode("utf-16"),
        "UTF-16 LE": lambda text: text.encode("utf-16-le"),
        "UTF-16 BE": lambda text: b"\xfe\xff" + text.encode("utf-16-be")}


def write(path, data):
    with open(path + ".new", "wb") as file:
        file.write(data)
    os.replace(path + ".new", path)
    return path


def kinds_of_files(simulator, path, encoded):
    """The flags of --check with a file of each kind in that encoding, by its flag. `path` gives files of the test."""
    simulator.control("iam", {"token": "token"})
    user = {"iam_domain": "example-account", "iam_user": "exporter"}
    ak, sk, token = (write(path(name), text.encode()) for name, text in (("ak", KEY), ("sk", SECRET), ("token", "token")))
    where = f"--endpoint={simulator.base}\n--iam_endpoint={simulator.base}\n--project_id={PROJECT_ID}\n--allow_plain_http=true\n"
    project = f"projects:\n- name: demo\n  endpoint: {simulator.base}\n  project_id: {PROJECT_ID}\n  token_file: {token}\n"
    flagfile = {name: None for name in ("endpoint", "iam_endpoint", "project_id")}
    config = {**flagfile, "project": None}
    return {
        "token_file": {**NO_PASSWORD, "token_file": encoded("token.x", "token\n")},
        "iam_password_file": {**user, "iam_password_file": encoded("password", PASSWORD + "\n")},
        "access_key_file": {**NO_PASSWORD, "access_key_file": encoded("ak.x", KEY + "\n"), "secret_key_file": sk},
        "secret_key_file": {**NO_PASSWORD, "access_key_file": ak, "secret_key_file": encoded("sk.x", SECRET + "\n")},
        "credentials_file": {**NO_PASSWORD, "credentials_file": encoded("credentials", f"[basic]\nak = {KEY}\nsk = {SECRET}\n")},
        "flagfile": {**NO_PASSWORD, **flagfile, "flagfile": encoded("flags", f"{where}--token_file={token}\n")},
        "config_file": {**NO_PASSWORD, **config, "config_file": encoded("config.yaml", project)},
        "web_config_file": {**NO_PASSWORD, "token_file": token,
                            "web_config_file": encoded("web.yaml", users(prometheus="example-password"))},
    }


class AtTheStart(unittest.TestCase):
    def each(self, encodings, check):
        """Of each kind of file in each encoding: check(flag, exit code, what was said)."""
        for name, encode in encodings.items():
            with tempfile.TemporaryDirectory() as folder:
                secret = write(os.path.join(folder, "simulators_secret"), SECRET.encode())
                with Simulator(more_flags={"access_key": KEY, "secret_key_file": secret}, sessions=20) as simulator:
                    def path(file, folder=folder):
                        return os.path.join(folder, file)
                    for flag, flags in kinds_of_files(simulator, path, lambda file, text: write(path(file), encode(text))).items():
                        with self.subTest(encoding=name, flag=flag):
                            code, out, err = run_once(simulator, command="--check", **flags)
                            check(flag, code, out.decode() + err)

    def test_a_byte_order_mark_is_passed_over(self):
        self.each(MARKED, lambda flag, code, said: self.assertEqual(code, 0, said))

    def test_utf16_is_told_by_its_name(self):
        def check(flag, code, said):
            self.assertEqual(code, 2, said)
            self.assertRegex(said, rf"--{flag}: .*UTF-16")
            self.assertEqual(said.count("\n"), 1, said)
        self.each(WIDE, check)

    def test_certificates_and_keys_with_a_mark_are_taken(self):
        for encode in MARKED.values():
            with tempfile.TemporaryDirectory() as folder, Cloud(sessions=20) as cloud:
                pki = Pki(folder)
                pki.certificate("server", "IP:127.0.0.1", serial=1)
                def marked(path):
                    with open(path, encoding="ascii") as file:
                        return write(path, encode(file.read()))
                for name in ("server.crt", "server.key"):
                    marked(pki.path(name))
                with cloud.exporter(**cloud.key_files(), ca_file=marked(cloud.ca_file),
                                    web_config_file=pki.write("web.yaml", TLS)) as exporter:
                    self.assertEqual(exporter.get(tls=pki.tls()).status, 200)
                    self.assertEqual(pki.serial(exporter.address), 1)
                    wait_for_log(exporter, "collection finished")

    def test_keys_of_the_environment_with_a_mark_are_taken(self):
        with Cloud(sessions=20) as cloud:
            environment = {"HW_ACCESS_KEY": "\ufeff" + KEY, "HW_SECRET_KEY": SECRET + "\r\n"}
            with cloud.exporter(environment) as exporter:
                self.assertEqual(exporter.scrape().up, 1, exporter.err())

    def test_what_cannot_be_in_a_secret_is_refused_by_its_place_alone(self):
        odd = {"\u200b": "an invisible character", "\u00a0": "a space other than that of ASCII", "\u2060": "an invisible character",
               "\ufeff": "an invisible character", "\x1b": "a control character", "\n": "a line end"}
        words = {**odd, " ": "a space", "\u00e9": "a character that is not ASCII"}
        with Simulator(sessions=20) as simulator, tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "secret")
            for flag, characters in (("token_file", words), ("access_key_file", words), ("iam_password_file", odd)):
                for character, what in characters.items():
                    with self.subTest(flag=flag, what=what):
                        write(path, f"\nsecret{character}hidden\n".encode())
                        done = subprocess.run([EXPORTER, "--check", f"--{flag}={path}"], capture_output=True, check=False)
                        self.assertEqual(done.returncode, 2)
                        self.assertRegex(done.stderr.decode(), rf"--{flag}: .*: {what}.* in line 2, column 7\n")
                        self.assertNotRegex(done.stderr.decode(), "hidden|secret\\W*hid")
            self.assertEqual(simulator.requests("sign_in"), [])


class Later(unittest.TestCase):
    def test_a_token_with_a_mark_is_followed_and_one_that_cannot_be_is_never_sent(self):
        with Simulator(sessions=20) as simulator, tempfile.TemporaryDirectory() as folder:
            simulator.control("iam", {"token": "tokenone"})
            path = write(os.path.join(folder, "token"), b"tokenone\n")
            with Exporter(simulator, token_file=path, **NO_PASSWORD) as exporter:
                self.assertEqual(exporter.scrape().up, 1)
                simulator.control("revoke-tokens", {})
                simulator.control("iam", {"token": "tokentwo"})
                write(path, "token\u200btwo".encode())
                self.assertEqual(exporter.scrape().up, 0)
                wait_for_log(exporter, "token on one line: an invisible character in line 1, column 6")
                for bad in ("token two", "tokentw\u00f6", "token\u00a0two"):
                    write(path, bad.encode())
                    self.assertEqual(exporter.scrape().up, 0)
                self.assertEqual([x["status"] for x in simulator.requests()].count(401), 1)
                write(path, b"\xef\xbb\xbftokentwo\r\n")
                self.assertEqual(exporter.scrape().up, 1, exporter.err())
                self.assertNotRegex(exporter.err(), "tokentwo")

    def test_a_password_that_cannot_be_is_never_sent(self):
        with Simulator(sessions=20) as simulator, tempfile.TemporaryDirectory() as folder:
            path = write(os.path.join(folder, "password"), PASSWORD.encode())
            with Exporter(simulator, iam_password_file=path) as exporter:
                self.assertEqual(exporter.scrape().up, 1)
                write(path, PASSWORD.encode() + b"\xe2\x80\x8b\n")
                simulator.control("revoke-tokens", {})
                self.assertEqual(exporter.scrape().up, 0)
                wait_for_log(exporter, "password on one line: an invisible character in line 1, column 17")
                self.assertEqual(len(simulator.requests("sign_in")), 1)
                write(path, b"\xef\xbb\xbf" + PASSWORD.encode() + b"\r\n")
                self.assertEqual(exporter.scrape().up, 1, exporter.err())

    def test_keys_with_a_mark_are_followed(self):
        with Cloud(sessions=20) as cloud, cloud.exporter(**cloud.key_files()) as exporter:
            self.assertEqual(exporter.scrape().up, 1)
            cloud.simulator.control("keys", {"access_key": "AKSECOND", "secret_key": "second-secret"})
            cloud.key_files("\ufeffAKSECOND\r\n", "\ufeffsecond-secret\r\n")
            self.assertEqual(exporter.scrape().up, 1, exporter.err())


if __name__ == "__main__":
    unittest.main()
