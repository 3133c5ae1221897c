"""Certificates, web configurations and users for the tests of --web_config_file."""
import base64
import os
import ssl
import subprocess
import tempfile

from programs import Exporter, Simulator, wait_until

RIGHT, OTHER = "example-password", "another-password"

# bcrypt of cost 4 of "example-password" and "another-password".
HASHES = {"example-password": "$2b$04$exampleexampleexampleetDnZIdXbmz8h9N2t6uFc.B.yMgkEcFy", "another-password": "$2b$04$anotheranotheranotheredo//MUm1nmSKu4ZkIjkrhuUK6tAyA8."}

# Of "example-password", of cost 12: a quarter of a second.
SLOW_HASH = "$2b$12$slowslowslowslowslowse0nBmWZ3fLbhd42YvNKCFVPj6C1E9VDu"

# And of cost 15: two seconds.
SLOWER_HASH = "$2b$15$slowerslowerslowerslouQLxjyx5FxiTLScXVxt5uqtRtTTnAwPC"


def run(*command):
    subprocess.run(command, check=True, capture_output=True)


class Pki:
    """A CA, certificates that it signed, and whatever else a web configuration names, in a folder."""

    def __init__(self, folder):
        self.folder = folder
        run("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
            "-subj", "/CN=example CA", "-keyout", self.path("ca.key"), "-out", self.path("ca.crt"))

    def path(self, name):
        return os.path.join(self.folder, name)

    def write(self, name, text):
        """As a careful administrator does: the file is whole at any time."""
        with open(self.path(name + ".new"), "w", encoding="utf-8") as file:
            file.write(text)
        os.replace(self.path(name + ".new"), self.path(name))
        return self.path(name)

    def certificate(self, name, alt_name, key=("ec", "-pkeyopt", "ec_paramgen_curve:P-256"), serial=None):
        """NAME.crt and NAME.key."""
        new_key, new = self.path(name + ".key.new"), self.path(name + ".crt.new")
        run("openssl", "req", "-x509", "-newkey", *key, "-nodes", "-days", "2", "-subj", f"/CN={name}",
            "-addext", f"subjectAltName={alt_name}", "-addext", "basicConstraints=critical,CA:FALSE",
            *(("-set_serial", str(serial)) if serial else ()),
            "-CA", self.path("ca.crt"), "-CAkey", self.path("ca.key"), "-keyout", new_key, "-out", new)
        os.replace(new_key, self.path(name + ".key"))
        os.replace(new, self.path(name + ".crt"))

    def tls(self, client=None):
        """A client's context that trusts the CA; `client` names its certificate."""
        context = ssl.create_default_context(cafile=self.path("ca.crt"))
        if client is not None:
            context.load_cert_chain(self.path(client + ".crt"), self.path(client + ".key"))
        return context

    def serial(self, address):
        """Of the certificate that the server at that address shows."""
        host, port = address.rsplit(":", 1)
        shown = ssl.get_server_certificate((host, int(port)))
        done = subprocess.run(["openssl", "x509", "-noout", "-serial"], input=shown.encode(), check=True, capture_output=True)
        return int(done.stdout.decode().strip().partition("=")[2], 16)


def basic(user, password):
    return {"Authorization": "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()}


TLS = """
tls_server_config:
  cert_file: server.crt
  key_file: server.key
"""
CLIENTS = """
  client_auth_type: RequireAndVerifyClientCert
  client_ca_file: ca.crt
  client_allowed_sans: [prometheus.example.com]
"""


def users(**passwords):
    return "basic_auth_users:\n" + "".join(f"  {user}: {HASHES[password]}\n" for user, password in passwords.items())


class Served:
    """A simulator and an exporter with a web configuration of that text."""

    def __init__(self, text, **more):
        self.text, self.more = text, more

    def __enter__(self):
        self.folder = tempfile.TemporaryDirectory(prefix="workspace-exporter-test-")
        self.pki = Pki(self.folder.name)
        self.pki.certificate("server", "IP:127.0.0.1,DNS:localhost", serial=1)
        self.pki.certificate("client", "DNS:prometheus.example.com")
        self.pki.certificate("stranger", "DNS:stranger.example.com")
        path = self.pki.write("web.yaml", self.text)
        self.simulator = Simulator(sessions=300)
        self.exporter = Exporter(self.simulator, web_config_file=path, **self.more)
        return self

    def __exit__(self, *_):
        try:
            self.exporter.__exit__()
        finally:
            self.simulator.__exit__()
            self.folder.cleanup()

    def status(self, path="/metrics?collect=exporter", user=None, password=RIGHT, client=None, **more):
        """0 where there is no answer."""
        try:
            return self.exporter.get(path, tls=self.pki.tls(client) if "tls_server" in self.text else None,
                                     headers=basic(user, password) if user else {}, **more).status
        except OSError:
            return 0

    def curl(self, *arguments):
        port = self.exporter.address.rpartition(":")[2]
        done = subprocess.run(["curl", "-s", "-o", "-", "-w", "%{http_code} %{http_version}", "--max-time", "20", "--cacert",
                               self.pki.path("ca.crt"), *arguments, f"https://localhost:{port}/metrics"],
                              capture_output=True, check=False)
        return done.stdout.decode().rpartition("\n")[2]

    def logged(self, text):
        wait_until(lambda: text in self.exporter.err(), what=text)
