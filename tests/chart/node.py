"""Does for a rendered container what a node would: lays its volumes out in a folder, and starts the real program with its
arguments and variables. What other people's Secrets and ConfigMaps hold is made up here, by the names that files have."""
import contextlib
import os
import pathlib
import re
import subprocess

from certificates import Authority
from cloud import KEY, SECRET
from manifests import containers, is_exporter
from programs import EXPORTER, PASSWORD, Simulator

TOKEN, SECURITY_TOKEN = "example-token", "example-security-token"
PROJECT_IDS = ["0123456789abcdef0123456789abcdef", "89abcdef0123456789abcdef01234567",
               *(f"{number:032}" for number in range(1, 8))]
WEB_CONFIG = "tls_server_config: {cert_file: tls.crt, key_file: tls.key}\n"
CONFIG = f"projects: [{{name: contracts, region: ap-southeast-1, project_id: {PROJECT_IDS[0]}}}]\n"
AGENCY = {"agency_name": "workspace-readers", "agency_domain_name": "example-account"}
PROJECTED = {"pod_identity_tokens": [TOKEN], "id_tokens": [TOKEN]}
AGENT = "HC_CONTAINER_CREDENTIALS_FULL_URI"
USER = "workspace-exporter"
VARIABLES = {"HW_USER_NAME": USER, "HW_DOMAIN_NAME": "example-account", "HW_USER_PASSWORD": PASSWORD,
             "HUAWEICLOUD_SDK_AK": KEY, "HUAWEICLOUD_SDK_SK": SECRET, "HTTPS_PROXY": "http://user:password@127.0.0.1:9"}


class Node:
    """With clouds that know the credentials of all Secrets: permanent keys in one, temporary ones in the other."""

    def __init__(self, folder):
        self._folder = pathlib.Path(folder)
        authority = Authority(str(self._folder / "authority"))
        certificate, key = (pathlib.Path(path).read_text(encoding="utf-8") for path in authority.issue())
        trusted = pathlib.Path(authority.file).read_text(encoding="utf-8")
        self._contents = {"token": TOKEN, "password": PASSWORD, "access-key": KEY, "secret-key": SECRET,
                          "security-token": SECURITY_TOKEN, "tls.crt": certificate, "tls.key": key, "ca.crt": trusted,
                          "clients-ca.crt": trusted, "web.yaml": WEB_CONFIG, "config.yaml": CONFIG}
        known = {"token_file": self._known("token"), "access_key": KEY, "secret_key_file": self._known("secret-key"),
                 "iam_user": USER, "project_id": ",".join(PROJECT_IDS)}
        with contextlib.ExitStack() as stack:
            self._permanent = stack.enter_context(Simulator(known, **AGENCY, **PROJECTED))
            known["security_token_file"] = self._known("security-token")
            self._temporary = stack.enter_context(Simulator(known, **AGENCY, **PROJECTED))
            self._clouds = stack.pop_all()

    def __enter__(self):
        return self

    def __exit__(self, *of_exception):
        return self._clouds.__exit__(*of_exception)

    def _known(self, name):
        path = self._folder / name
        path.write_text(self._contents[name], encoding="utf-8")
        return path

    def check(self, name, documents, pod, container):
        """The finished process of the program with --check."""
        root = self._folder / name
        mounts = {mount["mountPath"]: mount["name"] for mount in container.get("volumeMounts", ())}

        def here(text):
            """With our folders for those that the container sees."""
            return re.sub("|".join(rf"(?<![\w/-]){re.escape(path)}(?=/)" for path in mounts) or "(?!)",
                          lambda found: str(root / mounts[found[0]]), text)

        for volume in pod["spec"].get("volumes", ()):
            for file, content in self._files(volume, documents):
                path = root / volume["name"] / file
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(here(content), encoding="utf-8")
        arguments = [here(argument) for argument in container["args"] if argument != "--check"]
        variables = {variable["name"]: here(variable.get("value") or VARIABLES[variable["name"]])
                     for variable in container.get("env", ())}
        cloud = self._temporary if "security_token_file" in " ".join(arguments) else self._permanent
        if AGENT in variables:
            variables[AGENT] = f"{cloud.base}/v1/credentials"
        given = {f"WORKSPACE_EXPORTER_{flag}": cloud.base for flag in ("ENDPOINT", "IAM_ENDPOINT", "METADATA_ENDPOINT")}
        return subprocess.run([EXPORTER, *arguments, "--check"], capture_output=True, text=True, check=False, timeout=60,
                              env={"PATH": os.environ["PATH"], "HOME": str(root), **given, **variables})

    def _files(self, volume, documents):
        """(file name, content) of all that the volume holds."""
        sources = volume["projected"]["sources"] if "projected" in volume else [volume]
        for source in sources:
            if "serviceAccountToken" in source:
                yield source["serviceAccountToken"]["path"], TOKEN
            for kind, named in (("secret", "secretName"), ("configMap", "name")):
                if kind in source:
                    of_name = source[kind].get(named) or source[kind]["name"]
                    yield from self._of_object(kind, of_name, source[kind].get("items"), documents)

    def _of_object(self, kind, name, items, documents):
        for document in documents:
            if (document.kind.lower(), document.metadata["name"]) == (kind.lower(), name):
                held = {**document.value.get("data", {}), **document.value.get("stringData", {})}
                yield from ((item["path"], held[item["key"]]) for item in items) if items else held.items()
                return
        # Of the user's: whatever the keys are, the file's name says what is in it.
        paths = [item["path"] for item in items] if items else self._contents
        yield from ((path, self._contents[path]) for path in paths)


def exporters(documents):
    """(pod, container) of each that runs our program, the one of `helm test` among them."""
    for document in documents:
        for container in containers(document.pod) if document.pod else ():
            if is_exporter(container):
                yield document.pod, container
