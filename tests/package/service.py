"""The service of the package in a clean Debian, with a simulator for a cloud."""
import re

from clean_debian import CleanDebian
from page import Page
from programs import PASSWORD, PROJECT_ID, request, wait_until

UNIT = "workspace_exporter.service"
FOLDER = "/etc/workspace_exporter"
FLAGS = f"{FOLDER}/workspace_exporter.flags"
SECRET = f"{FOLDER}/secrets/password"


class Service:
    def __init__(self, debian: CleanDebian):
        self._debian = debian

    def tell(self, name):
        """A property of the unit."""
        return self._debian.run("systemctl", "show", "--value", f"--property={name}", UNIT).strip()

    def state(self):
        return self.tell("ActiveState")

    def is_enabled(self):
        return self._debian.try_to_run("systemctl", "is-enabled", UNIT)[0].strip()

    def wait_for_state(self, state):
        wait_until(lambda: self.state() == state, what=f"{UNIT} {state}")

    def log(self):
        """Of the last start."""
        return self._debian.run("journalctl", "--output=cat", f"_SYSTEMD_INVOCATION_ID={self.tell('InvocationID')}")

    def configure(self, simulator):
        """To sign in by a password from a file, and to listen on a port that is free, for this machine."""
        base = simulator.base
        flags = {"endpoint": base, "iam_endpoint": base, "project_id": PROJECT_ID, "iam_domain": "example-account",
                 "iam_user": "exporter", "iam_password_file": f"/run/credentials/{UNIT}/secret_password",
                 "web_listen_address": "127.0.0.1:0"}
        lines = [f"--{name}={value}\n" for name, value in flags.items()]
        self._debian.write(FLAGS, self._debian.read(FLAGS) + "".join(lines))
        self._debian.write(SECRET, PASSWORD, 0o600)

    def address(self):
        """Once it listens."""
        return wait_until(lambda: re.search(r"msg=listening address=(\S+)", self.log()), what="listening")[1]

    def scrape(self):
        answer = request(self.address(), "/metrics")
        assert answer.status == 200, answer.status
        return Page(answer.body)
