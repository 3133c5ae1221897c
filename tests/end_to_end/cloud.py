"""A cloud that speaks TLS, with a CA of its own, and takes access keys."""
import contextlib
import os
import re
import subprocess
import tempfile

from programs import Exporter, Simulator, wait_until

KEY, SECRET = "AKEXAMPLE", "example-secret-key"
NO_PASSWORD = {"iam_domain": None, "iam_user": None, "iam_password_file": None}


class Cloud:
    """A simulator that speaks TLS, with a key, and files that hold it."""

    def __init__(self, more_flags=None, **settings):
        self.more_flags = more_flags or {}
        self.stack = contextlib.ExitStack()
        self.folder = self.stack.enter_context(tempfile.TemporaryDirectory(prefix="workspace-exporter-test-"))
        self.settings = settings

    def path(self, name, text=None):
        path = os.path.join(self.folder, name)
        if text is not None:
            with open(path + ".new", "w", encoding="utf-8") as file:
                file.write(text)
            os.replace(path + ".new", path)
        return path

    def __enter__(self):
        self.certificate, key = self.path("certificate.pem"), self.path("key.pem")
        subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
                        "-addext", "subjectAltName=DNS:localhost", "-keyout", key, "-out", self.certificate],
                       check=True, capture_output=True)
        self.simulator = self.stack.enter_context(Simulator(
            more_flags={"tls_cert": self.certificate, "tls_key": key, "access_key": KEY,
                        "secret_key_file": self.path("simulators_secret", SECRET), **self.more_flags}, **self.settings))
        return self

    def __exit__(self, *of_exception):
        return self.stack.__exit__(*of_exception)

    def key_files(self, key=KEY, secret=SECRET):
        return {"access_key_file": self.path("ak", key), "secret_key_file": self.path("sk", secret)}

    def exporter(self, environment=None, **more):
        return Exporter(self.simulator, environment, **{"ca_file": self.certificate, **NO_PASSWORD, **more})


def wait_for_log(exporter, pattern):
    """A collection is logged after the scrape that waits for it is answered."""
    wait_until(lambda: re.search(pattern, exporter.err()), what=f"{pattern} in the log")
