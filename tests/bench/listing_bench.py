#!/usr/bin/env python3
"""What collections of 105,000 sessions cost: a full listing against what the network allows, its CPU over TLS, a collection
of what has changed against a full listing, and the memory that sessions take.

Each figure is held to its limit and compared with baseline.json, which --save writes anew. Ratios are of one run on one
machine; CPU time and memory are those of this machine."""
import contextlib
import math
import os
import statistics
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "end_to_end"))
import baseline  # noqa: E402
from page import Page  # noqa: E402
from programs import Exporter, Simulator  # noqa: E402

CONCURRENCY = 8
ENDED, LIVE = 100_000, 5_000
MIB = 1024 * 1024
# Those that started more than 24 hours ago are not listed, and the oldest of them are forgotten as time passes.
ALL_STATES = {"sessions": 130_000, "history_hours": 30, "share_active": 0.0304,
              "share_disconnected": 0.0078, "share_appc_init": 0.0003}
MOSTLY_ENDED = {"sessions": ENDED + LIVE, "history_hours": 20, "share_active": 0.01, "share_disconnected": 0,
                "share_appc_init": 0}
FULL = {"resync_interval": "0", "scrape_timeout": "110s"}


def peak_mib(exporter):
    """The most memory that the process has had resident since forget_peak."""
    with open(f"/proc/{exporter.process.pid}/status", encoding="ascii") as file:
        return int(next(line for line in file if line.startswith("VmHWM:")).split()[1]) / 1024


def forget_peak(exporter):
    with open(f"/proc/{exporter.process.pid}/clear_refs", "w", encoding="ascii") as file:
        file.write("5")


def own_page(exporter):
    """The exporter's own metrics, which cost no request to the API."""
    return Page(exporter.get("/metrics?collect=exporter").body)


def resident_mib(exporter):
    return own_page(exporter).value("process_resident_memory_bytes") / MIB


def cpu_seconds(exporter):
    return own_page(exporter).value("process_cpu_seconds_total")


def collect(exporter):
    """(page after a collection, its CPU seconds)."""
    before = cpu_seconds(exporter)
    page = exporter.scrape()
    assert page.up == 1, exporter.err()
    return page, cpu_seconds(exporter) - before


def of_the_network(latency):
    """A full listing, as a multiple of the time that so many requests take one after the other in each connection."""
    with Simulator(latency_ms=latency * 1000, **MOSTLY_ENDED) as simulator, \
            Exporter(simulator, concurrency=CONCURRENCY, **FULL) as exporter:
        exporter.scrape()
        page, _ = collect(exporter)
        requests = math.ceil((page.value("collection_items", listing="ended") - 1) / 99)
        limit = math.ceil(requests / CONCURRENCY) * latency
        return page.value("collection_duration_seconds", listing="ended") / limit


@contextlib.contextmanager
def tls_simulator(**settings):
    with tempfile.TemporaryDirectory() as folder:
        key, certificate = (os.path.join(folder, name) for name in ("key.pem", "certificate.pem"))
        subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
                        "-addext", "subjectAltName=DNS:localhost", "-keyout", key, "-out", certificate],
                       check=True, capture_output=True)
        with Simulator(more_flags={"tls_cert": certificate, "tls_key": key}, **settings) as simulator:
            yield simulator, {"ca_file": certificate}


def cpu_over_tls():
    """CPU microseconds a session of a full listing over TLS."""
    with tls_simulator(**MOSTLY_ENDED) as (simulator, trusted), \
            Exporter(simulator, concurrency=CONCURRENCY, **trusted, **FULL) as exporter:
        exporter.scrape()
        costs = []
        for _ in range(15):
            page, cpu = collect(exporter)
            costs.append(cpu / sum(page.value("collection_items", listing=listing) for listing in ("ended", "live")))
        return statistics.median(costs) * 1e6


def changes():
    """What collections of changes cost, 30 seconds of churn apart: a hundredth of the live sessions a minute."""
    with Simulator(churn_per_second=LIVE / 100 / 60, **ALL_STATES) as simulator:
        with Exporter(simulator, scrape_timeout="110s") as exporter:
            _, cpu_full = collect(exporter)
            full = len(simulator.requests())
            requests, cpu = [], []
            for _ in range(20):
                simulator.control("step?seconds=30", method="POST")
                before = len(simulator.requests())
                cpu.append(collect(exporter)[1])
                requests.append(len(simulator.requests()) - before)
            return max(requests), max(requests) / full, statistics.mean(cpu) / cpu_full


def memory():
    """MiB above an idle exporter: resident after collections of changes, and at most while a full listing checks them."""
    with Simulator(sessions=10) as simulator, Exporter(simulator) as exporter:
        idle = resident_mib(exporter)
    with Simulator(churn_per_second=LIVE / 100 / 60, **ALL_STATES) as simulator:
        # A fifth of this quota is a whole listing, so that each collection has one beside it.
        with Exporter(simulator, concurrency=CONCURRENCY, scrape_timeout="110s", resync_interval="1s",
                      api_quota="6000/1s") as exporter:
            exporter.scrape()
            forget_peak(exporter)
            for _ in range(5):
                simulator.control("step?seconds=30", method="POST")
                collect(exporter)
            return idle, resident_mib(exporter) - idle, peak_mib(exporter) - idle


def main():
    requests, of_full, cpu_of_full = changes()
    idle, resident, peak = memory()
    # Name, value, limit, and by how much it may be worse than the baseline.
    rows = [
        baseline.Row("full listing at 20 ms, times the network's own", of_the_network(0.020), 1.10, 0.05),
        baseline.Row("full listing at 50 ms, times the network's own", of_the_network(0.050), 1.10, 0.05),
        baseline.Row("full listing over TLS, CPU us a session", cpu_over_tls(), 3, 0.35),
        baseline.Row("collection of changes, requests", requests, 75, 0.05),
        baseline.Row("collection of changes, requests to a full one's", of_full, 0.075, 0.05),
        baseline.Row("collection of changes, CPU to a full one's", cpu_of_full, 0.35, 0.5),
        baseline.Row("idle, MiB resident", idle, 12.5, 0.1),
        baseline.Row("105,000 sessions, MiB above idle", resident, 16, 0.2),
        baseline.Row("105,000 sessions, MiB above idle at most in a resync", peak, 24, 0.2),
    ]
    faults = baseline.hold("listing", rows, save="--save" in sys.argv[1:])
    if faults:
        sys.exit("\n".join(faults))


if __name__ == "__main__":
    main()
