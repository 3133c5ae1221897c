"""The cluster that KUBECONFIG names, through kubectl: objects, pods, and what lies behind the API server's proxy."""
import atexit
import contextlib
import functools
import json
import os
import subprocess
import time
import uuid

from programs import request, wait_until

# NAMESPACE/SERVICE:PORT of a Prometheus that takes every monitor and rule of every namespace.
PROMETHEUS = os.environ.get("CLUSTER_PROMETHEUS", "monitoring/prometheus:9090")


def run(*command, text=None, check=True):
    """What it prints; it has to succeed, unless `check` is false."""
    done = subprocess.run(list(map(str, command)), input=text, capture_output=True, text=True, check=False, timeout=300)
    if check and done.returncode:
        raise AssertionError(f"{' '.join(map(str, command))}\n{done.stdout[-2000:]}{done.stderr[-3000:]}")
    return done.stdout


def kubectl(*arguments, text=None, check=True):
    return run("kubectl", *arguments, text=text, check=check)


def apply(*manifests):
    kubectl("apply", "--filename", "-", text=json.dumps({"apiVersion": "v1", "kind": "List", "items": list(manifests)}))


def get(kind, name, namespace):
    return json.loads(kubectl("get", kind, name, "--namespace", namespace, "--output", "json"))


def listed(kind, namespace, selector=""):
    return json.loads(kubectl("get", kind, "--namespace", namespace, "--selector", selector, "--output", "json"))["items"]


def make_secret(namespace, name, values):
    """Made, or its content exchanged."""
    apply({"apiVersion": "v1", "kind": "Secret", "metadata": {"name": name, "namespace": namespace}, "stringData": values})


@contextlib.contextmanager
def namespace(purpose, enforce="restricted"):
    """One for a case, where Pod Security refuses what is not of that level."""
    name = f"test-{purpose}-{uuid.uuid4().hex[:6]}"
    apply({"apiVersion": "v1", "kind": "Namespace", "metadata": {
        "name": name, "labels": {"pod-security.kubernetes.io/enforce": enforce}}})
    try:
        yield name
    finally:
        kubectl("delete", "namespace", name, "--wait=false")


def through_proxy(where, path, method="GET", value=None):
    """What `NAMESPACE/NAME:PORT` answers: a Service's name, behind `https:` where it speaks TLS, or `pods/NAME`."""
    space, _, target = where.partition("/")
    kind, _, name = target.rpartition("/")
    address = f"/api/v1/namespaces/{space}/{kind or 'services'}/{name}/proxy/{path.lstrip('/')}"
    answer = request(_api(), address, method, None if value is None else json.dumps(value))
    text = answer.body.decode()
    assert answer.status < 300, f"{method} {address}: {answer.status} {text[:2000]}"
    return text


@functools.cache
def _api():
    """HOST:PORT of kubectl's proxy, for the rest of the run. What `kubectl create --raw` sends is chunked, which the simulator does
    not read."""
    process = subprocess.Popen(["kubectl", "proxy", "--port=0"], stdout=subprocess.PIPE, text=True)
    atexit.register(process.terminate)
    return process.stdout.readline().split()[-1]


def ask_prometheus(query):
    """{labels: value} of an instant query."""
    from urllib.parse import quote
    answer = json.loads(through_proxy(PROMETHEUS, f"/api/v1/query?query={quote(query)}"))
    return {frozenset(x["metric"].items()): float(x["value"][1]) for x in answer["data"]["result"]}


def prometheus_says(query):
    """Once it has an answer."""
    return prometheus_comes_to(lambda: ask_prometheus(query), f"an answer to {query}")


def prometheus_comes_to(condition, what):
    """What `condition` gives, once it is true. The reloader beside a Prometheus notices the first change of its targets, which
    replaces the file that it watches; for the next ones it looks again every three minutes."""
    return wait_until(lambda: condition() or _hurry_prometheus(), 400, what)


def _hurry_prometheus():
    """A kubelet brings what the operator has written into a Secret or ConfigMap to Prometheus after a minute or more; at once,
    where its pod changes."""
    space, _, name = PROMETHEUS.partition("/")
    selector = get("service", name.partition(":")[0], space)["spec"]["selector"]
    kubectl("annotate", "pods", "--namespace", space, "--selector", ",".join(map("=".join, selector.items())), "--overwrite",
            f"tests.example.com/looked-at={time.time()}")
    time.sleep(1)
