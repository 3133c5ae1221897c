"""Besieges an exporter for SECONDS, and says what regular clients saw meanwhile. ./dev siege runs it, and the end-to-end
tests a short one."""
import contextlib
import os
import subprocess
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(HERE, "..", "end_to_end")]
from programs import Exporter, SLOWDOWN, Simulator, wait_until  # noqa: E402
from regular import Client, State, Watch  # noqa: E402

# All in one are more than the machine itself may have at once.
ATTACKERS = {"dripping": 300, "idle": 300, "half_open": 100, "garbage": 40, "pipelined": 20, "huge_headers": 20, "ranges": 10}
# Milliseconds, MiB; what is left afterwards may be a little more than before, as malloc sees fit.
SCRAPE_P99, HEALTH_P99, GROWTH, LEFT = 250, 100, 16, 4


@contextlib.contextmanager
def attack(address, seconds):
    """In processes of their own; yields what they have to say once they have ended."""
    said = []
    kinds = [f"{kind}={number}" for kind, number in ATTACKERS.items()]
    command = [sys.executable, os.path.join(HERE, "attackers.py"), address, str(seconds), *kinds]
    attackers = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    yield said
    said.append(attackers.communicate(timeout=seconds + 60 * SLOWDOWN)[0].strip())
    assert attackers.returncode == 0, attackers.returncode


def rest(exporter):
    """The state at rest: connections close and workers go within seconds."""
    time.sleep(7)
    return State(exporter)


class Siege:
    """figures: lines to print; faults: what is not as it has to be. patience: how many times slower answers may be."""

    def __init__(self, seconds, patience=1):
        self.figures, self.faults, self.patience = [], [], patience * SLOWDOWN
        with Simulator(sessions=3000, history_hours=20) as simulator, Exporter(simulator, min_interval="1s") as exporter:
            for _ in range(5):
                assert exporter.scrape().up == 1, exporter.err()
            # What this machine makes of health checks without a siege, to set the others against.
            with Client(exporter.address, "/-/healthy", 0.1) as quiet:
                rest(exporter)
            before = State(exporter)
            scrapes = Client(exporter.address, "/metrics", 1, shows=b"\nhuaweicloud_workspace_up{")
            health = Client(exporter.address, "/-/healthy", 0.1)
            with Watch(exporter) as watch, attack(exporter.address, seconds) as said:
                time.sleep(1)
                with scrapes, health:
                    time.sleep(seconds - 2)
            page = exporter.scrape()
            wait_until(lambda: State(exporter).files <= before.files + 1, seconds=20, what="connections closed")
            self.figures.append(f"health checks without a siege, ms: {quiet}")
            self.judge(scrapes, "scrapes", SCRAPE_P99)
            self.judge(health, "health checks", HEALTH_P99)
            self.compare(before, watch.most, rest(exporter))
            self.figures += [f"attackers opened: {said[0]}", f"refused: {self.refused(page)}"]

    def expect(self, is_so, fault):
        if not is_so:
            self.faults.append(fault)

    def judge(self, client, what, limit):
        self.expect(not client.failures, f"{what} that failed: {client.failures[:5]}")
        self.figures.append(f"{len(client.times)} {what}, ms: {client} (p99 below {limit * self.patience:.0f})")
        self.expect(client.quantile(0.99) < limit * self.patience, f"{what} took too long")

    def compare(self, before, most, after):
        self.figures += [f"before: {before}", f"at most: {most}", f"after: {after}"]
        # A sanitizer keeps what was freed.
        self.expect(SLOWDOWN > 1 or most.mib - before.mib < GROWTH, f"grew by {most.mib - before.mib:.1f} MiB")
        self.expect(SLOWDOWN > 1 or after.mib - before.mib < LEFT, f"{after.mib - before.mib:.1f} MiB are left")
        self.expect(after.files <= before.files, "files are left open")
        self.expect(after.threads <= before.threads, "threads are left")

    @staticmethod
    def refused(page):
        series = page.samples["workspace_exporter_connections_refused_total"]
        return ", ".join(f"{dict(labels)['reason']} {int(number)}" for labels, number in series.items() if number)


if __name__ == "__main__":
    siege = Siege(float(sys.argv[1]) if len(sys.argv) > 1 else 60)
    print("\n".join(siege.figures + [f"FAULT: {fault}" for fault in siege.faults]))
    sys.exit(1 if siege.faults else 0)
