"""Values for releases that speak TLS, and the Secrets that they and Prometheus take it from. Prometheus goes by a user's name."""
from cluster import make_secret
from web_config import TLS, users

SERVER = "exporter.example.com"
PASSWORDS = {"before": "example-password", "after": "another-password"}
TIMES = {"enabled": True, "interval": "2s", "scrapeTimeout": "2s"}
TRUST = {"ca": {"secret": {"name": "exporter-tls", "key": "ca.crt"}}, "serverName": SERVER}


class Secrets:
    def __init__(self, namespace, pki):
        self._namespace, self._pki = namespace, pki

    def issue(self, user):
        """New certificates for the exporters and for Prometheus as that user, with the user's password."""
        self._pki.certificate("server", f"DNS:{SERVER},DNS:localhost")
        self._pki.certificate(user, f"DNS:{user}.example.com")
        make_secret(self._namespace, "exporter-tls", {**self._pair("server"), "ca.crt": self._read("ca.crt")})
        make_secret(self._namespace, "prometheus", {**self._pair(user), "user": user, "password": PASSWORDS[user]})

    def allow(self, *names):
        """The file with these users, beside the exporters' certificate."""
        text = TLS + users(**{name: PASSWORDS[name] for name in names})
        make_secret(self._namespace, "exporter-web", {"web.yaml": text, **self._pair("server", "server")})

    def _pair(self, name, called="tls"):
        return {f"{called}.{part}": self._read(f"{name}.{part}") for part in ("crt", "key")}

    def _read(self, name):
        with open(self._pki.path(name), encoding="utf-8") as file:
            return file.read()


def certificates_required(*names):
    """Of clients, by a configuration in the values."""
    return {
        "web": {"config": {"tls_server_config": {
            "cert_file": "tls.crt", "key_file": "tls.key", "client_auth_type": "RequireAndVerifyClientCert",
            "client_ca_file": "ca.crt", "client_allowed_sans": [f"{name}.example.com" for name in names]}},
            "certificates": [{"secretName": "exporter-tls"}]},
        "serviceMonitor": {**TIMES, "tlsConfig": {**TRUST, "cert": {"secret": {"name": "prometheus", "key": "tls.crt"}},
                                                  "keySecret": {"name": "prometheus", "key": "tls.key"}}}}


def password_required():
    """By a configuration in a Secret."""
    return {
        "web": {"existingSecret": "exporter-web", "existingSecretKey": "web.yaml", "tls": True},
        "podMonitor": {**TIMES, "tlsConfig": TRUST, "basicAuth": {"username": {"name": "prometheus", "key": "user"},
                                                                  "password": {"name": "prometheus", "key": "password"}}}}
