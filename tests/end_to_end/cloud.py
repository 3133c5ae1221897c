"""A simulator that speaks TLS, and what an exporter needs to sign in to it."""
import contextlib
import os
import tempfile

from certificates import Authority
from programs import Exporter, Simulator

KEY, SECRET = "AKEXAMPLE", "example-secret-key"
NO_PASSWORD = {"iam_domain": None, "iam_user": None, "iam_password_file": None}
AGENCY = {"agency_name": "example-agency", "agency_domain_name": "example-tenant"}
# As the simulator has them unless its settings say otherwise.
AGENCY_URN = "iam::0a9b8c7d6e5f40312233445566778899:agency:example-agency"
POD_TOKEN = "example-pod-token"
IDP_ID, ID_TOKEN = "example-idp", "example-id-token"


class Cloud:
    """Its certificate is of an authority of its own, for `host`; it has a permanent key, and files hold that.
    `certificate`: makes another one, as (certificate, key), from the authority."""

    def __init__(self, more_flags=None, host="localhost", certificate=None, **settings):
        self._more_flags, self._host, self._settings = more_flags or {}, host, settings
        self._certificate = certificate or (lambda authority: authority.issue(f"DNS:{host}"))

    def __enter__(self):
        with contextlib.ExitStack() as stack:
            self.folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="workspace-exporter-test-"))
            authority = Authority(self.path("authority"))
            self.ca_file = authority.file
            certificate, key = self._certificate(authority)
            self.simulator = stack.enter_context(Simulator(
                more_flags={"tls_cert": certificate, "tls_key": key, "access_key": KEY,
                            "secret_key_file": self.path("simulators_secret", SECRET), **self._more_flags}, **self._settings))
            self._stack = stack.pop_all()
        return self

    def __exit__(self, *of_exception):
        return self._stack.__exit__(*of_exception)

    @property
    def host_and_port(self):
        return f"{self._host}:{self.simulator.address.rpartition(':')[2]}"

    @property
    def pod_identity_uri(self):
        """By plain HTTP, as the agent of a node has it: with the flag plain_listen."""
        return f"http://{self.simulator.plain_address}/v1/credentials"

    def path(self, name, text=None):
        """Of a file in the cloud's folder, which is replaced at once where there is a text."""
        path = os.path.join(self.folder, name)
        if text is not None:
            with open(path + ".new", "w", encoding="utf-8") as file:
                file.write(text)
            os.replace(path + ".new", path)
        return path

    def key_files(self, key=KEY, secret=SECRET):
        return {"access_key_file": self.path("ak", key), "secret_key_file": self.path("sk", secret)}

    def pod_environment(self, token=POD_TOKEN):
        """As CCE puts it into a pod."""
        return {"HC_CONTAINER_CREDENTIALS_FULL_URI": self.pod_identity_uri,
                "HC_CONTAINER_AUTHORIZATION_TOKEN_FILE": self.path("pod-token", token + "\n")}

    def oidc_environment(self, token=ID_TOKEN, idp=IDP_ID):
        return {"HUAWEICLOUD_SDK_IDP_ID": idp, "HUAWEICLOUD_SDK_ID_TOKEN_FILE": self.path("id-token", token + "\n")}

    def exporter(self, environment=None, **more):
        """One that does not sign in by password, unless `more` says so."""
        base = f"https://{self.host_and_port}"
        return Exporter(self.simulator, environment, **{"endpoint": base, "iam_endpoint": base, "ca_file": self.ca_file,
                                                        **NO_PASSWORD, **more})
