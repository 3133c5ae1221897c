"""What the values of another chart, which has ours as a dependency, do to ours; and a copy of ours that has lost files."""
import json
import pathlib
import shutil
import tempfile
import unittest

import chart
import example
import yaml

RIGHT = {"settings": {"region": "ap-southeast-1", "project_id": "0123456789abcdef0123456789abcdef"},
         "signIn": {"method": "token", "existingSecret": "workspace-token"}}


def parent(folder, values, **dependency):
    """A chart whose values.yaml, and no file of a user, has those for ours."""
    path = pathlib.Path(folder) / "parent"
    shutil.copytree(chart.CHART, path / "charts" / "workspace-exporter")
    about = {"apiVersion": "v2", "name": "parent", "version": "1.0.0",
             "dependencies": [{"name": "workspace-exporter", "version": "0.1.0", **dependency}]}
    (path / "Chart.yaml").write_text(yaml.safe_dump(about), encoding="utf-8")
    (path / "values.yaml").write_text(yaml.safe_dump({"workspace-exporter": {**RIGHT, **values}}), encoding="utf-8")
    return path


def rendered(values, **dependency):
    with tempfile.TemporaryDirectory() as folder:
        done = chart.template(chart=parent(folder, values, **dependency))
    assert done.returncode == 0, done.stderr
    return list(yaml.safe_load_all(done.stdout))


def of_kind(kind, found):
    (one,) = [document for document in found if document and document["kind"] == kind]
    return one


class OfAParent(unittest.TestCase):
    def test_leave_the_numbers_of_users_to_the_platform(self):
        spec = of_kind("Deployment", rendered({"securityContext": dict.fromkeys(("runAsUser", "runAsGroup", "fsGroup"), "")}))
        self.assertNotIn("65532", json.dumps(spec))

    def test_replace_maps(self):
        found = rendered({"resources": {"limits": {"cpu": 1}}, "dashboards": {"enabled": True, "labels": {"ours": "1"}},
                          "networkPolicy": {"enabled": True, "ingress": {"namespaceSelector": {"matchLabels": {"a": "b"}}}}})
        container = of_kind("Deployment", found)["spec"]["template"]["spec"]["containers"][0]
        self.assertEqual(container["resources"]["limits"], {"cpu": 1})
        (peer,) = of_kind("NetworkPolicy", found)["spec"]["ingress"][0]["from"]
        self.assertEqual(peer, {"namespaceSelector": {"matchLabels": {"a": "b"}}})
        self.assertFalse([one for one in found if one and "grafana_dashboard" in one["metadata"].get("labels", {})])

    def test_may_have_keys_that_are_helm_s_or_a_person_s_own(self):
        more = {"enabled": True, "tags": {"a": True}, "exports": {"a": {}}, "global": {"a": {}}, "x-a": 1, "_a": [1]}
        self.assertTrue(of_kind("Deployment", rendered(more)))

    def test_may_switch_it_off(self):
        self.assertEqual([one for one in rendered({"enabled": False}, condition="workspace-exporter.enabled") if one], [])


class TheExample(unittest.TestCase):
    def test_goes_without_the_exporter(self):
        done = chart.template("--set", "workspace-exporter.enabled=false", chart=example.built())
        self.assertEqual(done.returncode, 0, done.stderr)
        (deployment,) = yaml.safe_load_all(done.stdout)
        spec = deployment["spec"]["template"]["spec"]
        self.assertEqual([container["name"] for container in spec["containers"]], ["application"])
        self.assertFalse(spec.keys() & {"volumes", "initContainers"})


class ACopy(unittest.TestCase):
    def lost(self, name, instead):
        """What helm says where that folder or file is gone, or a text in its place."""
        with tempfile.TemporaryDirectory() as folder:
            path = shutil.copytree(chart.CHART, pathlib.Path(folder) / "workspace-exporter")
            gone = path / "files" / name
            shutil.rmtree(gone) if gone.is_dir() else gone.unlink()
            if instead:
                gone.write_text(instead, encoding="utf-8")
            values = yaml.safe_dump({**RIGHT, "prometheusRule": {"enabled": True}, "dashboards": {"enabled": True}})
            return chart.template("--values", "-", chart=path, text=values)

    def test_that_has_lost_files_is_refused(self):
        for name in ("rules", "dashboards", "rules/settings.yml", "dashboards/workspace-health.json"):
            for instead in ("", "../../../dashboards/rules"):
                if instead or "/" not in name:
                    with self.subTest(name, instead=instead):
                        done = self.lost(name, instead)
                        self.assertNotEqual(done.returncode, 0)
                        self.assertIn(f"files/{name}: this copy of the chart has lost files", done.stderr)

    def test_has_no_links(self):
        self.assertEqual([path for path in chart.CHART.rglob("*") if path.is_symlink()], [])
