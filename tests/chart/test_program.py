"""What the chart renders is what the program takes: every argument is a flag of it, and with the rendered files and plausible
Secrets it signs in to a cloud that knows them."""
import re
import subprocess
import tempfile
import unittest

import chart
import example
from node import Node, exporters
from programs import EXPORTER

# Of addresses of their own, where nobody answers, and of a region that the simulated cloud does not have.
UNANSWERED = {"everything-values": "network: ", "keys-values": "0 projects are named cn-north-4"}


def flags():
    """{flag: whether it takes a value}, as --help lists them."""
    done = subprocess.run([EXPORTER, "--help"], capture_output=True, text=True, check=True)
    return {name: bool(takes) for name, takes in re.findall(r"^  --(\w+)(=VALUE)?", done.stdout, re.M)}


def cases():
    """(name, documents) of all that render a container of ours."""
    for values in chart.ci_files():
        yield values.stem, chart.render(values)
    for name, values in example.forms():
        yield name, example.render(values)


class RenderedContainers(unittest.TestCase):
    def test_have_arguments_that_are_flags(self):
        known = flags()
        for name, documents in cases():
            found = [argument for _, container in exporters(documents) for argument in container["args"]]
            self.assertTrue(found, name)
            for argument in found:
                with self.subTest(name, argument=argument):
                    flag, equals, _ = argument.removeprefix("--").partition("=")
                    self.assertTrue(argument.startswith("--"))
                    self.assertIn(flag, known)
                    self.assertTrue(equals or not known[flag], "a value is missing")

    def test_pass_the_program_s_own_check(self):
        with tempfile.TemporaryDirectory(prefix="workspace-exporter-test-") as folder, Node(folder) as node:
            for name, documents in cases():
                for number, (pod, container) in enumerate(exporters(documents)):
                    with self.subTest(name, container=container["name"]):
                        done = node.check(f"{name}-{number}", documents, pod, container)
                        told = f"exit code {done.returncode}\n{done.stdout}{done.stderr}"
                        self.assertEqual(done.returncode, 1 if name in UNANSWERED else 0, told)
                        self.assertIn(UNANSWERED.get(name, ": ok: "), done.stdout, told)
                        self.assertEqual(done.stderr, "", told)
