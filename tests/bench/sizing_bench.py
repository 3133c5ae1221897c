#!/usr/bin/env python3
"""What an operator has to reckon with: the table of docs/sizing.md. Requests and memory are measured, while a hundredth of the
live sessions ends each minute; times follow from the requests and the quota."""
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "end_to_end"))
import baseline  # noqa: E402
from listing_bench import collect, forget_peak, peak_mib, resident_mib  # noqa: E402
from programs import Exporter, Simulator  # noqa: E402

SIZES = ((100, 900), (1_000, 9_000), (2_000, 48_000), (5_000, 100_000), (20_000, 140_000))
QUOTA = 150
INTERVALS = (30, 60)


def measure(live, ended, interval):
    """(requests of a full listing, most requests of a collection, MiB resident, MiB at most)."""
    # A fifth started more than 24 hours ago: the oldest are forgotten as time passes, and not those that are listed.
    sessions = int((live + ended) * 1.25)
    with Simulator(sessions=sessions, history_hours=30, share_active=0.8 * live / sessions,
                   share_disconnected=0.2 * live / sessions, share_appc_init=0, churn_per_second=live / 100 / 60) as simulator:
        with Exporter(simulator, scrape_timeout="110s") as exporter:
            collect(exporter)
            full = len(simulator.requests())
            forget_peak(exporter)
            requests = []
            for _ in range(6):
                simulator.control(f"step?seconds={interval}", method="POST")
                before = len(simulator.requests())
                collect(exporter)
                requests.append(len(simulator.requests()) - before)
            return full, sorted(requests)[len(requests) // 2], resident_mib(exporter), peak_mib(exporter)


def main():
    print("| live | ended | scraped every | requests a collection | requests a minute | figures at most this old | first whole figures after | MiB |")
    print("|---:|---:|---:|---:|---:|---:|---:|---:|")
    rows = []
    for live, ended in SIZES:
        for interval in INTERVALS:
            full, requests, resident, peak = measure(live, ended, interval)
            every = max(interval, requests * 60 / QUOTA)
            # Meanwhile the live ones are listed every minute, or half of the time.
            left_for_all = QUOTA - min(live / 99, QUOTA / 2)
            first = 0 if full <= QUOTA else full / left_for_all
            print(f"| {live:,} | {ended:,} | {interval} s | {requests} | {requests * 60 / every:.0f} | {every:.0f} s | "
                  f"{first:.0f} min | {resident:.0f} to {peak:.0f} |", flush=True)
            rows.append(baseline.Row(f"{live:,} live, {ended:,} ended, every {interval} s: requests", requests, None, 0.1))
    if faults := baseline.hold("sizing", rows, save="--save" in sys.argv[1:]):
        sys.exit("\n".join(faults))


if __name__ == "__main__":
    main()
