"""A release of the chart, and the pods that came of it."""
import contextlib
import json
import os
import pathlib

from cluster import get, kubectl, listed, run, through_proxy
from container import moment, started, status_of
from page import Page
from programs import wait_until

ROOT = pathlib.Path(__file__).resolve().parents[2]
CHART = ROOT / "helm" / "workspace-exporter"
HELM = ROOT / "build" / "tools" / "helm"
# As images are called in the nodes.
REPOSITORY, TAG = os.environ["CLUSTER_IMAGE"].rsplit(":", 1)
EXPORTERS = "app.kubernetes.io/component=exporter"


class Release:
    """`values`: of the chart, beside those that every case needs: the image, and scrapes that are not spaced."""

    def __init__(self, namespace, values, name="sessions", chart=CHART):
        self.namespace, self.name, self._chart = namespace, name, chart
        self.apply("install", values)

    def apply(self, command, values):
        """helm install or upgrade, which both wait until all is ready."""
        self.values = {"image": {"repository": REPOSITORY, "tag": TAG, "pullPolicy": "Never"}, **values}
        run(HELM, command, self.name, self._chart, "--namespace", self.namespace, "--values", "-", "--wait", "--timeout", "120s",
            text=json.dumps(self.values))

    def helm(self, *arguments):
        return run(HELM, *arguments, "--namespace", self.namespace)

    def pods(self):
        selector = f"{EXPORTERS},app.kubernetes.io/instance={self.name}"
        return [pod for pod in listed("pods", self.namespace, selector) if not pod["metadata"].get("deletionTimestamp")]

    def pod(self):
        """The only one."""
        pods = self.pods()
        assert len(pods) == 1, [pod["metadata"]["name"] for pod in pods]
        return pods[0]

    def log(self, pod=None):
        return kubectl("logs", (pod or self.pod())["metadata"]["name"], "--namespace", self.namespace, "--container",
                       "workspace-exporter")

    def ask(self, path="/metrics", pod=None, scheme=""):
        name = (pod or self.pod())["metadata"]["name"]
        return through_proxy(f"{self.namespace}/pods/{scheme}{name}:10110", path)

    def scrape(self, pod=None, scheme=""):
        return Page(self.ask("/metrics", pod, scheme).encode())

    def scrape_until(self, condition, seconds=120, what="the condition", pod=None):
        """The first page that meets it."""
        def try_it():
            page = self.scrape(pod)
            return page if condition(page) else None
        return wait_until(try_it, seconds, what)

    def restarts(self):
        return status_of(self.pod(), "workspace-exporter")["restartCount"]

    def seconds_to_ready(self):
        """From the container's start to the pod's readiness, in whole seconds, as Kubernetes tells times."""
        pod = self.pod()
        ready = next(x for x in pod["status"]["conditions"] if x["type"] == "Ready")
        return moment(ready["lastTransitionTime"]) - started(pod, "workspace-exporter")

    def deployment(self, suffix=""):
        return get("deployment", f"{self.name}-workspace-exporter{suffix}", self.namespace)


@contextlib.contextmanager
def installed(namespace, values, **more):
    """A release that is removed at the end, which has to succeed."""
    release = Release(namespace, values, **more)
    yield release
    release.helm("uninstall", release.name, "--wait")
