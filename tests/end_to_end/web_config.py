"""Certificates, web configurations and users for the tests of --web_config_file."""
import base64
import os
import ssl
import subprocess

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
