"""Whatever finds something by labels finds what it is for: a Deployment its own pod, monitors a port that is there, and none of
them the pod of `helm test`, which answers nobody."""
import unittest

import example
from manifests import containers


def matches(selector, labels):
    return selector.items() <= labels.items()


def selector_of_pods(document):
    """By which labels it looks for pods; None for a document that does not."""
    spec = document.value.get("spec", {})
    if document.kind == "Service":
        return spec["selector"]
    if document.kind in ("PodDisruptionBudget", "PodMonitor"):
        return spec["selector"]["matchLabels"]
    return spec["podSelector"]["matchLabels"] if document.kind == "NetworkPolicy" else None


class Selectors(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        """`releases`: (name, documents, the same by kind) of each that has a pod to be found, which a sidecar's alone has not."""
        cls.releases = []
        for name, version, documents in example.all_documents():
            by_kind = {}
            for document in documents:
                by_kind.setdefault(document.kind, []).append(document)
            if "Deployment" in by_kind:
                cls.releases.append((f"{name} {version}", documents, by_kind))

    def test_are_many(self):
        self.assertGreater(len(self.releases), 30)

    def test_of_a_deployment_find_its_own_pod(self):
        for name, _, by_kind in self.releases:
            pods = [pod.pod["metadata"]["labels"] for pod in by_kind["Deployment"]]
            pods += [pod.metadata["labels"] for pod in by_kind.get("Pod", ())]
            for number, deployment in enumerate(by_kind["Deployment"]):
                with self.subTest(name, deployment=deployment.name):
                    selector = deployment.value["spec"]["selector"]["matchLabels"]
                    self.assertEqual([matches(selector, labels) for labels in pods],
                                     [other == number for other in range(len(pods))], selector)

    def test_of_others_find_all_exporters(self):
        for name, documents, by_kind in self.releases:
            for document in documents:
                if (selector := selector_of_pods(document)) is not None:
                    with self.subTest(name, document=document.name):
                        for deployment in by_kind["Deployment"]:
                            self.assertLessEqual(selector.items(), deployment.pod["metadata"]["labels"].items())

    def test_of_what_scrapes_or_counts_leave_out_the_test(self):
        for name, documents, by_kind in self.releases:
            for document in documents:
                # Its network is the exporters' own.
                selector = None if document.kind == "NetworkPolicy" else selector_of_pods(document)
                if selector is not None:
                    with self.subTest(name, document=document.name):
                        for pod in by_kind.get("Pod", ()):
                            self.assertFalse(matches(selector, pod.metadata["labels"]))

    def test_of_monitors_find_a_port_that_is_there(self):
        monitors = 0
        for name, _, by_kind in self.releases:
            ports = {port["name"] for deployment in by_kind["Deployment"]
                     for container in containers(deployment.pod) for port in container.get("ports", ())}
            for monitor in by_kind.get("ServiceMonitor", ()):
                with self.subTest(name, monitor=monitor.name):
                    monitors += 1
                    (service,) = [service for service in by_kind["Service"]
                                  if matches(monitor.value["spec"]["selector"]["matchLabels"], service.metadata["labels"])]
                    for endpoint in monitor.value["spec"]["endpoints"]:
                        (port,) = [port for port in service.value["spec"]["ports"] if port["name"] == endpoint["port"]]
                        self.assertIn(port.get("targetPort", port["name"]), ports)
            for monitor in by_kind.get("PodMonitor", ()):
                with self.subTest(name, monitor=monitor.name):
                    monitors += 1
                    for endpoint in monitor.value["spec"]["podMetricsEndpoints"]:
                        self.assertIn(endpoint["port"], ports)
        self.assertGreater(monitors, 10)
