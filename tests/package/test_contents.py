"""What is in the package, without installing it."""
import filecmp
import os
import re
import tempfile
import unittest

from package import AGAIN, PACKAGE, field, output_of
from programs import EXPORTER


class Contents(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory(prefix="workspace-exporter-test-")
        cls.addClassCleanup(folder.cleanup)
        cls.root = folder.name
        output_of("dpkg-deb", "--extract", PACKAGE, cls.root)
        cls.page = f"{cls.root}/usr/share/man/man1/workspace_exporter.1.gz"
        cls.unit = f"{cls.root}/usr/lib/systemd/system/workspace_exporter.service"
        cls.flags = f"{cls.root}/etc/workspace_exporter/workspace_exporter.flags"

    def test_is_the_same_when_it_is_made_again(self):
        self.assertTrue(filecmp.cmp(PACKAGE, AGAIN, shallow=False))

    def test_has_the_version_that_the_program_tells(self):
        self.assertRegex(output_of(EXPORTER, "--version"), rf"^workspace_exporter {re.escape(field('Version'))} ")

    def test_is_as_debian_asks_for_it(self):
        self.assertNotRegex(output_of("lintian", "--fail-on", "error,warning", PACKAGE), r"(?m)^[EW]:")

    def test_holds_a_program_without_symbols(self):
        self.assertRegex(output_of("file", f"{self.root}/usr/bin/workspace_exporter"), r", stripped\n$")

    def test_lets_nobody_but_root_at_the_secrets(self):
        self.assertEqual(os.stat(f"{self.root}/etc/workspace_exporter/secrets").st_mode & 0o7777, 0o700)

    def test_has_a_manual_page_without_a_fault(self):
        # Warnings of groff go to where the page does not.
        formatted = f"{self.root}/formatted"
        faults = output_of("sh", "-c", 'man --warnings --encoding=UTF-8 --local-file "$0" >"$1"', self.page, formatted)
        self.assertEqual(faults, "")

    def test_has_a_manual_page_with_every_flag_and_its_default(self):
        page = output_of("env", "MANWIDTH=200", "man", "--local-file", self.page)
        told = re.findall(r"^  (--\S+)(?:  (\(default .*\)))?$", output_of(EXPORTER, "--help"), re.M)
        self.assertGreater(len(told), 40)
        lines = [f"{flag} {default}".strip() for flag, default in told]
        self.assertEqual([line for line in lines if not re.search(rf"(?m)^ +{re.escape(line)}( |$)", page)], [])

    def test_has_a_unit_that_is_hardened(self):
        # Twenty is an exposure of 2.0.
        output_of("systemd-analyze", "security", "--offline=true", "--threshold=20", self.unit)

    def test_names_no_flag_that_the_program_does_not_know(self):
        known = set(re.findall(r"^  --(\w+)", output_of(EXPORTER, "--help"), re.M))
        with open(self.flags, encoding="utf-8") as file:
            named = re.findall(r"^#?--(\w+)=", file.read(), re.M)
        self.assertGreater(len(named), 8)
        self.assertLessEqual(set(named), known)
