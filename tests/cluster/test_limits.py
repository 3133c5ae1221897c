"""What 105,000 sessions take of a limit, and what happens where it is too small."""
import contextlib
import time
import unittest

from cloud_in_cluster import Cloud
from cluster import ask_prometheus, namespace, prometheus_says
from container import status_of, taken
from inside import read_inside
from oracle import sessions_gauge
from programs import wait_until
from release import installed

US = "workspace-exporter"
# The simulator forgets what is older than its history; a 25th of it is, to the exporter, which looks back 24 hours.
LARGE = {"sessions": 110_500, "history_hours": 25, "churn": "auto", "share_active": 0.038,
         "share_disconnected": 0.0095, "share_appc_init": 0}
SCRAPED = {"serviceMonitor": {"enabled": True, "interval": "5s", "scrapeTimeout": "5s"}}


def limit(memory):
    return {"resources": {"requests": {"memory": memory}, "limits": {"memory": memory}}}


def taken_by(release):
    return wait_until(lambda: taken(release.pod(), US) or time.sleep(1), 60, "the kubelet's figures")


def report(what, release, seconds):
    since, (_, cpu_before) = time.monotonic(), taken_by(release)
    time.sleep(seconds)
    memory, cpu = taken_by(release)
    print(f"\n{what}: {memory:.1f} MiB, {1000 * (cpu - cpu_before) / (time.monotonic() - since):.1f} m of CPU")


class Limits(unittest.TestCase):
    def setUp(self):
        self.space = self.enterContext(namespace("limits"))
        self.cloud = Cloud(self.space, **LARGE)
        self.ours = f'{{namespace="{self.space}"}}'

    def test_ten_minutes_fit_into_what_the_sizing_table_names(self):
        seconds = 600
        values = {**self.cloud.signed_in_by_password(resync_interval="4m"), **limit("48Mi")}
        release = self.enterContext(installed(self.space, values))
        report("idle", release, 30)
        release.apply("upgrade", {**values, **SCRAPED})
        prometheus_says(f"max(huaweicloud_workspace_collection_items{self.ours}) >= 105000")
        prometheus_says(f"huaweicloud_workspace_up{self.ours} == 1")
        report("105,000 sessions", release, seconds)
        self.check_scrapes(seconds)
        self.check_that_a_full_listing_was_among_them(seconds)
        self.check_limits(release)

    def check_scrapes(self, seconds):
        during = f"{self.ours}[{seconds}s]"
        (scrapes,) = ask_prometheus(f"count_over_time(up{during})").values()
        self.assertGreater(scrapes, seconds / 5 - 3)
        for name in ("up", "huaweicloud_workspace_up"):
            self.assertEqual(set(ask_prometheus(f"min_over_time({name}{during})").values()), {1.0}, name)
        slowest = max(ask_prometheus(f"max_over_time(scrape_duration_seconds{during})").values())
        print(f"\nslowest of {scrapes:.0f} scrapes: {slowest:.2f} s")

    def check_that_a_full_listing_was_among_them(self, seconds):
        least, most = (max(ask_prometheus(
            f"{of}_over_time(huaweicloud_workspace_collection_pages_read{self.ours}[{seconds}s])").values()) for of in ("min", "max"))
        self.assertLess(least, 200)
        self.assertGreater(most, 1000)

    def check_limits(self, release):
        limits = release.pod()["spec"]["containers"][0]["resources"]["limits"]
        self.assertNotIn("cpu", limits)
        self.assertEqual((release.restarts(), "terminated" in status_of(release.pod(), US)["lastState"]), (0, False))
        peak = next(int(line.split()[1]) / 1024 for line in read_inside(release, "/proc/1/status").splitlines()
                    if line.startswith("VmHWM:"))
        print(f"\nmost resident memory at 105,000 sessions: {peak:.1f} MiB of {limits['memory']}")

    def test_too_small_a_limit_ends_in_a_kill_and_it_comes_back_whole(self):
        values = {**self.cloud.signed_in_by_password(), **limit("20Mi")}
        release = self.enterContext(installed(self.space, values))
        killed = wait_until(lambda: self.end_of_a_scraped_one(release), 120, "the kill")
        self.assertEqual(killed["reason"], "OOMKilled")
        self.cloud.control("config", {"sessions": 500, "churn": "manual"})
        page = wait_until(lambda: self.page_that_is_whole(release) or time.sleep(1), 240, "the exporter's return")
        self.assertEqual(page.series("sessions"), sessions_gauge(self.cloud.sessions(), time.time() * 1000))
        self.assertGreater(release.restarts(), 0)

    def end_of_a_scraped_one(self, release):
        with contextlib.suppress(AssertionError):  # which dies of it
            release.ask()
        return status_of(release.pod(), US)["lastState"].get("terminated")

    def page_that_is_whole(self, release):
        with contextlib.suppress(AssertionError):  # it may die once more, of the collection that was under way
            page = release.scrape()
            return page if page.up == 1 else None
