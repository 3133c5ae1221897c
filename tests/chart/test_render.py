"""Each file of values that the chart brings, for each Kubernetes that it is for: helm finds nothing to complain about, every
document is one that the API server takes, and can be found by its namespace and labels."""
import unittest

import chart
import schemas

# Kinds whose namespace has a value of its own, since they go where Prometheus or Grafana look for them.
NAMESPACES = {"ServiceMonitor": "serviceMonitor", "PodMonitor": "podMonitor", "PrometheusRule": "prometheusRule"}


def cases():
    for values in chart.ci_files():
        for version in chart.kubernetes_versions(chart.read(values)):
            yield values, version


def labels(values):
    version = chart.read(chart.CHART / "Chart.yaml")["version"]
    return {**(chart.value(values, "commonLabels") or {}),
            "app.kubernetes.io/name": "workspace-exporter", "app.kubernetes.io/instance": chart.RELEASE,
            "app.kubernetes.io/version": version, "app.kubernetes.io/managed-by": "Helm",
            "helm.sh/chart": f"workspace-exporter-{version}"}


def namespace(values, document):
    own = "dashboards" if document.source == "templates/dashboards.yaml" else NAMESPACES.get(document.kind)
    return own and chart.value(values, own, "namespace") or chart.value(values, "namespaceOverride") or chart.NAMESPACE


class Rendered(unittest.TestCase):
    def test_passes_helm_s_lint(self):
        for values, version in cases():
            with self.subTest(values.name, version=version):
                done = chart.tool("helm", "lint", "--strict", chart.CHART, "--values", values, "--kube-version", version,
                                  "--namespace", chart.NAMESPACE)
                self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def test_is_what_the_api_server_takes(self):
        for values, version in cases():
            with self.subTest(values.name, version=version):
                done = chart.validate(chart.rendered(values, version), version)
                self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
                # All of them, so that none was passed over for want of a schema.
                self.assertIn(f"Valid: {len(chart.render(values, version))}, Invalid: 0, Errors: 0, Skipped: 0", done.stdout)

    def test_has_its_namespace_and_labels(self):
        for values, version in cases():
            given = chart.read(values)
            expected = labels(given)
            for document in chart.render(values, version):
                if document.source == "templates/extra-manifests.yaml":
                    continue
                with self.subTest(values.name, version=version, document=document.name):
                    self.assertEqual(document.metadata["namespace"], namespace(given, document))
                    self.assertLessEqual(expected.items(), document.metadata["labels"].items())

    def test_is_named_once(self):
        for values, version in cases():
            with self.subTest(values.name, version=version):
                names = [(document.metadata["namespace"], document.name) for document in chart.render(values, version)]
                self.assertEqual(len(names), len(set(names)), names)

    def test_covers_every_mode_and_method(self):
        given = [chart.read(values) for values in chart.ci_files()]
        self.assertEqual({chart.value(values, "mode") for values in given}, {"deployment", "sidecar", "agent"})
        self.assertLessEqual({"token", "password", "keys", "metadata", "podIdentity", "oidc"},
                             {chart.value(values, "signIn", "method") for values in given})
        self.assertEqual({version for _, version in cases()}, set(schemas.KUBERNETES))
