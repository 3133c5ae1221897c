"""Configuration files of many projects, and exporters that follow them."""
import os
import tempfile

from programs import PASSWORD, Exporter


class Config:
    """A configuration file that an exporter follows, with a password file beside it."""

    def __init__(self):
        self.folder = tempfile.TemporaryDirectory(prefix="workspace-exporter-test-")
        self.path = os.path.join(self.folder.name, "config.yaml")
        self.password = os.path.join(self.folder.name, "password")
        with open(self.password, "w", encoding="utf-8") as file:
            file.write(PASSWORD)

    def write(self, projects, **defaults):
        """Replaces the file at once, as Kubernetes does. `projects`: {name: (simulator or base URL, {key: value})}."""
        lines = ["defaults:", "  iam_domain: example-account", "  iam_user: exporter", f"  iam_password_file: {self.password}",
                 *(f"  {key}: {value}" for key, value in defaults.items()), "projects:"]
        for name, (simulator, more) in projects.items():
            base = simulator.base
            keys = {"name": name, "endpoint": base, "iam_endpoint": base, "project_id": "0b1c2d3e4f5a6b7c8d9e0f1a2b3c4d5e", **more}
            lines += [f"  {'- ' if key == 'name' else '  '}{key}: {value}" for key, value in keys.items()]
        self.write_text("\n".join(lines) + "\n")

    def write_text(self, text):
        with open(self.path + ".new", "w", encoding="utf-8") as file:
            file.write(text)
        os.replace(self.path + ".new", self.path)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.folder.cleanup()


OF_FLAGS = {name: None for name in ("endpoint", "iam_endpoint", "project_id", "project", "iam_domain", "iam_user",
                                    "iam_password_file")}


def exporter_of(config, simulator, **more):
    return Exporter(simulator, **{"config_file": config.path, **OF_FLAGS, **more})


def of_project(series, project):
    return {key: value for key, value in series.items() if ("project", project) in key}
