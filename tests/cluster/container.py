"""Containers of a pod: what Kubernetes says of them, what they take, and signals to their processes."""
import re
from datetime import datetime

from cloud_in_cluster import IMAGE, SECURITY
from cluster import apply, get, kubectl, namespace
from programs import wait_until

SIGNAL_ALL = """
for process in /proc/[0-9]*; do
  if /bin/busybox grep -q "$1" "$process/cgroup"; then kill -s "$2" "${process#/proc/}"; found=yes; fi
done
[ "$found" ]
"""


def status_of(pod, container):
    """Of a pod's object; a native sidecar stands among the init containers."""
    statuses = pod["status"].get("initContainerStatuses", []) + pod["status"].get("containerStatuses", [])
    return next(x for x in statuses if x["name"] == container)


def started(pod, container):
    return moment(status_of(pod, container)["state"]["running"]["startedAt"])


def ended(pod, container):
    return moment(status_of(pod, container)["state"]["terminated"]["finishedAt"])


def moment(text):
    """Seconds since 1970 of a time as Kubernetes and the log tell it."""
    return datetime.fromisoformat(text.replace("Z", "+00:00")).timestamp()


def send(signal, pod, container):
    """From the node's namespace of processes: the first process of a container takes neither SIGKILL nor SIGSTOP from one beside
    it. As the same user, which is all that it needs."""
    specs = pod["spec"].get("initContainers", []) + pod["spec"]["containers"]
    user = next(x for x in specs if x["name"] == container)["securityContext"]["runAsUser"]
    number = status_of(pod, container)["containerID"].rpartition("/")[2]
    with namespace("signal", enforce="privileged") as space:
        apply({"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "sender", "namespace": space}, "spec": {
            "hostPID": True, "restartPolicy": "Never", "automountServiceAccountToken": False,
            "containers": [{"name": "sender", "image": IMAGE, "imagePullPolicy": "Never",
                            "command": ["/bin/busybox", "sh", "-c", SIGNAL_ALL, "sh", number, signal],
                            "securityContext": {**SECURITY, "runAsUser": user}}]}})
        phase = wait_until(lambda: _end(get("pod", "sender", space)), 60, f"{signal} to {container}")
        assert phase == "Succeeded", kubectl("logs", "sender", "--namespace", space)


def _end(pod):
    phase = pod["status"].get("phase")
    return phase if phase in ("Succeeded", "Failed") else None


def taken(pod, container):
    """(MiB of the working set, seconds of CPU) that the kubelet has seen so far, or None."""
    page = kubectl("get", "--raw", f"/api/v1/nodes/{pod['spec']['nodeName']}/proxy/metrics/resource")
    whose = (f'container="{container}"', f'namespace="{pod["metadata"]["namespace"]}"', f'pod="{pod["metadata"]["name"]}"')
    found = {}
    for line in page.splitlines():
        if all(label in line for label in whose):
            name, value = re.match(r"(\w+)\{.*?\} (\S+)", line).groups()
            found[name] = float(value)
    memory, cpu = (found.get(f"container_{name}") for name in ("memory_working_set_bytes", "cpu_usage_seconds_total"))
    return None if memory is None or cpu is None else (memory / 2**20, cpu)
