"""A certificate authority of the tests' own, made with the openssl command."""
import datetime
import os
import subprocess

CONFIG = """
[ca]
default_ca = here
[here]
database = index
new_certs_dir = .
rand_serial = yes
policy = any
default_md = sha256
unique_subject = no
[any]
commonName = supplied
[authority]
basicConstraints = critical, CA:true
keyUsage = critical, keyCertSign
"""


class Authority:
    """Signs in a folder of its own. `file`: its certificate, for --ca_file."""

    def __init__(self, folder):
        self._folder = folder
        os.makedirs(folder)
        self._write("config", CONFIG)
        self._write("index", "")
        self.file = os.path.join(folder, "ca.pem")
        self._openssl("req", "-x509", *self._new_key("ca.key"), "-days", "2", "-subj", "/CN=test authority",
                      "-extensions", "authority", "-out", "ca.pem")

    def issue(self, alt_name="DNS:localhost", valid_days=(-1, 1)):
        """(certificate, key) of a server: files that the next call replaces. `valid_days`: from and until, counted from now."""
        self._write("server.ext", f"subjectAltName={alt_name}\n")
        self._openssl("req", *self._new_key("server.key"), "-subj", "/CN=test server", "-out", "server.csr")
        now = datetime.datetime.now(datetime.timezone.utc)
        begin, end = (f"{now + datetime.timedelta(days=days):%Y%m%d%H%M%SZ}" for days in valid_days)
        self._openssl("ca", "-batch", "-notext", "-cert", "ca.pem", "-keyfile", "ca.key", "-startdate", begin, "-enddate", end,
                      "-in", "server.csr", "-extfile", "server.ext", "-out", "server.pem")
        return os.path.join(self._folder, "server.pem"), os.path.join(self._folder, "server.key")

    def self_signed(self):
        """As `issue`, of a server that vouches for itself."""
        self._openssl("req", "-x509", *self._new_key("self.key"), "-days", "2", "-subj", "/CN=test server",
                      "-addext", "subjectAltName=DNS:localhost", "-out", "self.pem")
        return os.path.join(self._folder, "self.pem"), os.path.join(self._folder, "self.key")

    def _new_key(self, name):
        return ("-config", "config", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", name)

    def _write(self, name, text):
        with open(os.path.join(self._folder, name), "w", encoding="utf-8") as file:
            file.write(text)

    def _openssl(self, command, *arguments):
        # `ca` and `req` read the same file.
        config = ("-config", "config") if command == "ca" else ()
        done = subprocess.run(["openssl", command, *config, *arguments], cwd=self._folder, capture_output=True, text=True,
                              check=False)
        assert done.returncode == 0, done.stderr
