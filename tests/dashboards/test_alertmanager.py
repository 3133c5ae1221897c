"""An exporter that dies becomes a message of a real Alertmanager; and one that comes back, another."""
import contextlib
import http.server
import json
import os
import queue
import re
import signal
import subprocess
import tempfile
import threading
import unittest

from dashboards import ROOT
from programs import Exporter, SLOWDOWN, Simulator, wait_until
from test_prometheus import Prometheus, free_port

PROMETHEUS = """
global: {scrape_interval: 1s, scrape_timeout: 1s, evaluation_interval: 1s}
rule_files: ['%(rules)s/*.yml']
alerting: {alertmanagers: [{static_configs: [{targets: ['%(alertmanager)s']}]}]}
scrape_configs: [{job_name: workspace, honor_labels: true, static_configs: [{targets: ['%(target)s']}]}]
"""
ALERTMANAGER = """
route: {receiver: test, group_by: ['...'], group_wait: 1s, group_interval: 1s}
receivers: [{name: test, webhook_configs: [{url: 'http://%(receiver)s/', send_resolved: true}]}]
"""


class Receiver(http.server.ThreadingHTTPServer):
    """Whatever Alertmanager sends, in `messages`."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.messages = queue.Queue()
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def address(self):
        return f"127.0.0.1:{self.server_address[1]}"

    def alert(self, status, instance):
        """The next one with that status. Without patience it is also told that there is no exporter, before the first scrape."""
        while True:
            alert, = self.messages.get(timeout=60 * SLOWDOWN)["alerts"]
            if (alert["status"], alert["labels"].get("instance")) == (status, instance):
                return alert

    def __exit__(self, *_):
        self.shutdown()
        self.server_close()


class Handler(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        self.server.messages.put(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_):
        pass


@contextlib.contextmanager
def alertmanager(folder, receiver):
    """Its address."""
    config = os.path.join(folder, "alertmanager.yml")
    with open(config, "w", encoding="utf-8") as file:
        file.write(ALERTMANAGER % {"receiver": receiver.address})
    address = f"127.0.0.1:{free_port()}"
    with open(os.path.join(folder, "alertmanager.log"), "wb") as log, subprocess.Popen(
            ["prometheus-alertmanager", f"--config.file={config}", f"--storage.path={folder}/alertmanager",
             f"--web.listen-address={address}", "--cluster.listen-address="], stdout=log, stderr=log) as process:
        try:
            yield address
        finally:
            process.send_signal(signal.SIGTERM)


def hasty_rules(folder):
    """The rules, with no patience: each `for` is a second."""
    hasty = os.path.join(folder, "rules")
    os.mkdir(hasty)
    for path in (ROOT / "dashboards" / "rules").glob("*.yml"):
        with open(os.path.join(hasty, path.name), "w", encoding="utf-8") as file:
            file.write(re.sub(r"(?m)^( +for:) \w+$", r"\1 1s", path.read_text(encoding="utf-8")))
    return hasty


class Alertmanager(unittest.TestCase):
    def test_an_exporter_that_dies_and_comes_back_is_told(self):
        with contextlib.ExitStack() as stack:
            folder = stack.enter_context(tempfile.TemporaryDirectory())
            simulator = stack.enter_context(Simulator(sessions=50))
            exporter = stack.enter_context(Exporter(simulator))
            receiver = stack.enter_context(Receiver())
            address = stack.enter_context(alertmanager(folder, receiver))
            prometheus = stack.enter_context(Prometheus(folder, text=PROMETHEUS % {
                "rules": hasty_rules(folder), "alertmanager": address, "target": exporter.address}))
            wait_until(lambda: prometheus.query("workspace:target:up == 1") or None, what="a scrape")
            self.assertEqual(exporter.stop(), 0)
            alert = receiver.alert("firing", exporter.address)
            self.assertEqual(alert["labels"], {"alertname": "WorkspaceExporterDown", "severity": "critical", "job": "workspace",
                                               "instance": exporter.address})
            self.assertEqual(alert["annotations"]["runbook_url"], "docs/runbooks/WorkspaceExporterDown.md")
            self.assertIn(exporter.address, alert["annotations"]["summary"])
            stack.enter_context(Exporter(simulator, web_listen_address=exporter.address))
            self.assertEqual(receiver.alert("resolved", exporter.address)["labels"], alert["labels"])


if __name__ == "__main__":
    unittest.main()
