"""Each way to sign in, as the operator of an exporter sees it: its flags, and what becomes of its credentials."""
import json
import os

from cloud import AGENCY, AGENCY_URN
from programs import PASSWORD, PROJECT_ID, request

USER = {"iam_domain": "example-account", "iam_user": "exporter"}


class Method:
    """life: the setting of how long what is issued lives, in seconds. issuing: the simulator's operation that issues it.
    renews_itself: the exporter asks for a new one; else somebody puts it into files."""
    life, issuing, renews_itself = "temporary_key_lifetime_seconds", None, True

    def __init__(self, cloud):
        self.cloud = cloud

    def flags(self):
        raise NotImplementedError

    def environment(self):
        return {}

    def revoke(self):
        """All that were issued so far are refused from now on."""
        self.cloud.simulator.control("revoke-keys", {})

    def provide(self):
        """What has to be done for a new one to be there."""

    def issued(self):
        """When each was issued, epoch milliseconds."""
        return [x["at_ms"] for x in self.cloud.simulator.requests(self.issuing)]


class Password(Method):
    life, issuing = "token_lifetime_seconds", "sign_in"

    def flags(self):
        return {**USER, "iam_password_file": self.cloud.path("password", PASSWORD)}

    def revoke(self):
        self.cloud.simulator.control("revoke-tokens", {})


class TokenFile(Method):
    """Another program signs in, and keeps the file up to date."""
    life, issuing, renews_itself = Password.life, "sign_in", False

    def flags(self):
        self.provide()
        return {"token_file": self.cloud.path("token")}

    def revoke(self):
        self.cloud.simulator.control("revoke-tokens", {})

    def provide(self):
        simulator = self.cloud.simulator
        user = {"name": USER["iam_user"], "password": PASSWORD, "domain": {"name": USER["iam_domain"]}}
        auth = {"identity": {"methods": ["password"], "password": {"user": user}}, "scope": {"project": {"id": PROJECT_ID}}}
        answer = request(simulator.address, "/v3/auth/tokens", "POST", json.dumps({"auth": auth}), tls=simulator.tls)
        assert answer.status == 201, answer.body
        self.cloud.path("token", answer.headers["X-Subject-Token"] + "\n")


class PermanentKeys(Method):
    """Two files, of which one is written after the other."""
    renews_itself, _number = False, 1

    def flags(self):
        return self.cloud.key_files()

    def revoke(self):
        self._number += 1
        self.cloud.simulator.control("keys", {"access_key": f"AKEXAMPLE{self._number}", "secret_key": f"secret-{self._number}"})

    def provide(self):
        self.cloud.key_files(f"AKEXAMPLE{self._number}", f"secret-{self._number}")


class TemporaryKeyFiles(Method):
    """Temporary keys that another program gets, in files that are all replaced at once, as Kubernetes does."""
    issuing, renews_itself = "metadata_key", False

    def flags(self):
        self.provide()
        folder = os.path.join(self.cloud.folder, "current")
        return {f"{name}_file": os.path.join(folder, name) for name in ("access_key", "secret_key", "security_token")}

    def provide(self):
        simulator = self.cloud.simulator
        simulator.configure(metadata_version=1)
        answer = request(simulator.address, "/openstack/latest/securitykey", tls=simulator.tls)
        issued = json.loads(answer.body)["credential"]
        folder = os.path.join(self.cloud.folder, issued["access"])
        os.mkdir(folder)
        for name, key in (("access_key", "access"), ("secret_key", "secret"), ("security_token", "securitytoken")):
            with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
                file.write(issued[key])
        link = os.path.join(self.cloud.folder, "current")
        os.symlink(folder, link + ".new")
        os.replace(link + ".new", link)


class Metadata(Method):
    """The service of the server itself: plain HTTP, and never through a proxy."""
    issuing = "metadata_key"

    def flags(self):
        return {"auth": "metadata", "metadata_endpoint": f"http://{self.cloud.simulator.plain_address}"}


class PodIdentity(Method):
    """The agent of the node: plain HTTP, and never through a proxy."""
    issuing = "pod_identity"

    def flags(self):
        return {"auth": "pod_identity"}

    def environment(self):
        return self.cloud.pod_environment()


class Oidc(Method):
    """The token of a project, for an unscoped one, for an id token."""
    life, issuing = Password.life, "sign_in"

    def flags(self):
        return {"auth": "oidc"}

    def environment(self):
        return self.cloud.oidc_environment()

    def revoke(self):
        self.cloud.simulator.control("revoke-tokens", {})


class TrustAgency(Method):
    """Assumed by STS with permanent keys."""
    issuing = "assume_by_urn"

    def flags(self):
        self.cloud.simulator.configure(agency_kind="trust")
        return {**self.cloud.key_files(), "agency_urn": AGENCY_URN}


class Agency(Method):
    """Assumed with permanent keys."""
    issuing = "assume_agency"

    def flags(self):
        return {**self.cloud.key_files(), **AGENCY}
