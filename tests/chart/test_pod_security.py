"""Every pod that the chart can render is taken by a namespace that enforces Pod Security's `restricted`, and the exporter's
container is hardened beyond that."""
import copy
import unittest

import example
import pod_security
from manifests import containers, is_exporter

GOOD = {"containers": [{"name": "a", "securityContext": {
    "runAsNonRoot": True, "allowPrivilegeEscalation": False, "capabilities": {"drop": ["ALL"]},
    "seccompProfile": {"type": "RuntimeDefault"}}}]}


def changed(**change):
    """The good pod with another securityContext of its container."""
    pod = copy.deepcopy(GOOD)
    pod["containers"][0]["securityContext"].update(change)
    return pod


BAD = {
    "a host network": {**GOOD, "hostNetwork": True},
    "a host's folder": {**GOOD, "volumes": [{"name": "a", "hostPath": {"path": "/"}}]},
    "a sysctl": {**GOOD, "securityContext": {"sysctls": [{"name": "kernel.msgmax"}]}},
    "an init container that says nothing": {**GOOD, "initContainers": [{"name": "b"}]},
    "privileged": changed(privileged=True),
    "escalation": changed(allowPrivilegeEscalation=None),
    "the mount of /proc": changed(procMount="Unmasked"),
    "capabilities that are kept": changed(capabilities={"drop": ["NET_RAW"]}),
    "capabilities that are added": changed(capabilities={"drop": ["ALL"], "add": ["NET_ADMIN"]}),
    "root by default": changed(runAsNonRoot=None),
    "root": changed(runAsUser=0),
    "no seccomp": changed(seccompProfile={"type": "Unconfined"}),
    "no AppArmor": changed(appArmorProfile={"type": "Unconfined"}),
    "a host's port": {"containers": [{**GOOD["containers"][0], "ports": [{"hostPort": 80}]}]},
}


class Rules(unittest.TestCase):
    def test_find_each_fault(self):
        self.assertEqual(list(pod_security.faults(GOOD)), [])
        for name, spec in BAD.items():
            with self.subTest(name):
                self.assertTrue(list(pod_security.faults(spec)))


class Pods(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.pods = [(f"{name} {version} {document.name}", document.pod["spec"])
                    for name, version, documents in example.all_documents() for document in documents if document.pod]

    def test_are_many(self):
        self.assertGreater(len(self.pods), 50)

    def test_are_restricted(self):
        for name, spec in self.pods:
            with self.subTest(name):
                self.assertEqual(list(pod_security.faults(spec)), [])

    def test_hold_no_token_of_the_cluster(self):
        for name, spec in self.pods:
            with self.subTest(name):
                self.assertIs(spec["automountServiceAccountToken"], False)

    def test_give_the_exporter_no_file_to_write_and_no_secret_that_stays(self):
        for name, spec in self.pods:
            for container in containers({"spec": spec}):
                if is_exporter(container):
                    with self.subTest(name, container=container["name"]):
                        self.assertIs(container["securityContext"]["readOnlyRootFilesystem"], True)
                        # What is mounted by subPath stays as it was when the Secret changes.
                        self.assertFalse([mount for mount in container.get("volumeMounts", ()) if "subPath" in mount])
