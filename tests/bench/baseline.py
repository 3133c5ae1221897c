"""Figures beside those that were saved: seconds differ from machine to machine, ratios do not much."""
import collections
import json
import os

PATH = os.path.join(os.path.dirname(os.path.abspath(__file__)), "baseline.json")

# What is measured, its limit, and how much worse than the baseline it may be; None: held to neither. Smaller is better.
Row = collections.namedtuple("Row", ("name", "value", "limit", "tolerance"))


def load():
    with open(PATH, encoding="utf-8") as file:
        return json.load(file)


def hold(part, rows, save=False, versions=None):
    """Prints each figure beside its limit and its baseline, which `save` writes anew; returns what has become too bad."""
    everything = load() if os.path.exists(PATH) else {}
    saved = everything.get(part, {"versions": {}, "figures": {}})
    for name, version in (versions or {}).items():
        print(f"{name}: {version}, the baseline's: {saved['versions'].get(name, 'none')}")
    faults = []
    print(f"\n| {part} | now | limit | baseline |\n|---|---:|---:|---:|")
    for row in rows:
        base = saved["figures"].get(row.name)
        print(f"| {row.name} | {row.value:.3g} | {'' if row.limit is None else row.limit} | {'none' if base is None else base} |")
        if row.limit is not None and row.value > row.limit:
            faults.append(f"{row.name}: {row.value:.3g}, more than {row.limit}")
        if not save and base is not None and row.tolerance is not None and row.value > base * (1 + row.tolerance):
            faults.append(f"{row.name}: {row.value:.3g}, the baseline says {base}: worse by more than {row.tolerance:.0%}")
    if save and not faults:
        figures = {row.name: float(f"{row.value:.3g}") for row in rows}
        everything[part] = {"versions": versions or {}, "figures": figures}
        with open(PATH, "w", encoding="utf-8") as file:
            json.dump(everything, file, indent=2)
            file.write("\n")
    return faults
