"""What an attacker finds who has got so far: the program as it was built, and the process as it runs."""
import os
import re
import shutil
import subprocess
import tempfile
import unittest

from programs import EXPORTER, Exporter, PASSWORD, Simulator, root_is_a_mount, with_mounts_of_its_own

NOBODY = "65534"


def readelf(*options):
    return subprocess.run(["readelf", "--wide", *options, EXPORTER], capture_output=True, check=True, text=True).stdout


class TheProgram(unittest.TestCase):
    def test_is_loaded_at_an_address_that_nobody_knows(self):
        self.assertRegex(readelf("--file-header"), r"Type:\s+DYN \(Position-Independent Executable")

    def test_has_no_table_of_functions_that_can_be_written(self):
        self.assertIn("GNU_RELRO", readelf("--program-headers"))
        self.assertRegex(readelf("--dynamic"), r"FLAGS_1.*\bNOW\b")

    def test_has_no_stack_that_can_be_executed(self):
        self.assertRegex(readelf("--program-headers"), r"GNU_STACK.* RW ")

    def test_notices_an_overflow(self):
        symbols = readelf("--dyn-syms")
        self.assertIn("__stack_chk_fail@", symbols)
        # Of the calls that are checked, one that a program with sockets has; sanitizers have checks of their own.
        if os.environ["TEST_FORTIFIED"] == "1":
            self.assertRegex(symbols, r"__\w+_chk@")

    def test_jumps_to_the_beginning_of_functions_alone(self):
        if os.uname().machine != "x86_64":
            return
        main = subprocess.run(["objdump", "--disassemble=main", EXPORTER], capture_output=True, check=True, text=True).stdout
        self.assertRegex(main, r"<main>:\n.*\bendbr64")


def unprivileged(folder):
    """A command that becomes the exporter as a user without a name, a capability, or a file system it can write to."""
    program = shutil.copy(EXPORTER, folder)
    os.chmod(folder, 0o755)
    without = ["setpriv", "--inh-caps=-all", "--bounding-set=-all"]
    if os.geteuid() == 0:
        without += [f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"]
    if root_is_a_mount():
        freeze = 'mount --options remount,bind,ro / && exec "$@"'
    else:
        freeze = 'mount --rbind / /mnt && mount --options remount,bind,ro /mnt && exec chroot /mnt "$@"'
    return [*with_mounts_of_its_own(), "sh", "-c", freeze, "sh", *without, program]


class TheProcess(unittest.TestCase):
    def test_serves_without_rights_and_shows_its_memory_to_nobody(self):
        with tempfile.TemporaryDirectory() as folder, Simulator(sessions=500) as simulator:
            with Exporter(simulator, started_by=unprivileged(folder), iam_password_file=None,
                          environment={"HW_USER_PASSWORD": PASSWORD}) as exporter:
                page = exporter.scrape()
                self.assertEqual(page.up, 1, exporter.err())
                # It can still look at itself.
                self.assertGreater(page.value("process_open_fds"), 3)
                with open(f"/proc/{exporter.pid}/status", encoding="ascii") as file:
                    status = file.read()
                self.assertRegex(status, r"(?m)^NoNewPrivs:\t1$")
                self.assertRegex(status, r"(?m)^CapBnd:\t0000000000000000$")
                self.assertRegex(status, r"(?m)^CapEff:\t0000000000000000$")
                if os.geteuid() == 0:
                    self.assertRegex(status, rf"(?m)^Uid:\t{NOBODY}\t{NOBODY}\t")
                # What belongs to the process belongs to root once it is hidden (proc(5)).
                self.assertEqual(os.stat(f"/proc/{exporter.pid}/mem").st_uid, 0)
                self.assertEqual(self.limit(exporter, "Max core file size"), ("1", "1"))

    @staticmethod
    def limit(exporter, name):
        with open(f"/proc/{exporter.pid}/limits", encoding="ascii") as file:
            return re.search(rf"{name}\s+(\S+)\s+(\S+)", file.read()).groups()


if __name__ == "__main__":
    unittest.main()
