"""The figures equal an oracle computed from the simulator's population."""
import itertools
import time
import unittest

import oracle
from page import Page
from programs import Exporter, Simulator, run_once


def now_ms():
    return int(time.time() * 1000)


class Figures(unittest.TestCase):
    def check(self, simulator, **more):
        """A fresh exporter shows what the oracle says. A session may cross the edge of a window meanwhile: then again."""
        for _ in range(3):
            sessions, before = simulator.sessions(), now_ms()
            code, out, err = run_once(simulator, **more)
            expected = oracle.sessions_gauge(sessions, before)
            if expected == oracle.sessions_gauge(sessions, now_ms()):
                break
        self.assertEqual(code, 0, err)
        page = Page(out)
        gauge = page.series("sessions")
        wrong = [(sorted(key), gauge.get(key), expected.get(key)) for key in gauge.keys() | expected.keys()
                 if gauge.get(key) != expected.get(key)]
        self.assertFalse(wrong[:4], f"{len(wrong)} series: labels, shown, expected")
        shown = oracle.counted(sessions, before)
        self.assertEqual(page.value("sessions_of_unknown_state") or 0, sum(x["state"] == "_other" for x in shown))
        for listing in ("live", "ended"):
            self.assertEqual(page.value("collection_items", listing=listing),
                             page.value("collection_expected_items", listing=listing))
            self.assertEqual(page.value("collection_duplicates", listing=listing), 0)
        return page

    def test_every_size_order_reading_and_names(self):
        for sessions, hostile in itertools.product((0, 1, 99, 100, 101, 2000), (False, True)):
            with Simulator(sessions=sessions, hostile=hostile, history_hours=40) as simulator:
                for order, reading in itertools.product(("newest", "oldest", "id", "random"), ("start", "end")):
                    simulator.configure(order=order, reading=reading)
                    with self.subTest(sessions=sessions, hostile=hostile, order=order, reading=reading):
                        self.check(simulator)

    def test_ten_thousand_sessions(self):
        for hostile in (False, True):
            with Simulator(sessions=10_000, hostile=hostile, seed=5) as simulator:
                with self.subTest(hostile=hostile):
                    self.check(simulator)

    def test_sessions_without_an_id_and_renamed_groups(self):
        with Simulator(sessions=1500, share_without_id=0.3, renamed_groups=4) as simulator:
            self.check(simulator)

    def test_pages_of_every_size(self):
        with Simulator(sessions=150, history_hours=20) as simulator:
            for page_size, concurrency in ((2, 1), (3, 16), (7, 4), (99, 8)):
                with self.subTest(page_size=page_size):
                    self.check(simulator, page_size=page_size, concurrency=concurrency)

    def test_one_server_group(self):
        with Simulator(sessions=1000) as simulator:
            group = simulator.sessions()[0]["group_id"]
            _, out, _ = run_once(simulator, app_server_group_id=group)
            shown = {dict(key).get("server_group_id") for key in Page(out).series("sessions")}
            self.assertEqual(shown, {group})

    def test_groups_by_name(self):
        with Simulator(sessions=1000) as simulator:
            names = {x["group_name"] for x in simulator.sessions()}
            _, out, _ = run_once(simulator, server_group_include="[A-M].*", server_group_exclude=".*a.*")
            shown = {dict(key).get("server_group") for key in Page(out).series("sessions")}
            self.assertEqual(shown, {x for x in names if "A" <= x[0] <= "M" and "a" not in x})


