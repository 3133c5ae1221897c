"""A real Prometheus scrapes the exporter: the target is up, the series are right, nothing is complained of. PROMETHEUS and PROMTOOL name
the programs, where those of the system are not meant."""
import json
import os
import signal
import socket
import subprocess
import tempfile
import time
import unittest
import urllib.parse

import oracle
from programs import Exporter, Simulator, request, run_once, wait_until


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


PROMETHEUS = os.environ.get("PROMETHEUS", "prometheus")
PROMTOOL = os.environ.get("PROMTOOL", "promtool")


class Prometheus:
    """Scrapes a target every second, or what the text of a configuration says; `flags` beside those that all have."""

    def __init__(self, folder, target=None, text=None, flags=()):
        self.address = f"127.0.0.1:{free_port()}"
        self.config = os.path.join(folder, "prometheus.yml")
        self.write(text or json.dumps({
            "global": {"scrape_interval": "1s", "scrape_timeout": "1s"},
            "scrape_configs": [{"job_name": "workspace", "honor_labels": True, "static_configs": [{"targets": [target]}]}]}))
        self.log = open(os.path.join(folder, "log"), "wb")
        self.process = subprocess.Popen(
            [PROMETHEUS, f"--config.file={self.config}", f"--storage.tsdb.path={folder}/data",
             f"--web.listen-address={self.address}", "--log.level=warn", *flags], stdout=self.log, stderr=self.log)

    def write(self, text):
        with open(self.config, "w", encoding="utf-8") as file:
            file.write(text)

    def configure(self, text):
        """Another configuration from now on."""
        self.write(text)
        self.process.send_signal(signal.SIGHUP)
        wait_until(lambda: self.api("targets")["activeTargets"] == [] or None, what="the new configuration")

    def api(self, path, **query):
        try:
            answer = request(self.address, f"/api/v1/{path}?{urllib.parse.urlencode(query)}")
        except OSError:
            return None
        return json.loads(answer.body)["data"] if answer.status == 200 else None

    def query(self, text):
        data = self.api("query", query=text)
        return data and {frozenset((k, v) for k, v in x["metric"].items() if k not in ("job", "instance", "__name__")):
                         float(x["value"][1]) for x in data["result"]}

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(30)
        self.log.close()


class RealPrometheus(unittest.TestCase):
    def test_target_is_up_and_series_are_right(self):
        for hostile in (False, True):
            with self.subTest(hostile=hostile), tempfile.TemporaryDirectory() as folder, \
                    Simulator(sessions=3000, hostile=hostile, history_hours=20) as simulator, Exporter(simulator) as exporter, \
                    Prometheus(folder, exporter.address) as prometheus:
                expected = oracle.sessions_gauge(simulator.sessions(), int(time.time() * 1000))
                # A slow first scrape shows the live sessions alone.
                wait_until(lambda: prometheus.query("huaweicloud_workspace_up == 1") or None, 30, "a whole collection")
                shown = prometheus.query("huaweicloud_workspace_sessions")
                self.assertEqual(shown, {key: float(value) for key, value in expected.items()})
                target = prometheus.api("targets")["activeTargets"][0]
                self.assertEqual((target["health"], target["lastError"]), ("up", ""))
                self.assertEqual(set(prometheus.query("huaweicloud_workspace_up").values()), {1.0})
                live = sum(x["state"] in oracle.LIVE for x in oracle.counted(simulator.sessions(), int(time.time() * 1000)))
                total = prometheus.query('sum(huaweicloud_workspace_sessions{session_state=~"Active|Disconnected|AppcInit"})')
                self.assertEqual(total, {frozenset(): float(live)})
                metadata = prometheus.api("metadata")
                self.assertEqual(metadata["huaweicloud_workspace_sessions"][0]["type"], "gauge")

    def test_promtool_finds_nothing_to_complain_of(self):
        for hostile in (False, True):
            with self.subTest(hostile=hostile), Simulator(sessions=1000, hostile=hostile) as simulator:
                _, page, _ = run_once(simulator)
                checked = subprocess.run([PROMTOOL, "check", "metrics"], input=page, capture_output=True, check=False)
                self.assertEqual((checked.returncode, checked.stdout + checked.stderr), (0, b""))


if __name__ == "__main__":
    unittest.main()
