"""Reads YAML as Kubernetes does, and what helm renders: documents, the pods and the containers in them."""
import re

import yaml


class Loader(yaml.CSafeLoader):
    """Without two kinds of YAML 1.1 that Kubernetes does not know: a moment, and a lone `=`."""


Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag.rpartition(":")[2] not in ("timestamp", "value")]
    for first, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()}


def read_yaml(text):
    return yaml.load(text, Loader)


class Document:
    """One of what helm renders. `source`: the template it comes from, from the chart's folder on; `value`: what it says."""

    def __init__(self, source, text):
        self.source, self.text, self.value = source, text, read_yaml(text)

    @property
    def kind(self):
        return self.value["kind"]

    @property
    def metadata(self):
        return self.value["metadata"]

    @property
    def name(self):
        return f"{self.kind}/{self.metadata['name']}"

    @property
    def pod(self):
        """{metadata, spec} of the pod that it is or makes; None for other kinds."""
        if self.kind == "Pod":
            return self.value
        return self.value["spec"]["template"] if self.kind == "Deployment" else None


def documents(rendered):
    parts = re.split(r"^---\n# Source: [^/\n]+/(\S+)\n", rendered, flags=re.M)
    assert not parts[0].strip(), parts[0]
    return [document for source, text in zip(parts[1::2], parts[2::2])
            if (document := Document(source, text)).value is not None]


def containers(pod):
    """All that start in the pod, sidecars among them."""
    return [*pod["spec"].get("initContainers", ()), *pod["spec"]["containers"]]


def is_exporter(container):
    """Whether it runs our image, whatever registry or digest it is taken by."""
    return re.search(r"(^|/)workspace-exporter[:@]", container["image"]) is not None
