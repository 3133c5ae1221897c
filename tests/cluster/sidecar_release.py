"""The example chart, whose pod carries the exporter, with an application of the tests' own in it."""
import json

from charts import example
from cloud_in_cluster import IMAGE
from cluster import apply, get, kubectl, listed
from release import REPOSITORY, TAG, Release

# It tells in its message at the end whether the exporter answered when it started, and when it ended, which it does a while
# after SIGTERM.
APPLICATION = """
ask() { /bin/busybox wget -q -O /dev/null http://127.0.0.1:10110/-/ready && echo "$1 answered" || echo "$1 silent"; }
ask start >/dev/termination-log
trap 'sleep 2; ask end >>/dev/termination-log; exit 0' TERM
sleep 100000 &
wait
"""


def command(script):
    return ["/bin/busybox", "sh", "-c", script]


class SidecarRelease(Release):
    """`name`: of the release, and the value of the label that only its pod has. `values`: of our chart in it."""

    def __init__(self, namespace, values, name, native):
        self.labels = {"app.kubernetes.io/name": "app-with-sidecar", "app.kubernetes.io/instance": name}
        ours = {"image": {"repository": REPOSITORY, "tag": TAG, "pullPolicy": "Never"},
                "sidecar": {"native": native, "podLabels": self.labels},
                "podMonitor": {"enabled": True, "interval": "2s", "scrapeTimeout": "2s"}}
        super().__init__(namespace, {"image": IMAGE, "workspace-exporter": {**ours, **values}}, name=name, chart=example.built())
        container = {"name": "application", "command": command(APPLICATION)}
        kubectl("patch", "deployment", name, "--namespace", namespace, "--patch",
                json.dumps({"spec": {"template": {"spec": {"containers": [container]}}}}))
        kubectl("rollout", "status", f"deployment/{name}", "--namespace", namespace, "--timeout", "60s")

    def pods(self):
        selector = ",".join(f"{key}={value}" for key, value in self.labels.items())
        return [pod for pod in listed("pods", self.namespace, selector) if not pod["metadata"].get("deletionTimestamp")]

    def start_job(self, script):
        """The same pod as a Job that ends with the script."""
        spec = get("deployment", self.name, self.namespace)["spec"]["template"]["spec"]
        spec["containers"][0]["command"] = command(script)
        apply({"apiVersion": "batch/v1", "kind": "Job", "metadata": {"name": f"{self.name}-job", "namespace": self.namespace},
               "spec": {"backoffLimit": 0, "template": {"spec": {**spec, "restartPolicy": "Never"}}}})

    def job(self):
        return get("job", f"{self.name}-job", self.namespace)
