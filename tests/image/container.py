"""A container of the image, as an orchestrator would run it: read-only, without a capability, on the host's network. What
it may do at most comes from podman (IMAGE names the image), what it does from the kernel."""
import json
import os
import subprocess
import tempfile
import time

from programs import PASSWORD, PROJECT_ID, request, wait_until

IMAGE = os.environ["IMAGE"]
ADDRESS = "127.0.0.1:10110"
PODMAN = ["podman", "--runtime", "runc", "--cgroup-manager", "cgroupfs"]
# podman's own default of open files is more than some hosts allow.
HARDENED = ["--read-only", "--read-only-tmpfs=false", "--cap-drop", "all", "--security-opt", "no-new-privileges",
            "--ulimit", "nofile=20000:20000", "--ulimit", "nproc=4096:4096"]


def podman(*arguments):
    return subprocess.run([*PODMAN, *arguments], check=True, text=True, capture_output=True).stdout


def run_once(*arguments):
    """The image's program with these arguments, to its end."""
    return podman("run", "--rm", "--network", "host", *HARDENED, IMAGE, *arguments)


def image():
    return json.loads(podman("image", "inspect", IMAGE))[0]


class Container:
    """The exporter in a container, signed in to a simulator by a password file that only its user may read."""

    def __init__(self, simulator):
        self._simulator = simulator

    def __enter__(self):
        self._folder = tempfile.TemporaryDirectory(prefix="workspace-exporter-test-")
        os.chmod(self._folder.name, 0o711)
        password = os.path.join(self._folder.name, "password")
        with open(password, "w", encoding="utf-8") as file:
            file.write(PASSWORD)
        os.chown(password, 65532, 65532)
        os.chmod(password, 0o400)
        self.name = podman(
            "run", "--detach", "--network", "host", *HARDENED, "--volume", f"{password}:/run/secrets/password:ro", IMAGE,
            f"--endpoint={self._simulator.base}", f"--iam_endpoint={self._simulator.base}", f"--project_id={PROJECT_ID}",
            "--project=demo", "--iam_domain=example-account", "--iam_user=exporter",
            "--iam_password_file=/run/secrets/password", f"--web_listen_address={ADDRESS}").strip()
        self.process = int(podman("inspect", "--format", "{{.State.Pid}}", self.name))
        return self

    def __exit__(self, *_):
        podman("rm", "--force", "--time", "0", self.name)
        self._folder.cleanup()

    def log(self):
        done = subprocess.run([*PODMAN, "logs", self.name], check=True, text=True, capture_output=True)
        return done.stdout + done.stderr

    def ready(self):
        def answers():
            try:
                return request(ADDRESS, "/-/ready").status == 200
            except OSError:
                return False
        wait_until(answers, what="the container's exporter is ready")

    def read(self, name):
        """A file of /proc/PID."""
        with open(f"/proc/{self.process}/{name}", encoding="utf-8") as file:
            return file.read()

    def started(self):
        """When the process began, in seconds since 1970, to the hundredth that the kernel tells."""
        ticks = int(self.read("stat").rpartition(")")[2].split()[19])
        return time.time() - time.clock_gettime(time.CLOCK_BOOTTIME) + ticks / os.sysconf("SC_CLK_TCK")

    def stop(self):
        """Seconds from SIGTERM to the end, and the exit code."""
        began = time.monotonic()
        podman("kill", "--signal", "TERM", self.name)
        code = int(podman("wait", "--interval", "10ms", self.name))
        return time.monotonic() - began, code
