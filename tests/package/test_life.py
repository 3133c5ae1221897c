"""The package from its installation to its purge, in a clean Debian with systemd running."""
import unittest

from clean_debian import CleanDebian
from package import NEWER, PACKAGE, field
from programs import Simulator
from service import FLAGS, FOLDER, SECRET, UNIT, Service


class ALife(unittest.TestCase):
    def setUp(self):
        self.debian = self.enterContext(CleanDebian())
        self.service = Service(self.debian)
        # So that what is new after the installation is the package's.
        self.debian.run("apt-get", "satisfy", "--yes", "--no-install-recommends", field("Depends"))
        self.before = self.debian.files()
        self.debian.install(PACKAGE)

    def assert_is(self, enabled, state):
        self.assertEqual((self.service.is_enabled(), self.service.state()), (enabled, state))

    def test_starts_nothing_unasked(self):
        self.assert_is("disabled", "inactive")
        self.assertRegex(self.debian.run("workspace_exporter", "--version"), rf"^workspace_exporter {field('Version')} ")
        self.debian.install(NEWER)
        self.assert_is("disabled", "inactive")

    def test_goes_on_through_an_upgrade_and_ends_without_a_trace(self):
        self.service.configure(self.enterContext(Simulator(sessions=500)))
        configured = self.debian.read(FLAGS)
        self.debian.run("systemctl", "enable", "--now", UNIT)
        self.assertEqual(self.service.scrape().up, 1)
        process = self.service.tell("MainPID")

        self.debian.install(NEWER)
        self.assertEqual(self.debian.read(FLAGS), configured)
        self.assert_is("enabled", "active")
        self.assertNotEqual(self.service.tell("MainPID"), process)
        self.assertEqual(self.service.scrape().up, 1)

        self.debian.run("apt-get", "remove", "--yes", "workspace-exporter")
        self.assertEqual(self.service.state(), "inactive")
        self.assertEqual(self.debian.read(FLAGS), configured)
        self.debian.read(SECRET)

        self.debian.write(f"{FOLDER}/config.yaml", "projects: []\n")
        self.debian.run("apt-get", "purge", "--yes", "workspace-exporter")
        self.assertEqual(self.debian.files() - self.before, set())
        self.assertEqual(self.service.tell("LoadState"), "not-found")
