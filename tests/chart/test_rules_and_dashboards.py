"""The rules and dashboards that the chart renders are those of dashboards/, and promtool takes them as Prometheus does; the
agent's configuration as well."""
import pathlib
import subprocess
import tempfile
import unittest

import chart
import yaml

BASE = """
settings: {region: ap-southeast-1, project_id: 0123456789abcdef0123456789abcdef}
signIn: {method: token, existingSecret: workspace-token}
"""


def promtool(*arguments, content):
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "file.yml"
        path.write_text(content, encoding="utf-8")
        return subprocess.run(["promtool", "check", *arguments, path], capture_output=True, text=True, check=False)


def rules(documents):
    (found,) = [document.value["spec"] for document in documents if document.kind == "PrometheusRule"]
    return found


class Rules(unittest.TestCase):
    def test_are_those_of_dashboards(self):
        expected = [group for path in sorted((chart.ROOT / "dashboards" / "rules").glob("*.yml"))
                    for group in chart.read(path)["groups"]]
        found = rules(chart.render_text(BASE + "prometheusRule: {enabled: true}"))
        self.assertEqual(found.keys(), {"groups"})
        self.assertEqual(found["groups"], expected)

    def test_are_taken_by_prometheus_also_where_they_are_changed(self):
        changed = 0
        for values in chart.ci_files():
            if chart.value(chart.read(values), "prometheusRule", "enabled"):
                changed += 1
                done = promtool("rules", "--lint=all", "--lint-fatal", content=yaml.safe_dump(rules(chart.render(values))))
                self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        self.assertTrue(changed)


class Dashboards(unittest.TestCase):
    def test_are_those_of_dashboards(self):
        expected = {path.name: path.read_text("utf-8")
                    for path in (chart.ROOT / "dashboards" / "grafana" / "provisioning").iterdir()}
        found = {}
        for document in chart.render_text(BASE + "dashboards: {enabled: true}"):
            if document.metadata["labels"].get("grafana_dashboard") == "1":
                # All of an object together may be no larger than this.
                self.assertLess(len(document.text.encode()), 1024 * 1024)
                found.update(document.value["data"])
        self.assertEqual(found, expected)


class Agent(unittest.TestCase):
    def test_has_a_configuration_that_prometheus_takes(self):
        checked = 0
        for values in chart.ci_files():
            for document in chart.render(values):
                if document.kind == "ConfigMap" and "prometheus.yaml" in document.value.get("data", {}):
                    checked += 1
                    done = promtool("config", "--agent", "--syntax-only", content=document.value["data"]["prometheus.yaml"])
                    self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        self.assertTrue(checked)
