"""The chart, the tools that ./dev chart builds, and what they say of it."""
import functools
import os
import pathlib
import subprocess
import tempfile

import schemas
from manifests import documents, read_yaml

ROOT = pathlib.Path(__file__).resolve().parents[2]
CHART = ROOT / "helm" / "workspace-exporter"
TOOLS = ROOT / "build" / "tools"
SCHEMAS = ROOT / "build" / "chart" / "schemas"
NAMESPACE, RELEASE = "workspace", "sessions"
# What helm keeps between runs, so that nothing of the user's is read or written.
HELM_HOME = ROOT / "build" / "chart" / "helm"


# helm or helm4: ./dev chart runs the tests with each.
HELM = os.environ.get("HELM", "helm")


def tool(name, *arguments, text=None):
    name = HELM if name == "helm" else name
    environment = {**os.environ, **{f"HELM_{kind}_HOME": str(HELM_HOME / kind) for kind in ("CACHE", "CONFIG", "DATA")}}
    return subprocess.run([TOOLS / name, *map(str, arguments)], input=text, capture_output=True, text=True, check=False,
                          env=environment, timeout=120)


def output(name, *arguments, text=None):
    """What the tool prints; it has to succeed."""
    done = tool(name, *arguments, text=text)
    assert done.returncode == 0, f"{name} {' '.join(map(str, arguments))}\n{done.stdout}{done.stderr}"
    return done.stdout


def template(*arguments, chart=CHART, kubernetes=schemas.NEWEST, text=None):
    """helm template, whether it renders or refuses."""
    return tool("helm", "template", RELEASE, chart, "--namespace", NAMESPACE, "--kube-version", kubernetes, *arguments,
                text=text)


@functools.cache
def rendered(values, kubernetes=schemas.NEWEST, chart=CHART):
    """What helm prints with that file of values."""
    done = template("--values", values, chart=chart, kubernetes=kubernetes)
    assert done.returncode == 0, f"{values.name} for {kubernetes}: {done.stderr}"
    return done.stdout


@functools.cache
def render(values, kubernetes=schemas.NEWEST, chart=CHART):
    """The same as documents."""
    return documents(rendered(values, kubernetes, chart))


def render_text(text):
    """Documents, for values that are no file."""
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "values.yaml"
        path.write_text(text, encoding="utf-8")
        return documents(rendered.__wrapped__(path))


def ci_files():
    files = sorted((CHART / "ci").glob("*-values.yaml"))
    assert files, "the chart has no ci/*-values.yaml"
    return files


def read(path):
    return read_yaml(path.read_text(encoding="utf-8"))


@functools.cache
def own_values():
    return read(CHART / "values.yaml")


def value(values, *keys):
    """What the values say under the keys, else what the chart's own do."""
    for source in (values, own_values()):
        for key in keys:
            source = source.get(key) if isinstance(source, dict) else None
        if source is not None:
            return source
    return None


def kubernetes_versions(values):
    """Those that the values are for: a native sidecar is nothing to a Kubernetes that does not know it."""
    native = value(values, "mode") == "sidecar" and value(values, "sidecar", "native")
    return [version for version in schemas.KUBERNETES if not native or version != schemas.OLDEST]


def validate(text, kubernetes=schemas.NEWEST):
    """kubeconform's verdict on manifests."""
    kinds = "{{.ResourceKind}}{{.KindSuffix}}.json"
    return tool("kubeconform", "-strict", "-summary", "-kubernetes-version", kubernetes,
                "-schema-location", f"{SCHEMAS}/{{{{.NormalizedKubernetesVersion}}}}/{kinds}",
                "-schema-location", f"{SCHEMAS}/prometheus-operator/{kinds}", text=text)
