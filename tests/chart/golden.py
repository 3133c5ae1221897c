"""What the chart renders, as it was reviewed: python3 golden.py writes it anew into golden/."""
import re

import chart

FOLDER = chart.ROOT / "tests" / "chart" / "golden"
# The files of dashboards/ would hide what is rendered around them; another test compares those.
FILES = {"templates/dashboards.yaml": "data:", "templates/prometheus-rule.yaml": "spec:"}


def golden(values):
    """For the newest Kubernetes."""
    parts = []
    for part in re.split(r"(?=^---\n# Source: )", chart.rendered(values), flags=re.M):
        for template, key in FILES.items():
            if part.startswith(f"---\n# Source: workspace-exporter/{template}\n"):
                part = re.sub(rf"^{key}\n.*", f"{key} …\n", part, flags=re.M | re.S)
        parts.append(part)
    # Helm 4 leaves out blank lines that Helm 3 prints.
    return "".join(line for line in "".join(parts).splitlines(True) if line.strip())


def path_of(values):
    return FOLDER / f"{values.stem.removesuffix('-values')}.yaml"


def write():
    FOLDER.mkdir(exist_ok=True)
    for old in FOLDER.iterdir():
        old.unlink()
    for values in chart.ci_files():
        path_of(values).write_text(golden(values), encoding="utf-8")


if __name__ == "__main__":
    write()
