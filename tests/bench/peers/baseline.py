"""Ratios of the peers to ours, beside those that were saved: seconds differ from machine to machine, ratios do not much."""
import json
import os

PATH = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "baseline.json")
# How much worse ours may become beside a peer: requests do not vary, CPU does by a quarter on a busy machine. Seconds vary
# too much to be held to anything.
TOLERANCE = {"requests": 0.05, "cpu": 0.35, "peak": 0.20}


def load():
    if not os.path.exists(PATH):
        return {"versions": {}, "ratios": {}}
    with open(PATH, encoding="utf-8") as file:
        return json.load(file)


def save(ratios, versions):
    with open(PATH, "w", encoding="utf-8") as file:
        json.dump({"versions": versions, "ratios": ratios}, file, indent=2)
        file.write("\n")


def compare(ratios, versions):
    """Prints each ratio beside its baseline; returns what has become too bad."""
    base = load()
    for peer, version in versions.items():
        print(f"{peer}: {version}, the baseline's: {base['versions'].get(peer, 'none')}")
    print("\n| sessions | peer to ours | figure | ratio | baseline |\n|---:|---|---|---:|---:|")
    worse = []
    for sessions, peers in ratios.items():
        for peer, figures in peers.items():
            for figure, ratio in figures.items():
                saved = base["ratios"].get(sessions, {}).get(peer, {}).get(figure)
                print(f"| {int(sessions):,} | {peer} | {figure} | {ratio:.2f} | {'none' if saved is None else f'{saved:.2f}'} |")
                if figure in TOLERANCE and saved is not None and ratio * (1 + TOLERANCE[figure]) < saved:
                    worse.append(f"{sessions} sessions: {peer}'s {figure} is {ratio:.2f} times ours, the baseline says "
                                 f"{saved:.2f}: worse by more than {TOLERANCE[figure]:.0%}")
    return worse
