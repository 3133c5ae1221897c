"""What the kernel says of a container that has no shell: read by another one in its pod, which sees its processes."""
import json
import uuid

from cluster import kubectl
from cloud_in_cluster import IMAGE, SECURITY
from programs import wait_until


def read_inside(release, path):
    """A file of /proc. Process 1 is the exporter."""
    return run_inside(release, "cat", path)


def run_inside(release, *command):
    """What a command of busybox prints beside the exporter's process, as its user."""
    pod = release.pod()["metadata"]["name"]
    name = f"reader-{uuid.uuid4().hex[:6]}"
    reader = {"name": name, "image": IMAGE, "imagePullPolicy": "Never", "command": ["/bin/busybox", *command],
              "targetContainerName": "workspace-exporter", "securityContext": SECURITY}
    kubectl("patch", "pod", pod, "--namespace", release.namespace, "--subresource", "ephemeralcontainers", "--patch",
            json.dumps({"spec": {"ephemeralContainers": [reader]}}))

    def ended():
        states = release.pod()["status"].get("ephemeralContainerStatuses", [])
        return next((x["state"]["terminated"] for x in states if x["name"] == name and "terminated" in x["state"]), None)
    state = wait_until(ended, 60, f"{command} in {pod}")
    output = kubectl("logs", pod, "--namespace", release.namespace, "--container", name)
    assert state["exitCode"] == 0, output
    return output
