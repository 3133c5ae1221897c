#!/usr/bin/env python3
"""Scrapes an exporter very often while sessions come and go and the API fails at random. At each checkpoint the API is
well, the figures are exact and no more is open than at the start; the memory at the end is that after the first tenth.

Windows, look-backs and times of retention are short, so that each passes many times over. Ends with 1 where something
is not as it should be."""
import argparse
import contextlib
import gzip
import http.client
import random
import sys
import time

import oracle
from fault_matrix import FAULTS
from page import Page
from programs import SLOWDOWN, Exporter, Simulator, wait_until
from soak_population import LOOKBACK_SECONDS, Population

MIB = 1024 * 1024
CONCURRENCY = 8
TICK_SCRAPES = 100
CHECKPOINTS = 20
FORMATS = ({}, {"Accept-Encoding": "gzip"}, {"Accept": "application/openmetrics-text; version=1.0.0"})
FLAGS = {"concurrency": CONCURRENCY, "page_size": 20, "retries": 1, "lookback": f"{LOOKBACK_SECONDS}s",
         "resync_interval": "10s", "series_retention": "5s", "max_staleness": "2s"}
# A refused password is not tried again for minutes; what needs no fault of the simulator is for the matrix.
PASSING = [fault for fault in FAULTS if fault.where in ("page", "every", "iam") and (fault.where, fault.reason) != ("iam", "auth")]


class Soak:
    def __init__(self, scrapes, seed, say=print):
        self.scrapes, self.random, self.say = scrapes, random.Random(seed), say
        self.done, self.failed, self.struck = 0, 0, 0
        say(f"{scrapes} scrapes, seed {seed}")

    def run(self):
        """The growth of the memory from the first tenth to the end, in MiB."""
        began = time.monotonic()
        with Simulator(sessions=0, token_lifetime_seconds=20) as self.simulator:
            self.population = Population(self.simulator, self.random, now_ms())
            with Exporter(self.simulator, request_timeout=f"{int(400 * SLOWDOWN)}ms", **FLAGS) as self.exporter:
                self.idle = self.own()
                memory = []
                for checkpoint in range(1, CHECKPOINTS + 1):
                    while self.done < self.scrapes * checkpoint // CHECKPOINTS:
                        self.tick()
                    memory.append(self.check())
                    self.say(f"{self.done} scrapes in {time.monotonic() - began:.0f} s, {self.failed} of them not up; {self.struck} "
                             f"faults; {memory[-1]:.2f} MiB")
        first, last = memory[CHECKPOINTS // 10 - 1], memory[-1]
        self.say(f"memory after the first tenth {first:.2f} MiB, at the end {last:.2f} MiB")
        return last - first

    def tick(self):
        self.population.tick(now_ms())
        if self.random.random() < 0.7:
            self.strike(self.random.choice(PASSING))
        with contextlib.closing(http.client.HTTPConnection(self.exporter.address, timeout=60)) as connection:
            for scrape in range(TICK_SCRAPES):
                self.failed += not self.is_up(connection, FORMATS[scrape % len(FORMATS)])
        self.done += TICK_SCRAPES
        self.simulator.mend()

    @staticmethod
    def is_up(connection, headers):
        """Reads no more of the page than that: it has to be quick."""
        connection.request("GET", "/metrics", headers=headers)
        answer = connection.getresponse()
        body = answer.read()
        assert answer.status == 200, answer.status
        if "gzip" in headers.get("Accept-Encoding", ""):
            body = gzip.decompress(body)
        return b'huaweicloud_workspace_up{project="demo"} 1\n' in body

    def strike(self, fault):
        """For a few requests."""
        operation = "sign_in" if fault.where == "iam" else "list_sessions"
        if fault.where == "iam":
            self.simulator.control("revoke-tokens", {})
        self.simulator.fault(**{**fault.how, "operation": operation, "times": self.random.randint(1, 6),
                                "from": self.random.randint(1, 20)})
        self.struck += 1

    def check(self):
        """The resident memory in MiB, once all is well."""
        self.simulator.control("reset-requests", {})
        wait_until(lambda: self.exporter.scrape().up == 1, what="the end of the faults")
        wait_until(self.is_exact, what="exact figures")
        wait_until(self.nothing_left, what="as much open as at the start")
        return self.own().value("process_resident_memory_bytes") / MIB

    def own(self):
        return Page(self.exporter.get("/metrics?collect=exporter").body)

    def is_exact(self):
        """A session may leave the window while it is asked for: then the next time is right."""
        before = now_ms()
        page = self.exporter.scrape()
        assert page.up == 1, self.exporter.err()[-2000:]
        shown = {key: value for key, value in page.series("sessions").items() if value}
        sessions = self.simulator.sessions()
        return any(shown == {key: value for key, value in oracle.sessions_gauge(
            sessions, now, lookback=1000 * LOOKBACK_SECONDS).items() if value} for now in (before, now_ms()))

    def nothing_left(self):
        """But for the connections to the API, and two threads of the listening side, which stay for a while."""
        now = self.own()
        return (now.value("process_open_fds") <= self.idle.value("process_open_fds") + CONCURRENCY + 1 and
                now.value("process_threads") <= self.idle.value("process_threads") + 2)


def now_ms():
    return int(time.time() * 1000)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scrapes", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(1_000_000))
    parser.add_argument("--growth", type=float, default=1.0, help="MiB that the memory may grow by after the first tenth")
    options = parser.parse_args()
    growth = Soak(options.scrapes, options.seed).run()
    if growth > options.growth:
        print(f"grew by {growth:.2f} MiB, more than {options.growth}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.stdout.reconfigure(line_buffering=True)
    sys.exit(main())
