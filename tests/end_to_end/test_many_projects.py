"""Two hundred projects in one program, each with sessions of its own: what they show, what they take, and one that drips."""
import collections
import contextlib
import os
import threading
import time
import unittest

import oracle
from page import Page
from programs import SLOWDOWN, Simulator
from test_projects import Config, exporter_of

# Name of each → its id.
PROJECTS = {f"p{number:03}": f"{number:032x}" for number in range(200)}
# A thread for each project, 64 that read pages for all of them, and those that serve.
BOUND = len(PROJECTS) + 64 + 20


def by_project(series):
    """{project: {labels: value}}, faster than one after the other."""
    found = collections.defaultdict(dict)
    for key, value in series.items():
        found[dict(key)["project"]][key] = value
    return found


class Fleet:
    """A simulator of all projects; truth: what each of them has to show."""

    def __enter__(self):
        with contextlib.ExitStack() as stack:
            self._config = stack.enter_context(Config())
            self.simulator = stack.enter_context(Simulator(
                {"project_id": ",".join(PROJECTS.values())}, sessions=400, server_groups=3, client_types=2, history_hours=20,
                latency_ms=50, project_populations=True))
            self._config.write({name: (self.simulator, {"identity": f"of {name}", "project_id": project})
                                for name, project in PROJECTS.items()})
            now = int(time.time() * 1000)
            self.truth = {name: oracle.sessions_gauge(self.simulator.sessions(project), now, name)
                          for name, project in PROJECTS.items()}
            self._stack = stack.pop_all()
        return self

    def __exit__(self, *of_exception):
        return self._stack.__exit__(*of_exception)

    def exporter(self):
        """Lists everything for each scrape, and waits long for an answer."""
        return exporter_of(self._config, self.simulator, resync_interval="0", request_timeout="10m", concurrency=8)


@contextlib.contextmanager
def watched(process):
    """{what: the most of it that the process had} while the `with` block lasts."""
    most, done = {"task": 0, "fd": 0}, threading.Event()

    def watch():
        while not done.wait(0.01):
            for what in most:
                most[what] = max(most[what], len(os.listdir(f"/proc/{process.pid}/{what}")))

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        yield most
    finally:
        done.set()
        watcher.join()


class TwoHundred(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.fleet = cls.enterClassContext(Fleet())

    def test_each_has_sessions_of_its_own(self):
        without_names = {frozenset((key - {("project", name)}, value) for key, value in truth.items())
                         for name, truth in self.fleet.truth.items()}
        self.assertEqual(len(without_names), len(PROJECTS))

    def test_every_project_shows_its_own_figures_and_all_share_a_bounded_pool(self):
        self.fleet.simulator.control("reset-requests", {})
        with self.fleet.exporter() as exporter:
            with watched(exporter.process) as most:
                page = exporter.scrape(timeout=110)
            sessions = by_project(page.series("sessions"))
            for name, truth in self.fleet.truth.items():
                self.assertEqual(page.value("up", project=name), 1, exporter.err()[-2000:])
                self.assertEqual(sessions[name], truth)
            print(f"200 projects: {page.value('process_resident_memory_bytes') / 2 ** 20:.0f} MiB resident, "
                  f"{page.value('process_threads'):.0f} threads (at most {most['task']}), "
                  f"{page.value('process_open_fds'):.0f} open files (at most {most['fd']}), scraped in {page.seconds:.2f} s")
            self.assertLess(max(most["task"], page.value("process_threads")), BOUND)
            self.assertLess(max(most["fd"], page.value("process_open_fds")), BOUND)
            self.assertLessEqual(self.fleet.simulator.control("requests")["max_in_flight"], len(PROJECTS) + 64)

    def test_one_that_drips_delays_no_other(self):
        slow, others = "p100", PROJECTS.keys() - {"p100"}
        # Its further pages, for hours: it holds as many threads as they are.
        self.fleet.simulator.fault(operation="list_sessions", project=PROJECTS[slow], kind="drip_body", delay_ms=200, bytes=1,
                                   **{"from": 3})
        self.addCleanup(self.fleet.simulator.mend)
        with self.fleet.exporter() as exporter:
            for _ in range(2):
                page = self.fresh_page_of(exporter, others)
                self.assertEqual((page.value("up", project=slow), page.value("collection_in_progress", project=slow)), (0, 1))
                sessions = by_project(page.series("sessions"))
                for name in others:
                    self.assertEqual(sessions[name], self.fleet.truth[name])
            probe = exporter.get("/probe?project=p101")
            self.assertEqual((Page(probe.body).up, probe.seconds < 10 * SLOWDOWN), (1, True))

    def fresh_page_of(self, exporter, names):
        """One with what each of them has shown since the scrape began; a busy machine is given more time."""
        for limit in (3, 10, 30, 110):
            began = time.time()
            page = exporter.scrape(timeout=limit)
            taken = by_project(page.series("snapshot_timestamp_seconds"))
            fresh = [name for name in names if page.value("up", project=name) == 1 and len(taken[name]) == 2 and
                     min(taken[name].values()) >= began - 0.001]
            if len(fresh) == len(names) and page.seconds < limit:
                return page
        raise AssertionError(f"{len(fresh)} of {len(names)} fresh in {page.seconds:.1f} s")


if __name__ == "__main__":
    unittest.main()
