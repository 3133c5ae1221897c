"""What a user gets: the packed chart has the files of dashboards/ themselves, one version, and a README of its values."""
import pathlib
import re
import tarfile
import tempfile
import unittest

import chart
import schemas

FILES = {"files/dashboards": chart.ROOT / "dashboards" / "grafana" / "provisioning",
         "files/rules": chart.ROOT / "dashboards" / "rules"}


def packed():
    """{path in the chart: content} of what helm package makes."""
    with tempfile.TemporaryDirectory() as folder:
        chart.output("helm", "package", chart.CHART, "--destination", folder)
        (archive,) = pathlib.Path(folder).iterdir()
        with tarfile.open(archive) as file:
            return {member.name.removeprefix("workspace-exporter/"): file.extractfile(member).read()
                    for member in file.getmembers() if member.isfile()}


class Package(unittest.TestCase):
    def test_has_the_files_of_dashboards(self):
        content = packed()
        for folder, source in FILES.items():
            expected = {f"{folder}/{path.name}": path.read_bytes() for path in source.iterdir()}
            self.assertTrue(expected)
            self.assertEqual({path: content[path] for path in content if path.startswith(folder)}, expected)

    def test_has_what_a_user_needs_and_no_more(self):
        folders = {path.partition("/")[0] for path in packed()}
        self.assertEqual(folders, {"Chart.yaml", "README.md", "files", "templates", "values.schema.json", "values.yaml"})

    def test_is_of_the_program_s_version(self):
        project = (chart.ROOT / "CMakeLists.txt").read_text("utf-8")
        found = re.search(r"^project\(workspace_exporter VERSION ([\d.]+)", project, re.M)
        about = chart.read(chart.CHART / "Chart.yaml")
        self.assertEqual((about["version"], about["appVersion"]), (found[1], found[1]))

    def test_is_for_the_oldest_kubernetes_that_is_tried(self):
        minor = schemas.OLDEST.rpartition(".")[0]
        self.assertEqual(chart.read(chart.CHART / "Chart.yaml")["kubeVersion"], f">={minor}.0-0 || 1.20.0")

    def test_has_a_readme_of_its_values(self):
        made = chart.output("helm-docs", "--dry-run", "--log-level", "error", "--chart-search-root", chart.CHART)
        self.assertEqual((chart.CHART / "README.md").read_text("utf-8").strip(), made.strip(), "run ./dev chart --update")
