#!/usr/bin/env python3
"""Our exporter beside what a user would write instead in Python and in Go, which are in peers/: what a scrape costs.

One simulator, one population; the programs take turns, so that a busy machine is unfair to all alike. What counts is
the ratio of a turn to ours in the same round, compared with baseline.json; --save writes that file anew."""
import collections
import contextlib
import os
import statistics
import sys
import tempfile

FOLDER = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [os.path.join(FOLDER, "..", "end_to_end"), os.path.join(FOLDER, "peers")]
import baseline  # noqa: E402
import started  # noqa: E402
from page import Page  # noqa: E402
from programs import Simulator, request  # noqa: E402

# Sessions, and scrapes of a turn: the kernel tells the CPU time in ticks of 10 ms.
SIZES = {1_000: 20, 10_000: 5, 100_000: 2}
ROUNDS = 5
LATENCY_MS = 5
# How much worse than the baseline ours may become beside a peer: requests do not vary, CPU does by a quarter on a busy
# machine. Seconds vary too much to be held to anything.
TOLERANCE = {"requests": 0.05, "seconds": None, "cpu": 0.35, "peak": 0.20}
NAMES = {"ours": "workspace_exporter", "python": "Python", "go": "Go"}

Turn = collections.namedtuple("Turn", ("requests", "seconds", "cpu"))


def cpu_seconds(program):
    with open(f"/proc/{program.process.pid}/stat", encoding="ascii") as file:
        user, system = file.read().rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def peak_mib(program):
    """The most memory that the process has had resident."""
    with open(f"/proc/{program.process.pid}/status", encoding="ascii") as file:
        return int(next(line for line in file if line.startswith("VmHWM:")).split()[1]) / 1024


def by_state(page):
    totals = collections.Counter()
    for labels, value in page.series("sessions").items():
        totals[dict(labels)["session_state"]] += int(value)
    return +totals


def take_turn(name, program, simulator, scrapes, truth):
    """What one scrape of these costs. Every page has to tell the truth."""
    simulator.control("reset-requests", method="POST")
    before, seconds, bodies = cpu_seconds(program), 0.0, []
    for _ in range(scrapes):
        answer = request(program.address, "/metrics", timeout=300)
        assert answer.status == 200, (name, answer.status, answer.body[:500])
        seconds += answer.seconds
        bodies.append(answer.body)
    cpu = cpu_seconds(program) - before
    for body in bodies:
        shown = by_state(Page(body))
        assert shown == truth, f"{name} shows {dict(shown)}, the truth is {dict(truth)}"
    requests = simulator.control("requests")["by_operation"].get("list_sessions", 0)
    return Turn(requests / scrapes, seconds / scrapes, cpu / scrapes)


def measure(sessions, scrapes, starters):
    """{name: (first turn, further turns, peak)} of the programs that are installed."""
    with contextlib.ExitStack() as stack:
        simulator = stack.enter_context(Simulator(sessions=sessions, history_hours=20, latency_ms=LATENCY_MS))
        truth = collections.Counter(session["state"] for session in simulator.sessions())
        programs = {name: stack.enter_context(start(simulator)) for name, start in starters.items() if start}
        turns = {name: [take_turn(name, program, simulator, 1, truth)] for name, program in programs.items()}
        names = list(programs)
        for number in range(ROUNDS):
            for name in names[number % len(names):] + names[:number % len(names)]:
                turns[name].append(take_turn(name, programs[name], simulator, scrapes, truth))
        return {name: (first, further, peak_mib(programs[name])) for name, (first, *further) in turns.items()}


def row(sessions, name, measured):
    if name not in measured:
        return f"| {sessions:,} | {NAMES[name]} | not installed | | | | |"
    first, further, peak = measured[name]
    requests, seconds, cpu = (statistics.median(values) for values in zip(*further))
    return f"| {sessions:,} | {NAMES[name]} | {requests:,.0f} | {first.seconds:.3f} | {seconds:.3f} | {cpu:.3f} | {peak:.1f} |"


def ratios_to_peers(sessions, measured):
    """What ours costs as a part of each peer's, medians over the rounds."""
    _, ours, our_peak = measured["ours"]
    for name, (_, theirs, peak) in measured.items():
        if name != "ours":
            parts = ([a / b for a, b in zip(*turns)] for turns in zip(zip(*ours), zip(*theirs)))
            for figure, part in zip(TOLERANCE, (*map(statistics.median, parts), our_peak / peak)):
                yield baseline.Row(f"{sessions:,} sessions, {figure} to {NAMES[name]}'s", part, None, TOLERANCE[figure])


def main():
    rows = []
    with tempfile.TemporaryDirectory(prefix="workspace-exporter-bench-") as folder:
        starters = started.starters(folder)
        print("| sessions | program | requests a scrape | first scrape, s | scrape, s | CPU of a scrape, s | peak RSS, MiB |")
        print("|---:|---|---:|---:|---:|---:|---:|")
        for sessions, scrapes in SIZES.items():
            measured = measure(sessions, scrapes, starters)
            for name in starters:
                print(row(sessions, name, measured), flush=True)
            rows += ratios_to_peers(sessions, measured)
    save = "--save" in sys.argv[1:]
    assert starters["go"] or not save, "a baseline has to hold the figures of Go as well"
    if worse := baseline.hold("peers", rows, save, started.versions()):
        sys.exit("\n".join(worse))


if __name__ == "__main__":
    main()
