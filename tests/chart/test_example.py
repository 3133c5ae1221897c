"""The example under helm/examples: another chart's pod carries the very container that our own would have, in both forms."""
import unittest

import chart
import example
import schemas
import yaml
from manifests import is_exporter


def exporter_in(spec, key):
    return [container for container in spec.get(key, ()) if is_exporter(container)]


def pod_of_our_own(values):
    """The spec that the chart renders in a pod of its own, for values that are for a sidecar."""
    own = {key: value for key, value in values.items() if key not in ("mode", "sidecar", "podMonitor")}
    (deployment,) = [document for document in chart.render_text(yaml.safe_dump(own)) if document.kind == "Deployment"]
    return deployment.pod["spec"]


class Example(unittest.TestCase):
    def specs(self):
        """(whether native, spec) of the example's pod, with its own values."""
        for name, values in example.forms()[:2]:
            (deployment,) = [document for document in example.render(values) if document.kind == "Deployment"]
            yield name == "example-native", deployment.pod["spec"]

    def test_is_what_the_api_server_takes(self):
        for name, values in example.forms():
            for version in example.versions(values):
                with self.subTest(name, version=version):
                    done = chart.validate(chart.rendered(values, version, example.built()), version)
                    self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
                    self.assertIn("Skipped: 0", done.stdout)

    def test_passes_helm_s_lint(self):
        for name, values in example.forms():
            with self.subTest(name):
                done = chart.tool("helm", "lint", "--strict", example.built(), "--values", values,
                                  "--kube-version", schemas.NEWEST)
                self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def test_carries_the_container_where_its_form_belongs(self):
        for native, spec in self.specs():
            with self.subTest(native=native):
                self.assertEqual([container.get("restartPolicy") for container in exporter_in(spec, "initContainers")],
                                 ["Always"] if native else [])
                self.assertEqual([container.get("restartPolicy") for container in exporter_in(spec, "containers")],
                                 [] if native else [None])

    def test_carries_the_container_of_our_own_pod(self):
        own = pod_of_our_own(chart.read(example.built() / "values.yaml")["workspace-exporter"])
        (expected,) = exporter_in(own, "containers")
        # It would hold for the whole of the application's pod.
        del expected["resources"]["limits"]["ephemeral-storage"]
        for native, spec in self.specs():
            with self.subTest(native=native):
                (found,) = exporter_in(spec, "initContainers") + exporter_in(spec, "containers")
                self.assertEqual({key: value for key, value in found.items() if key != "restartPolicy"}, expected)
                self.assertEqual(spec["volumes"], own["volumes"])

    def test_is_refused_as_native_by_an_older_kubernetes(self):
        done = chart.template(chart=example.built(), kubernetes=schemas.OLDEST)
        self.assertNotEqual(done.returncode, 0)
        self.assertIn("sidecar.native: needs Kubernetes 1.29", done.stderr)
