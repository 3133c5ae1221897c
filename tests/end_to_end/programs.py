"""Starts the simulator and the exporter as a user would, and talks to them. Where the programs are comes from the
environment (WORKSPACE_EXPORTER, WORKSPACE_SIMULATOR), which CTest sets."""
import contextlib
import http.client
import json
import os
import re
import signal
import ssl
import subprocess
import tempfile
import time
import urllib.parse
import warnings

EXPORTER = os.environ["WORKSPACE_EXPORTER"]
SIMULATOR = os.environ["WORKSPACE_SIMULATOR"]
# Sanitizers make everything slower; limits on time grow with this.
SLOWDOWN = float(os.environ.get("TEST_SLOWDOWN", "1"))

PROJECT_ID = "0b1c2d3e4f5a6b7c8d9e0f1a2b3c4d5e"
PASSWORD = "example-password"


class Answer:
    def __init__(self, status, headers, body, seconds):
        self.status, self.headers, self.body, self.seconds = status, headers, body, seconds


def any_tls():
    """For a server of any TLS version and with any certificate."""
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    context.set_ciphers("ALL:@SECLEVEL=0")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        context.minimum_version = ssl.TLSVersion.TLSv1
    return context


def request(address, path, method="GET", body=None, headers=None, timeout=60, tls=None):
    """One request to HOST:PORT, over TLS with that context."""
    began = time.monotonic()
    if tls is None:
        opened = http.client.HTTPConnection(address, timeout=timeout)
    else:
        opened = http.client.HTTPSConnection(address, timeout=timeout, context=tls)
    with contextlib.closing(opened) as connection:
        connection.request(method, path, body=body, headers=headers or {})
        answer = connection.getresponse()
        data = answer.read()
        return Answer(answer.status, dict(answer.getheaders()), data, time.monotonic() - began)


def root_is_a_mount():
    """Not so in a plain chroot, where the kernel cannot make the root's mounts private to a process."""
    with open("/proc/self/mountinfo", encoding="utf-8") as mounts:
        return any(line.split()[4] == "/" for line in mounts)


def with_mounts_of_its_own():
    """A command that runs another with mounts that go with it."""
    return ["unshare", "--mount", *([] if root_is_a_mount() else ["--propagation", "unchanged"]),
            *([] if os.geteuid() == 0 else ["--user", "--map-root-user"])]


def wait_until(condition, seconds=15.0, what="the condition"):
    """Waits for what must come; the test fails where it does not."""
    end = time.monotonic() + seconds * SLOWDOWN
    while time.monotonic() < end:
        if (value := condition()) is not None and value is not False:
            return value
        time.sleep(0.02)
    raise AssertionError(f"{what}: not within {seconds * SLOWDOWN} s")


def wait_for_log(program, pattern):
    """A collection is logged after the scrape that waits for it is answered."""
    return wait_until(lambda: re.search(pattern, program.err()), what=f"{pattern} in the log")


class Program:
    """A process that says on a line where it listens. `environment`: variables beside those of the tests' own."""

    def __init__(self, command, line, environment=None):
        self.folder = tempfile.TemporaryDirectory(prefix="workspace-exporter-test-")
        self.out_path, self.err_path = (os.path.join(self.folder.name, name) for name in ("out", "err"))
        clean = {key: value for key, value in os.environ.items()
                 if not re.match(r"(?i)(WORKSPACE_|HUAWEICLOUD_|HW_|HC_|OS_)|.*_proxy$", key)}
        with open(self.out_path, "wb") as out, open(self.err_path, "wb") as err:
            self.process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=out, stderr=err,
                                            env={**clean, **(environment or {})})

        def listening():
            if (found := re.search(line, self.out() + self.err())):
                return found[1]
            if self.process.poll() is not None:
                raise AssertionError(f"ended with {self.process.returncode}: {self.err()[-2000:]}")
            return None

        try:
            self.address = wait_until(listening, 60, f"{command[0]} listening")
        except BaseException:
            self.process.kill()
            self.process.wait()
            raise

    def out(self):
        with open(self.out_path, encoding="utf-8", errors="replace") as file:
            return file.read()

    def err(self):
        with open(self.err_path, encoding="utf-8", errors="replace") as file:
            return file.read()

    def stop(self, number=signal.SIGTERM):
        """The exit code."""
        if self.process.poll() is None:
            self.process.send_signal(number)
        try:
            return self.process.wait(15 * SLOWDOWN)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            raise
        finally:
            self.folder.cleanup()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        code = self.stop()
        assert code == 0, f"ended with {code}"


