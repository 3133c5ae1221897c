"""The values' schema lists the program's flags, all of them and no others; the program itself is asked which they are."""
import json
import pathlib
import re
import subprocess
import tempfile
import unittest

import chart
import yaml
from programs import EXPORTER

# What the chart sets, from other values or always, and what is a command.
OF_THE_CHART = {"config_file", "web_config_file", "web_listen_address", "token_file", "iam_password_file", "access_key_file",
                "secret_key_file", "security_token_file", "credentials_file", "ca_file", "flagfile",
                "once", "check", "help", "version"}


def flags():
    done = subprocess.run([EXPORTER, "--help"], capture_output=True, text=True, check=True)
    return set(re.findall(r"^  --(\w+)", done.stdout, re.M))


def refused(place, key):
    """Why the program does not take the key in that place of its configuration file; None where it does."""
    config = {"projects": [{"name": "example"}]}
    (config.setdefault("defaults", {}) if place == "defaults" else config["projects"][0])[key] = None
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "config.yaml"
        path.write_text(yaml.safe_dump(config), encoding="utf-8")
        done = subprocess.run([EXPORTER, f"--config_file={path}", "--check"], capture_output=True, text=True, check=False,
                              env={"HOME": folder})
    assert done.returncode == 2, done.stdout + done.stderr
    where = re.escape(place if place == "defaults" else f"{place}[0]")
    found = re.search(rf": {where}\.{key}: (no such setting|holds for the whole program|a project's name|belongs to a project)",
                      done.stderr)
    return found and found[1]


class Schema(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        schema = json.loads((chart.CHART / "values.schema.json").read_text(encoding="utf-8"))
        settings, config = (schema["properties"][name] for name in ("settings", "config"))
        cls.objects = {"settings": settings, "defaults": config["properties"]["defaults"],
                       "projects": config["properties"]["projects"]["items"]}
        cls.keys = {name: set(each["properties"]) for name, each in cls.objects.items()}

    def test_refuses_other_keys(self):
        for name, each in self.objects.items():
            self.assertIs(each["additionalProperties"], False, name)

    def test_lists_every_flag_that_is_not_the_chart_s(self):
        self.assertLessEqual(OF_THE_CHART, flags())
        self.assertEqual(self.keys["settings"], flags() - OF_THE_CHART)

    def test_lists_what_the_configuration_file_takes(self):
        for place in ("defaults", "projects"):
            for key in sorted(flags() | {"name", "identity"}):
                with self.subTest(place, key=key):
                    told = refused(place, key)
                    self.assertEqual(key in self.keys[place], told is None, told)
            self.assertEqual(refused(place, "lookbak"), "no such setting")
            self.assertLessEqual(self.keys[place], flags() | {"name", "identity"})
