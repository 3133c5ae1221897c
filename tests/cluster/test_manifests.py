"""Every manifest that the ci files make, of our chart and of the example, is taken by the cluster's API server. It needs no node,
so that a bare API server of another version serves as well."""
import json
import re
import unittest

from charts import chart, example
from cluster import apply, kubectl, namespace


def server_version():
    return re.match(r"v([\d.]+)", json.loads(kubectl("get", "--raw", "/version"))["gitVersion"])[1]


class Manifests(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.space = cls.enterClassContext(namespace("manifests"))
        # Without the controllers that make the first, and before the second is there for real.
        apply(*({"apiVersion": "v1", "kind": "ServiceAccount", "metadata": {"name": name, "namespace": cls.space}}
                for name in ("default", f"{chart.RELEASE}-workspace-exporter")))
        cls.version = server_version()
        print(f"\nAPI server: {cls.version}")

    def test_of_the_chart(self):
        for values in chart.ci_files():
            with self.subTest(values.stem):
                self.submit(chart.render(values, self.version))

    def test_of_the_example(self):
        for name, values in example.forms():
            with self.subTest(name):
                self.submit(example.render(values, self.version))

    def submit(self, documents):
        """In a namespace that there is; and each workload's pod by itself, since Pod Security refuses pods alone."""
        self.assertTrue(documents)
        pods = [{"apiVersion": "v1", "kind": "Pod", "metadata": {**document.pod["metadata"], "name": document.metadata["name"]},
                 "spec": document.pod["spec"]} for document in documents if document.kind == "Deployment"]
        items = [{**value, "metadata": {**value["metadata"], "namespace": self.space}}
                 for value in [*(document.value for document in documents), *pods]]
        for item in items:
            if item["kind"] == "Pod":  # in a class of runtime that a cluster need not have
                item["spec"] = {key: value for key, value in item["spec"].items() if key != "runtimeClassName"}
        told = kubectl("apply", "--dry-run=server", "--filename", "-", text=json.dumps(
            {"apiVersion": "v1", "kind": "List", "items": items}))
        self.assertEqual(told.count("(server dry run)"), len(items), told)
