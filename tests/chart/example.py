"""The example chart, whose pod carries the exporter: built in a folder of its own, and rendered in both forms, with its own
values and with those that the exporter's chart brings for mode sidecar."""
import atexit
import functools
import pathlib
import shutil
import tempfile

import chart
import yaml

NAME = "app-with-sidecar"


@functools.cache
def copied():
    """The folder of the charts, where tools may write; kept until the tests end."""
    folder = pathlib.Path(tempfile.mkdtemp(prefix="workspace-exporter-test-"))
    atexit.register(shutil.rmtree, folder)
    return shutil.copytree(chart.ROOT / "helm", folder / "helm")


@functools.cache
def built():
    """The example's folder, with its dependency in it."""
    example = copied() / "examples" / NAME
    chart.output("helm", "dependency", "build", example)
    return example


def with_values(name, values):
    """(name, file of values for the example) with those of the exporter's chart, but for the labels: the pod has its own."""
    path = built().parent / f"{name}.yaml"
    values.get("sidecar", {}).pop("podLabels", None)
    path.write_text(yaml.safe_dump({"workspace-exporter": values}), encoding="utf-8")
    return name, path


@functools.cache
def forms():
    """(name, file of values) of all that the example is rendered with."""
    return [with_values("example-native", {"sidecar": {"native": True}}),
            with_values("example-plain", {"sidecar": {"native": False}}),
            *(with_values(f"example-{values.stem}", chart.read(values)) for values in chart.ci_files()
              if chart.value(chart.read(values), "mode") == "sidecar")]


def versions(values):
    return chart.kubernetes_versions({"mode": "sidecar", **chart.read(values)["workspace-exporter"]})


def render(values, version=chart.schemas.NEWEST):
    return chart.render(values, version, built())


def all_documents():
    """(name, Kubernetes, documents) of the chart and of the example."""
    for values in chart.ci_files():
        for version in chart.kubernetes_versions(chart.read(values)):
            yield values.stem, version, chart.render(values, version)
    for name, values in forms():
        for version in versions(values):
            yield name, version, render(values, version)