class SeriesLimit(unittest.TestCase):
    LIMIT = 7

    @staticmethod
    def is_folded(key):
        return any(name != "session_state" and value == "_other" for name, value in key)

    def check(self, page, sessions):
        gauge, total = page.series("sessions"), len(oracle.counted(sessions, now_ms()))
        expected = oracle.sessions_gauge(sessions, now_ms())
        own = {key: value for key, value in gauge.items() if not self.is_folded(key)}
        self.assertLessEqual(sum(value > 0 for value in own.values()), self.LIMIT)
        self.assertLessEqual(sum(value > 0 for value in gauge.values()), 4 * self.LIMIT + 12)
        self.assertEqual(sum(gauge.values()), total)
        self.assertEqual({key: value for key, value in own.items() if value != expected.get(key)}, {})
        # Where the API itself says _other, a series may be shown under its own labels or be folded.
        folded = sum(value for key, value in expected.items() if key not in gauge)
        literal = sum(value for key, value in expected.items() if self.is_folded(key))
        self.assertGreaterEqual(page.value("sessions_folded"), folded)
        self.assertLessEqual(page.value("sessions_folded"), folded + literal)
        for state in (*oracle.STATES, "_other"):
            of_state = [sum(value for key, value in x.items() if ("session_state", state) in key) for x in (gauge, expected)]
            self.assertEqual(*of_state, state)
        for name in ("oldest_session_start_timestamp_seconds", "oldest_state_change_timestamp_seconds", "sessions_overdue"):
            series = page.series(name)
            self.assertLessEqual(sum(value > 0 and not self.is_folded(key) for key, value in series.items()), self.LIMIT)
        return own

    def test_few_series_and_every_session(self):
        for hostile in (False, True):
            with self.subTest(hostile=hostile), Simulator(sessions=2000, hostile=hostile) as simulator:
                with Exporter(simulator, series_limit=self.LIMIT, min_interval="0") as exporter:
                    sessions = simulator.sessions()
                    first = self.check(exporter.scrape(), sessions)
                    # What the API itself calls _other takes a place, and cannot be told from what is folded.
                    literal = sum(value > 0 and self.is_folded(key)
                                  for key, value in oracle.sessions_gauge(sessions, now_ms()).items())
                    own = sum(value > 0 for value in first.values())
                    self.assertTrue(self.LIMIT - literal <= own <= self.LIMIT, own)
                    self.assertEqual(self.check(exporter.scrape(), simulator.sessions()).keys(), first.keys())

    def test_nothing_is_folded_below_the_limit(self):
        with Simulator(sessions=2000) as simulator:
            series = sum(value > 0 for value in oracle.sessions_gauge(simulator.sessions(), now_ms()).values())
            for room, is_folded in ((0, False), (-1, True)):
                _, out, _ = run_once(simulator, series_limit=series + room)
                self.assertEqual(Page(out).value("sessions_folded") > 0, is_folded)


class MovingRows(unittest.TestCase):
    def test_every_session_that_did_not_change_counts_once(self):
        """Rows come, go and change before every page; a session that stood still throughout has to be counted."""
        shifts = ({"shift_insert": 1}, {"shift_insert": 3}, {"shift_remove": 1}, {"shift_change": 1},
                  {"shift_insert": 1, "shift_remove": 1}, {"shift_insert": 2, "shift_change": 1})
        for shift, order, concurrency in itertools.product(shifts, ("newest", "oldest", "id"), (1, 8)):
            with self.subTest(shift=shift, order=order, concurrency=concurrency):
                with Simulator(sessions=3000, history_hours=20, order=order) as simulator:
                    began, truth = now_ms(), simulator.control("sessions")
                    before = truth["sessions"]
                    simulator.configure(shift_every=1, **shift)
                    code, out, err = run_once(simulator, concurrency=concurrency)
                    simulator.configure(shift_every=0)
                    after = simulator.sessions()
                    changes = simulator.control(f"changes?since={truth['version']}")
                    between = [x["session"] for x in changes["changes"] if x["session"]]
                    self.assertEqual(code, 0, err)
                    self.within(Page(out), before, after, between, began)

    def within(self, page, before, after, between, began):
        """Each series lies between the sessions that were surely in it and those that may have been."""
        ended = now_ms()
        names = oracle.group_names(before + after)
        versions = {x["key"]: x["version"] for x in before}
        surely, maybe = {}, {}
        for x in {(x["key"], x["version"]): x for x in before + between + after}.values():
            if oracle.counted([x], began):
                key = oracle.labels("demo", x["state"], oracle.cut(names[x["group_id"]]), x["group_id"],
                                    oracle.cut(x["client_type"]), x["failed_code"])
                maybe[key] = maybe.get(key, 0) + 1
        for x in after:
            if versions.get(x["key"]) == x["version"] and oracle.counted([x], ended):
                key = oracle.labels("demo", x["state"], oracle.cut(names[x["group_id"]]), x["group_id"],
                                    oracle.cut(x["client_type"]), x["failed_code"])
                surely[key] = surely.get(key, 0) + 1
        gauge = page.series("sessions")
        for key in surely.keys() | gauge.keys():
            self.assertLessEqual(surely.get(key, 0), gauge.get(key, 0), sorted(key))
            self.assertLessEqual(gauge.get(key, 0), maybe.get(key, 0), sorted(key))


if __name__ == "__main__":
    unittest.main()
