"""Reads the text format strictly enough for the tests."""
import re

SAMPLE = re.compile(r'([a-zA-Z_:][\w:]*)(?:\{(.*)\})? (\S+)')
LABEL = re.compile(r'(\w+)="((?:[^"\\]|\\.)*)"')
PREFIX = "huaweicloud_workspace_"


def unescape(text):
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] == "n" else found[1], text, flags=re.S)


class Page:
    """The samples of a page: name → {labels: value}."""

    def __init__(self, data):
        self.samples = {}
        for line in data.decode("utf-8").split("\n"):
            if not line or line.startswith("#"):
                continue
            name, labels, value = SAMPLE.fullmatch(line).groups()
            key = frozenset((k, unescape(v)) for k, v in LABEL.findall(labels or ""))
            series = self.samples.setdefault(name, {})
            assert key not in series, f"twice: {line}"
            series[key] = float(value)

    def series(self, name):
        """{labels: value} of a family of the projects."""
        return self.samples.get(PREFIX + name, {})

    def value(self, name, **labels):
        """The one sample with these labels among others; None where there is none."""
        found = [value for key, value in self.samples.get(name, self.series(name)).items() if set(labels.items()) <= key]
        assert len(found) <= 1, (name, labels, found)
        return found[0] if found else None

    @property
    def up(self):
        return self.value("up")
