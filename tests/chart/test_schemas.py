"""The schemas that schemas.py makes refuse what an API server would, so that what they let through means something."""
import unittest

import chart
import schemas

DEPLOYMENT = """
apiVersion: apps/v1
kind: Deployment
metadata: {name: example}
spec:
  selector: {matchLabels: {app: example}}
  template:
    metadata: {labels: {app: example}}
    spec:
      containers:
        - name: example
          image: example
          ports: [{containerPort: 80}]
          resources: {requests: {cpu: 1, memory: 32Mi}}
          readinessProbe: {httpGet: {port: http}}
"""
SERVICE_MONITOR = """
apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata: {name: example}
spec:
  selector: {matchLabels: {app: example}}
  endpoints: [{port: metrics, interval: 60s, metricRelabelings: [{action: labeldrop, regex: pod}]}]
"""
# What is right, and what makes it wrong.
FAULTS = {
    "a misspelt field": (DEPLOYMENT, "readinessProbe", "readynessProbe", "readynessProbe"),
    "a misspelt field deep inside": (DEPLOYMENT, "containerPort", "containerport", "containerport"),
    "a missing field": (DEPLOYMENT, "selector: {matchLabels: {app: example}}", "replicas: 1", "selector"),
    "a text for a number": (DEPLOYMENT, "containerPort: 80", "containerPort: http", "containerPort"),
    "a null": (DEPLOYMENT, "image: example", "image:", "image"),
    "a field given twice": (DEPLOYMENT, "image: example", "image: example\n          image: example", "image"),
    "a misspelt field of the operator's": (SERVICE_MONITOR, "interval", "intervall", "intervall"),
    "a duration that the operator refuses": (SERVICE_MONITOR, "60s", "60 seconds", "interval"),
    "a word that the operator does not know": (SERVICE_MONITOR, "labeldrop", "labelloss", "action"),
    "a kind that nobody knows": (SERVICE_MONITOR, "kind: ServiceMonitor", "kind: ServicesMonitor", "could not find schema"),
}
NATIVE_SIDECAR = DEPLOYMENT.replace("    spec:\n", "    spec:\n      initContainers: [{name: a, restartPolicy: Always}]\n")


class Schemas(unittest.TestCase):
    def test_let_through_what_is_right(self):
        for version in schemas.KUBERNETES:
            with self.subTest(version):
                done = chart.validate(f"{DEPLOYMENT}---{SERVICE_MONITOR}", version)
                self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
                self.assertIn("Valid: 2", done.stdout)

    def test_refuse_what_is_wrong(self):
        for name, (right, old, new, told) in FAULTS.items():
            for version in schemas.KUBERNETES:
                with self.subTest(name, version=version):
                    self.assertIn(old, right)
                    done = chart.validate(right.replace(old, new, 1), version)
                    self.assertEqual(done.returncode, 1, done.stdout + done.stderr)
                    self.assertIn(told, done.stdout)

    def test_are_each_of_their_own_version(self):
        known = [chart.validate(NATIVE_SIDECAR, version).returncode == 0 for version in schemas.KUBERNETES]
        self.assertEqual(known, [False, True, True])
