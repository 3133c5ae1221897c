"""Pod Security's level `restricted`, as far as a pod of Linux has to say it: what is wrong with a pod's spec."""

VOLUMES = {"configMap", "csi", "downwardAPI", "emptyDir", "ephemeral", "persistentVolumeClaim", "projected", "secret"}
SYSCTLS = {"kernel.shm_rmid_forced", "net.ipv4.ip_local_port_range", "net.ipv4.ip_unprivileged_port_start",
           "net.ipv4.tcp_syncookies", "net.ipv4.ping_group_range"}


def faults(spec):
    """A line each; empty for a pod that a namespace of that level takes."""
    for key in ("hostNetwork", "hostPID", "hostIPC"):
        if spec.get(key):
            yield f"{key} is set"
    for volume in spec.get("volumes", ()):
        for kind in volume.keys() - VOLUMES - {"name"}:
            yield f"volume {volume['name']} is a {kind}"
    pod = spec.get("securityContext", {})
    for sysctl in pod.get("sysctls", ()):
        if sysctl["name"] not in SYSCTLS:
            yield f"sysctl {sysctl['name']}"
    for container in [*spec.get("initContainers", ()), *spec["containers"]]:
        for fault in container_faults(container, pod):
            yield f"container {container['name']}: {fault}"


def container_faults(container, pod):
    """`pod`: its securityContext, which holds where the container's says nothing."""
    own = container.get("securityContext", {})
    both = {**pod, **own}
    if own.get("privileged"):
        yield "privileged"
    if own.get("allowPrivilegeEscalation") is not False:
        yield "allowPrivilegeEscalation is not false"
    if own.get("procMount", "Default") != "Default":
        yield "procMount"
    capabilities = own.get("capabilities", {})
    if "ALL" not in capabilities.get("drop", ()):
        yield "does not drop ALL capabilities"
    if set(capabilities.get("add", ())) - {"NET_BIND_SERVICE"}:
        yield f"adds capabilities {capabilities['add']}"
    if both.get("runAsNonRoot") is not True:
        yield "runAsNonRoot is not true"
    if both.get("runAsUser") == 0:
        yield "runs as root"
    if both.get("seccompProfile", {}).get("type") not in ("RuntimeDefault", "Localhost"):
        yield "no seccomp profile"
    if both.get("seLinuxOptions") or both.get("appArmorProfile", {}).get("type") == "Unconfined":
        yield "SELinux or AppArmor"
    if any(port.get("hostPort") for port in container.get("ports", ())):
        yield "hostPort"
