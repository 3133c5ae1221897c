"""What a siege is measured by: clients as there should be, and what the exporter has of the system."""
import os
import re
import threading

from programs import SLOWDOWN, request


class Repeated:
    """Does something every so often, in a thread of its own, while the `with` block lasts."""

    def __init__(self, every, do):
        self._every, self._do, self._end = every, do, threading.Event()
        self._thread = threading.Thread(target=self._run)

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._end.set()
        self._thread.join()

    def _run(self):
        while not self._end.wait(self._every):
            self._do()


class Client(Repeated):
    """Asks for a path, each time by a connection of its own. times: seconds of each answer; failures: what else came."""

    def __init__(self, address, path, every, shows=b""):
        super().__init__(every, self.ask)
        self.address, self.path, self.shows = address, path, shows
        self.times, self.failures = [], []

    def ask(self):
        try:
            answer = request(self.address, self.path, timeout=10 * SLOWDOWN)
        except OSError as fault:
            self.failures.append(repr(fault))
            return
        self.times.append(answer.seconds)
        if answer.status != 200 or self.shows not in answer.body:
            self.failures.append(answer.status)

    def quantile(self, part):
        """Milliseconds."""
        return 1000 * sorted(self.times)[min(len(self.times) - 1, int(part * len(self.times)))]

    def __str__(self):
        return f"p50 {self.quantile(0.5):.1f}, p99 {self.quantile(0.99):.1f}, most {self.quantile(1):.1f}"


class State:
    """What the exporter has of the system now."""

    def __init__(self, exporter):
        with open(f"/proc/{exporter.pid}/status", encoding="ascii") as file:
            status = file.read()
        self.mib = int(re.search(r"(?m)^VmRSS:\s+(\d+)", status)[1]) / 1024
        self.threads = int(re.search(r"(?m)^Threads:\s+(\d+)", status)[1])
        self.files = len(os.listdir(f"/proc/{exporter.pid}/fd"))

    def __str__(self):
        return f"{self.files} files, {self.threads} threads, {self.mib:.1f} MiB"


class Watch(Repeated):
    """The most that the exporter has of each."""

    def __init__(self, exporter):
        super().__init__(0.1, self.look)
        self.exporter, self.most = exporter, State(exporter)

    def look(self):
        now = State(self.exporter)
        for what in ("mib", "threads", "files"):
            setattr(self.most, what, max(getattr(self.most, what), getattr(now, what)))
