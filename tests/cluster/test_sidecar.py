"""The exporter in another chart's pod, in both forms: beside an application that crashes, while it hangs itself, and at the
end of the pod."""
import re
import subprocess
import time
import unittest

from cloud_in_cluster import Cloud
from cluster import get, kubectl, namespace, prometheus_says
from container import ended, moment, send, started, status_of
from programs import wait_until
from sidecar_release import SidecarRelease

US = "workspace-exporter"


def restarts(pod, container):
    return status_of(pod, container)["restartCount"]


class Sidecar(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.space = cls.enterClassContext(namespace("sidecar"))
        values = Cloud(cls.space, sessions=500).signed_in_by_password()
        cls.native = SidecarRelease(cls.space, values, "native", native=True)
        cls.plain = SidecarRelease(cls.space, values, "plain", native=False)
        cls.forms = [cls.native, cls.plain]

    def test_is_scraped(self):
        for release in self.forms:
            with self.subTest(release.name):
                prometheus_says(f'huaweicloud_workspace_up{{namespace="{self.space}",pod=~"{release.name}-.*"}} == 1')

    def test_goes_on_when_the_application_crashes(self):
        before = {release: release.pod() for release in self.forms}
        for pod in before.values():
            send("KILL", pod, "application")
        for release, pod in before.items():
            with self.subTest(release.name):
                now = self.after_a_restart(release, "application", pod)
                self.assertEqual(restarts(now, US), restarts(pod, US))
                self.assertEqual(started(now, US), started(pod, US))

    def test_is_restarted_alone_when_it_hangs(self):
        before = {release: release.pod() for release in self.forms}
        for pod in before.values():
            send("STOP", pod, US)
        since = time.monotonic()
        for release, pod in before.items():
            with self.subTest(release.name):
                now = self.after_a_restart(release, US, pod)
                print(f"\nhang to restart, {release.name}: {time.monotonic() - since:.0f} s")
                self.assertEqual(restarts(now, "application"), restarts(pod, "application"))
                self.assertEqual(started(now, "application"), started(pod, "application"))

    def after_a_restart(self, release, container, before):
        """The pod, once that container was restarted in it and is ready again."""
        def again():
            pod = release.pod()
            state = status_of(pod, container)
            return pod if state["restartCount"] > restarts(before, container) and state["ready"] else None
        now = wait_until(again, 150, f"a restart of {container} in {release.name}")
        self.assertEqual(now["metadata"]["uid"], before["metadata"]["uid"])
        return now

    def test_lets_a_job_complete(self):
        self.native.start_job("sleep 2")
        job = wait_until(lambda: self.native.job()["status"].get("completionTime") and self.native.job(), 90, "the Job's end")
        self.assertEqual(job["status"].get("succeeded"), 1)


class End(unittest.TestCase):
    """A finalizer keeps what Kubernetes says of a pod beyond its end."""

    def setUp(self):
        self.space = self.enterContext(namespace("sidecar-end"))
        self.values = Cloud(self.space, sessions=500).signed_in_by_password()

    def after_the_end(self, release):
        """(the pod's object, the exporter's log)."""
        pod = release.pod()["metadata"]["name"]
        self.keep(pod, ["tests.example.com/read"])
        self.addCleanup(self.keep, pod, None)
        with subprocess.Popen(["kubectl", "logs", pod, "--namespace", self.space, "--container", US, "--follow"],
                              stdout=subprocess.PIPE, text=True) as log:
            kubectl("delete", "deployment", release.name, "--namespace", self.space, "--wait=false")
            text = log.communicate(timeout=90)[0]

        def over():
            found = get("pod", pod, self.space)
            return found if all("terminated" in status_of(found, name)["state"] for name in (US, "application")) else None
        return wait_until(over, 60, "the pod's end"), text

    def keep(self, pod, finalizers):
        kubectl("patch", "pod", pod, "--namespace", self.space, "--type", "merge", "--patch",
                f'{{"metadata": {{"finalizers": {"null" if finalizers is None else str(finalizers).replace(chr(39), chr(34))}}}}}')

    def test_native_it_is_there_before_the_application_and_after_it(self):
        pod, log = self.after_the_end(SidecarRelease(self.space, self.values, "native", native=True))
        self.assertEqual(status_of(pod, "application")["state"]["terminated"]["message"], "start answered\nend answered\n")
        self.assertGreaterEqual(self.told_to_stop(log), ended(pod, "application"))
        self.check_that_it_went_at_once("native", pod, log)

    def test_plain_it_goes_at_once(self):
        pod, log = self.after_the_end(SidecarRelease(self.space, self.values, "plain", native=False))
        self.check_that_it_went_at_once("plain", pod, log)

    def told_to_stop(self, log):
        return moment(re.search(r"ts=(\S+) .*msg=stopping signal=SIGTERM", log)[1])

    def check_that_it_went_at_once(self, form, pod, log):
        """Kubernetes tells the end in whole seconds, cut."""
        seconds = ended(pod, US) - self.told_to_stop(log)
        print(f"\nSIGTERM to end, {form}: {max(seconds, 0):.1f} to {seconds + 1:.1f} s")
        self.assertLess(seconds, 1)
        self.assertEqual(status_of(pod, US)["state"]["terminated"]["exitCode"], 0)