class Simulator(Program):
    def __init__(self, more_flags=None, **settings):
        """more_flags: of the program, by name, such as access_key, project_id, tls_cert."""
        more_flags = more_flags or {}
        self.tls = any_tls() if "tls_cert" in more_flags else None
        super().__init__([SIMULATOR, "--listen=127.0.0.1:0", "--config=" + json.dumps(settings),
                          *(f"--{name}={value}" for name, value in more_flags.items())],
                         r"listening address=(\S+)")

    @property
    def base(self):
        """By name, as the certificates of the tests have it."""
        return f"https://localhost:{self.address.rpartition(':')[2]}" if self.tls else f"http://{self.address}"

    @property
    def plain_address(self):
        """Of the flag plain_listen."""
        return re.search(r"plain_address=(\S+)", self.out())[1]

    def control(self, path, value=None, method=None):
        method = method or ("GET" if value is None else "POST")
        answer = request(self.address, "/_control/" + path, method, None if value is None else json.dumps(value),
                         tls=self.tls)
        assert answer.status == 200, (path, answer.status, answer.body)
        return json.loads(answer.body or b"null")

    def sessions(self, project=None):
        return self.control("sessions" + (f"?project={project}" if project else ""))["sessions"]

    def configure(self, **settings):
        self.control("config", settings)

    def fault(self, **fault):
        self.control("faults", [fault])

    def mend(self):
        self.control("faults", method="DELETE")

    def requests(self, operation="list_sessions"):
        return [x for x in self.control("requests")["requests"] if x["operation"] == operation]


def flags(simulator, folder, **more):
    """The command line for an exporter of that simulator, signing in by password; a flag with None is left out."""
    password = os.path.join(folder, "password")
    with open(password, "w", encoding="utf-8") as file:
        file.write(PASSWORD)
    base = simulator.base
    values = {"endpoint": base, "iam_endpoint": base, "project_id": PROJECT_ID, "project": "demo",
              "iam_domain": "example-account", "iam_user": "exporter", "iam_password_file": password,
              "web_listen_address": "127.0.0.1:0", "min_interval": "0", "api_quota": "0", **more}
    return [f"--{name}={value}" for name, value in values.items() if value is not None]


class Exporter(Program):
    def __init__(self, simulator, environment=None, started_by=(EXPORTER,), **more):
        """started_by: a command that takes the exporter's flags, and becomes it."""
        self.secrets = tempfile.TemporaryDirectory(prefix="workspace-exporter-test-")
        super().__init__([*started_by, *flags(simulator, self.secrets.name, **more)], r"msg=listening address=(\S+)",
                         environment)

    @property
    def pid(self):
        return self.process.pid

    def get(self, path="/metrics", **kwargs):
        return request(self.address, path, **kwargs)

    def scrape(self, timeout=30 * SLOWDOWN):
        """As Prometheus does, which says how long it waits."""
        from page import Page
        answer = self.get(headers={"X-Prometheus-Scrape-Timeout-Seconds": str(timeout)}, timeout=60 + timeout)
        assert answer.status == 200, answer.status
        page = Page(answer.body)
        page.seconds = answer.seconds
        return page

    def stop(self, number=signal.SIGTERM):
        try:
            return super().stop(number)
        finally:
            self.secrets.cleanup()


def run_once(simulator, *more_arguments, command="--once", environment=None, **more):
    """(exit code, stdout, stderr) of --once, or of another command that ends by itself."""
    with tempfile.TemporaryDirectory(prefix="workspace-exporter-test-") as folder:
        done = subprocess.run([EXPORTER, *flags(simulator, folder, **more), command, *more_arguments],
                              env={**os.environ, **(environment or {})}, capture_output=True, timeout=120 * SLOWDOWN, check=False)
        return done.returncode, done.stdout, done.stderr.decode("utf-8", "replace")
