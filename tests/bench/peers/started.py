"""Starts our exporter and its peers beside a simulator, each with the same account and eight requests in flight."""
import os
import shutil
import signal
import subprocess
import sys
import tempfile

from programs import Exporter, Program, flags

FOLDER = os.path.dirname(os.path.abspath(__file__))


def ours(simulator):
    """Every scrape is a full listing, as it is with the peers, and nothing but the simulator holds it back."""
    return Exporter(simulator, resync_interval="0", scrape_timeout="110s")


class Peer(Program):
    def __init__(self, simulator, command):
        self.secrets = tempfile.TemporaryDirectory(prefix="workspace-exporter-bench-")
        account = flags(simulator, self.secrets.name, project=None, min_interval=None, api_quota=None,
                        scrape_timeout=None)
        super().__init__([*command, *account], r"listening address=(\S+)")

    def stop(self, number=signal.SIGTERM):
        """A peer does not care for signals: ended by ours is well ended."""
        try:
            code = super().stop(number)
            return 0 if code == -number else code
        finally:
            self.secrets.cleanup()


def build_go(folder):
    """The program, or None where Go is not installed. It needs no module but the standard library, so no network."""
    if shutil.which("go") is None:
        return None
    program = os.path.join(folder, "exporter")
    subprocess.run(["go", "build", "-o", program, "."], cwd=os.path.join(FOLDER, "go"), check=True,
                   env={**os.environ, "GOTOOLCHAIN": "local", "GOFLAGS": "-buildvcs=false", "GOPROXY": "off"})
    return program


def starters(folder):
    """{name: function that starts the program beside a simulator}, None for one that is not installed."""
    go = build_go(folder)
    return {"ours": ours,
            "python": lambda simulator: Peer(simulator, [sys.executable, os.path.join(FOLDER, "python", "exporter.py")]),
            "go": go and (lambda simulator: Peer(simulator, [go]))}


def versions():
    """What the peers are made with: their ratios hold for these."""
    go = shutil.which("go") and subprocess.run(["go", "env", "GOVERSION"], check=True, capture_output=True, text=True,
                                               cwd=FOLDER, env={**os.environ, "GOTOOLCHAIN": "local"}).stdout.strip()
    return {"python": "python" + ".".join(map(str, sys.version_info[:3])), "go": go or "not installed"}
