"""The simulator as a Deployment of a namespace, over TLS under its Service's name, and what a release needs to use it."""
import json
import os
import tempfile

from certificates import Authority
from cluster import apply, kubectl, make_secret, through_proxy
from programs import PASSWORD, PROJECT_ID

IMAGE = os.environ["CLUSTER_SIMULATOR_IMAGE"]
PORT = 8443
SECURITY = {"allowPrivilegeEscalation": False, "capabilities": {"drop": ["ALL"]}, "readOnlyRootFilesystem": True,
            "runAsNonRoot": True, "runAsUser": 65532, "seccompProfile": {"type": "RuntimeDefault"}}


class Cloud:
    """`flags`: of the simulator, such as token_file; `settings`: of its --config; `files`: content of /files."""

    def __init__(self, namespace, flags=None, files=None, name="cloud", **settings):
        self.namespace, self.name = namespace, name
        host = f"{name}.{namespace}.svc"
        self.base = f"https://{host}:{PORT}"
        with tempfile.TemporaryDirectory() as folder:
            authority = Authority(os.path.join(folder, "authority"))
            certificate, key = (_read(path) for path in authority.issue(f"DNS:{host}"))
            ca = _read(authority.file)
        make_secret(namespace, f"{name}-files", {"tls.crt": certificate, "tls.key": key, **(files or {})})
        make_secret(namespace, f"{name}-ca", {"ca.crt": ca})
        arguments = {"listen": f"0.0.0.0:{PORT}", "tls_cert": "/files/tls.crt", "tls_key": "/files/tls.key",
                     "config": json.dumps(settings), **(flags or {})}
        labels = {"app.kubernetes.io/name": name}
        container = {"name": "simulator", "image": IMAGE, "imagePullPolicy": "Never", "securityContext": SECURITY,
                     "args": [f"--{flag}={value}" for flag, value in arguments.items()],
                     "volumeMounts": [{"name": "files", "mountPath": "/files", "readOnly": True}],
                     "readinessProbe": {"tcpSocket": {"port": PORT}, "periodSeconds": 1}}
        pod = {"containers": [container], "automountServiceAccountToken": False,
               "volumes": [{"name": "files", "secret": {"secretName": f"{name}-files"}}]}
        metadata = {"name": name, "namespace": namespace}
        apply({"apiVersion": "apps/v1", "kind": "Deployment", "metadata": metadata, "spec": {
            "selector": {"matchLabels": labels}, "template": {"metadata": {"labels": labels}, "spec": pod}}},
              {"apiVersion": "v1", "kind": "Service", "metadata": metadata, "spec": {
                  "selector": labels, "ports": [{"port": PORT}]}})
        kubectl("rollout", "status", f"deployment/{name}", "--namespace", namespace, "--timeout", "60s")

    def control(self, path, value=None, method=None):
        method = method or ("GET" if value is None else "POST")
        where = f"{self.namespace}/https:{self.name}:{PORT}"
        return json.loads(through_proxy(where, "/_control/" + path, method, value) or "null")

    def sessions(self, project=None):
        return self.control("sessions" + (f"?project={project}" if project else ""))["sessions"]

    def requests(self, operation="list_sessions"):
        return [x for x in self.control("requests")["requests"] if x["operation"] == operation]

    def values(self, **settings):
        """Of the chart: where the API is, and whom to trust. `settings`: further flags."""
        return {"ca": {"existingSecret": f"{self.name}-ca"},
                "settings": {"endpoint": self.base, "iam_endpoint": self.base, "project_id": PROJECT_ID, "project": "demo",
                             "min_interval": "0", "api_quota": "0", **settings}}

    def signed_in_by_password(self, **settings):
        """The same, with the password of a Secret."""
        make_secret(self.namespace, "account", {"password": PASSWORD})
        return {**self.values(iam_domain="example-account", iam_user="exporter", **settings),
                "signIn": {"method": "password", "existingSecret": "account"}}


def _read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()
