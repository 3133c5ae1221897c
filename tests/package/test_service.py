"""The service as the package brings it, run by systemd in a clean Debian."""
import os
import unittest

from clean_debian import CleanDebian
from package import PACKAGE
from programs import Simulator, wait_until
from service import FLAGS, SECRET, UNIT, Service

NOT_CONFIGURED = "--region: give a region, or the API's base URL as endpoint"


class TheService(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.debian = cls.enterClassContext(CleanDebian())
        cls.debian.install(PACKAGE)
        cls.service = Service(cls.debian)
        cls.flags = cls.debian.read(FLAGS)

    def tearDown(self):
        """It is as after the installation."""
        self.debian.run("systemctl", "stop", UNIT)
        self.debian.try_to_run("systemctl", "reset-failed", UNIT)
        self.debian.write(FLAGS, self.flags)
        self.debian.run("rm", "-f", SECRET)

    def configured(self):
        """A simulator that it is told of."""
        simulator = self.enterContext(Simulator(sessions=500))
        self.service.configure(simulator)
        return simulator

    def test_says_once_what_its_configuration_lacks(self):
        self.debian.run("systemctl", "start", UNIT)
        self.service.wait_for_state("failed")
        self.assertIn(NOT_CONFIGURED, self.service.log())
        self.assertEqual((self.service.tell("ExecMainStatus"), self.service.tell("NRestarts")), ("2", "0"))

    def test_serves_from_within_its_sandbox(self):
        simulator = self.configured()
        self.debian.run("systemctl", "start", UNIT)
        page = self.service.scrape()
        self.assertEqual(page.up, 1, self.service.log())
        # The kernel's filter of calls, and what it hides of /proc, take nothing that the process tells of itself.
        for name in ("open_fds", "start_time_seconds", "resident_memory_bytes", "cpu_seconds_total"):
            self.assertGreater(page.value(f"process_{name}"), 0, name)
        self.assertEqual(page.value("process_max_fds"), 4096)
        self.debian.run("systemctl", "stop", UNIT)
        self.assertEqual(self.service.tell("ExecMainStatus"), "0", self.service.log())
        self.assertTrue(simulator.requests())

    def test_has_no_rights_but_to_its_secret(self):
        self.configured()
        self.debian.run("systemctl", "start", UNIT)
        self.service.address()
        status = self.debian.run("cat", f"/proc/{self.service.tell('MainPID')}/status")
        self.assertRegex(status, r"(?m)^CapBnd:\t0000000000000000$")
        self.assertRegex(status, r"(?m)^Seccomp:\t2$")
        self.assertNotRegex(status, r"(?m)^Uid:\t0\t")
        copy = self.debian.run("stat", "--format=%a", f"/run/credentials/{UNIT}/secret_password")
        self.assertEqual(copy, "400\n")

    def test_reads_its_configuration_again(self):
        self.configured()
        self.debian.run("systemctl", "start", UNIT)
        self.service.address()
        self.debian.run("systemctl", "reload", UNIT)
        wait_until(lambda: "SIGHUP" in self.service.log(), what="the reload in the log")
        self.assertEqual(self.service.state(), "active")

    def test_comes_back_after_an_accident(self):
        self.configured()
        self.debian.run("systemctl", "start", UNIT)
        self.service.address()
        before = self.service.tell("MainPID")
        self.debian.run("systemctl", "kill", "--signal=SIGKILL", UNIT)
        wait_until(lambda: self.service.state() == "active" and self.service.tell("MainPID") != before, 30, "a new process")
        self.assertEqual(self.service.scrape().up, 1)

    def test_starts_without_a_secret(self):
        """Where the keys of the server's agency sign the requests, there is none."""
        self.configured()
        os.remove(self.debian.path(SECRET))
        self.debian.run("systemctl", "start", UNIT)
        self.service.wait_for_state("failed")
        # It is the program that asks for it: systemd did its part.
        self.assertIn("--iam_password_file: ", self.service.log())

    def test_has_a_unit_without_a_fault(self):
        self.assertEqual(self.debian.run("systemd-analyze", "verify", "--man=no", UNIT), "")
