#!/usr/bin/env python3
"""A full listing of 1,000 pages against its limit and against reading page by page; and the memory that sessions take.

The limit is what the network allows: so many requests in so many connections, each of them one latency. Ratios are of
one run on one machine; seconds and megabytes are those of this machine."""
import math
import os
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "end_to_end"))
from page import Page  # noqa: E402
from programs import SIMULATOR, Exporter, Program, Simulator  # noqa: E402

LATENCY = 0.050
CONCURRENCY = 16
MIB = 1024 * 1024


def peak_mib(exporter):
    """The most memory that the process has had resident."""
    with open(f"/proc/{exporter.process.pid}/status", encoding="ascii") as file:
        return int(next(line for line in file if line.startswith("VmHWM:")).split()[1]) / 1024


def own_page(exporter):
    """The exporter's own metrics, which cost no request to the API."""
    return Page(exporter.get("/metrics?collect=exporter").body)


def resident_mib(exporter):
    return own_page(exporter).value("process_resident_memory_bytes") / MIB


def collect(simulator, **flags):
    """(page after one collection, its CPU seconds)."""
    with Exporter(simulator, scrape_timeout="110s", **flags) as exporter:
        before = own_page(exporter).value("process_cpu_seconds_total")
        page = exporter.scrape()
        assert page.up == 1, exporter.err()
        return page, page.value("process_cpu_seconds_total") - before


def figures(name, page, limit):
    seconds = page.value("collection_duration_seconds", listing="ended")
    items = page.value("collection_items", listing="ended")
    requests = 1 if items < 2 else math.ceil((items - 1) / 99)
    print(f"{name}: {items:.0f} sessions, {requests} requests in {seconds:.2f} s, {seconds / limit(requests):.3f} x the limit "
          f"of {limit(requests):.2f} s")
    return seconds


def listing():
    with Simulator(sessions=99_001, history_hours=20, latency_ms=LATENCY * 1000, share_active=0.01, share_disconnected=0,
                   share_appc_init=0) as simulator:
        limit = lambda requests: math.ceil(requests / CONCURRENCY) * LATENCY  # noqa: E731
        page, cpu = collect(simulator, concurrency=CONCURRENCY)
        parallel = figures(f"{CONCURRENCY} requests in flight", page, limit)
        print(f"CPU of the exporter: {cpu:.2f} s for both listings, "
              f"{cpu / page.value('collection_items', listing='ended') * 1e6:.1f} us a session")
        page, _ = collect(simulator, concurrency=1)
        sequential = figures("one request in flight", page, lambda requests: requests * LATENCY)
        print(f"parallel is {sequential / parallel:.1f} times as fast")
        ratio = parallel / limit(1000)
        assert ratio <= 1.15, f"{ratio:.3f} x the limit is more than 1.15"


def memory():
    with Simulator(sessions=10) as simulator, Exporter(simulator) as exporter:
        print(f"idle: {resident_mib(exporter):.1f} MiB resident")
        assert resident_mib(exporter) <= 12
    for sessions in (10_000, 100_000):
        with Simulator(sessions=sessions, history_hours=20) as simulator:
            with Exporter(simulator, concurrency=CONCURRENCY, scrape_timeout="110s") as exporter:
                for _ in range(3):
                    assert exporter.scrape().up == 1
                print(f"{sessions} sessions, three collections: {resident_mib(exporter):.1f} MiB resident, "
                      f"{peak_mib(exporter):.1f} MiB at most")
                assert peak_mib(exporter) <= 32, "more than 32 MiB"


def memory_with_tls():
    with tempfile.TemporaryDirectory() as folder:
        key, certificate = (os.path.join(folder, name) for name in ("key.pem", "certificate.pem"))
        subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
                        "-addext", "subjectAltName=DNS:localhost", "-keyout", key, "-out", certificate],
                       check=True, capture_output=True)
        simulator = Program([SIMULATOR, "--listen=127.0.0.1:0", f"--tls_cert={certificate}", f"--tls_key={key}",
                             "--sessions=3000"], r"listening address=(\S+)")
        base = f"https://localhost:{simulator.address.rpartition(':')[2]}"
        with simulator, Exporter(simulator, endpoint=base, iam_endpoint=base, ca_file=certificate, concurrency=16,
                                 scrape_timeout="60s") as exporter:
            page = exporter.scrape()
            assert page.up == 1, exporter.err()
            print(f"after 16 TLS connections: {resident_mib(exporter):.1f} MiB resident, {peak_mib(exporter):.1f} MiB at most")
            assert resident_mib(exporter) <= 16


if __name__ == "__main__":
    listing()
    memory()
    memory_with_tls()
