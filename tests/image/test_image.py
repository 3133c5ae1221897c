"""What the image is, and what its container does: the figures are printed."""
import re
import unittest
from datetime import datetime

from container import ADDRESS, Container, image, run_once
from programs import Simulator, request
from rights import check_that_there_are_none

MEGABYTE, MEBIBYTE = 1_000_000, 1024 * 1024


class TheImage(unittest.TestCase):
    def test_is_small(self):
        size = image()["Size"]
        print(f"\nsize: {size / MEGABYTE:.1f} MB")
        self.assertLessEqual(size, 25 * MEGABYTE)

    def test_says_what_it_is(self):
        said = image()
        labels = {name.removeprefix("org.opencontainers.image."): value for name, value in said["Labels"].items()}
        program = run_once("--version")
        self.assertEqual(program, f"workspace_exporter {labels['version']} ({labels['revision']})\n")
        self.assertEqual((labels["title"], labels["licenses"]), ("workspace_exporter", "Apache-2.0"))
        self.assertEqual(said["Config"]["User"], "65532:65532")
        self.assertEqual(list(said["Config"]["ExposedPorts"]), ["10110/tcp"])


class TheContainer(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.simulator = cls.enterClassContext(Simulator())
        cls.container = cls.enterClassContext(Container(cls.simulator))
        cls.container.ready()

    def test_1_is_ready_soon(self):
        """By the program's own first line, so that podman's work before and after it does not count."""
        listening = re.search(r"^ts=(\S+) .*msg=listening", self.container.log(), re.MULTILINE)
        seconds = datetime.fromisoformat(listening[1]).timestamp() - self.container.started()
        print(f"\nstart to ready: {seconds * 1000:.0f} ms")
        self.assertLess(seconds, 0.1)

    def test_2_is_small_while_idle(self):
        memory = int(re.search(r"^VmRSS:\s+(\d+) kB", self.container.read("status"), re.MULTILINE)[1]) * 1024
        print(f"\nidle: {memory / MEBIBYTE:.2f} MiB")
        self.assertLessEqual(memory, 12 * MEBIBYTE)

    def test_3_has_no_rights(self):
        check_that_there_are_none(self, self.container.read("status"), self.container.read("mountinfo"))

    def test_4_scrapes(self):
        answer = request(ADDRESS, "/metrics")
        self.assertEqual(answer.status, 200)
        self.assertIn('huaweicloud_workspace_up{project="demo"} 1\n', answer.body.decode())

    def test_5_stops_at_once(self):
        seconds, code = self.container.stop()
        print(f"\nstopped after {seconds * 1000:.0f} ms, podman's own time among it")
        self.assertEqual(code, 0, self.container.log())
        self.assertLess(seconds, 1)
