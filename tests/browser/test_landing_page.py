"""The landing page as a person sees it, in headless Chromium: figures, keyboard, schemes, failures. Every look is also
held against axe-core's rules, and nothing may be asked of another place or complained of in the console."""
import gzip
import json
import os
import subprocess
import unittest
import urllib.parse

import oracle
from config_file import Config, exporter_of
from programs import Exporter, Simulator, wait_until

FOLDER = os.path.dirname(os.path.abspath(__file__))
SCREENSHOTS = os.environ["SCREENSHOTS"]
STATES = ("Active", "Disconnected", "AppcInit", "SignedOut", "InitFail")
OFFLINE = ["Failed to load resource: net::ERR_INTERNET_DISCONNECTED"]


class LandingPage(unittest.TestCase):
    maxDiff = None

    def look(self, exporter, query="", complaints=(), screenshot=None, **asked):
        address = f"http://{exporter.address}/{query}"
        if screenshot:
            asked["screenshot"] = os.path.join(SCREENSHOTS, screenshot + ".png")
        done = subprocess.run(["node", os.path.join(FOLDER, "look.mjs")], input=json.dumps({"url": address, **asked}),
                              capture_output=True, text=True, timeout=120, check=False)
        self.assertEqual(done.returncode, 0, done.stderr)
        seen = json.loads(done.stdout)
        self.assertEqual(seen["violations"], [])
        self.assertEqual(seen["complaints"], list(complaints))
        self.assertEqual({urllib.parse.urlsplit(x).netloc for x in seen["requests"]}, {exporter.address})
        self.assertEqual(seen["overflow"], 0, "the page itself does not scroll sideways")
        return seen

    def check_table(self, simulator, table):
        """The figures are the oracle's, summed by group."""
        now = simulator.control("sessions")["now"]
        by_group = {}
        for key, value in oracle.sessions_gauge(simulator.sessions(), now).items():
            labels = dict(key)
            row = by_group.setdefault(labels["server_group"], dict.fromkeys(STATES, 0))
            row[labels["session_state"]] += int(value)
        self.assertEqual(table["head"], ["Server group", *STATES, "Users", "Servers"])
        self.assertEqual({row[0]: [int(x) for x in row[1:6]] for row in table["rows"]},
                         {name: list(row.values()) for name, row in by_group.items()})

    def test_of_one_group_in_every_scheme_and_width(self):
        backgrounds = set()
        with Simulator(sessions=300, server_groups=1, history_hours=20) as simulator, Exporter(simulator) as exporter:
            exporter.scrape()
            for scheme in ("light", "dark"):
                for width in (360, 1024):
                    seen = self.look(exporter, scheme=scheme, width=width, screenshot=f"one_group_{scheme}_{width}")
                    self.assertEqual((seen["badges"], seen["alerts"]), (["up"], []))
                    self.check_table(simulator, seen["tables"][0])
                    self.assertAlmostEqual(sum(part for _, part in seen["bars"][0]), 1, delta=0.01)
                    backgrounds.add((scheme, seen["background"]))
        self.assertEqual(len(backgrounds), 2, backgrounds)

    def test_of_nothing(self):
        with Simulator(sessions=0) as simulator, Exporter(simulator) as exporter:
            before = self.look(exporter, screenshot="before_the_first_scrape")
            self.assertEqual(before["badges"], ["no figures yet"])
            self.assertIn("Waits for a first scrape", before["text"])
            self.assertIn("– Active", before["text"])
            exporter.scrape()
            seen = self.look(exporter, screenshot="no_groups")
            self.assertEqual((seen["badges"], seen["tables"]), (["up"], []))
            self.assertIn("0 Active", seen["text"])

    def test_of_200_groups(self):
        with Simulator(sessions=20_000, server_groups=200, history_hours=20) as simulator, \
                Exporter(simulator) as exporter:
            exporter.scrape()
            answer = exporter.get("/", headers={"Accept-Encoding": "gzip"})
            self.assertLess(len(answer.body), 30_000)
            self.assertTrue(gzip.decompress(answer.body).endswith(b"</html>\n"))
            seen = self.look(exporter, screenshot="200_groups", scheme="dark")
            self.assertEqual(len(seen["tables"][0]["rows"]), 50)
            self.assertIn("1 to 50 of 200 server groups", seen["text"])
            alone = self.look(exporter, steps=[["click", "show all"]], width=360)
            self.assertTrue(alone["url"].endswith("/?project=demo"))
            self.check_table(simulator, alone["tables"][0])
            self.assertLess(len(exporter.get("/?project=demo", headers={"Accept-Encoding": "gzip"}).body), 30_000)

            by_active = self.look(exporter, steps=[["click", "show all"], ["click", "Active"]])
            self.assertEqual(by_active["tables"][0]["sorted"], [["Active", "descending"]])
            figures = [int(row[1]) for row in by_active["tables"][0]["rows"]]
            self.assertEqual(figures, sorted(figures, reverse=True))
            self.assertGreater(figures[0], figures[-1])
            upwards = self.look(exporter, query="?project=demo&sort=-Active", steps=[["click", "Active"]])
            self.assertEqual([int(row[1]) for row in upwards["tables"][0]["rows"]], sorted(figures))

    def test_of_an_api_that_is_dead(self):
        with Simulator(sessions=300, history_hours=20) as simulator, \
                Exporter(simulator, retries=0, max_staleness="1s") as exporter:
            exporter.scrape()
            simulator.fault(operation="list_sessions", kind="status", status=429, code="APIGW.0308",
                            message="limit:200,time:1 minute")
            exporter.scrape()
            wait_until(lambda: b"\xe2\x80\x93</b> Active" in exporter.get("/").body, what="figures that are too old go")
            seen = self.look(exporter, screenshot="dead_api", width=360, scheme="dark")
            self.assertEqual((seen["badges"], seen["tables"]), (["failing"], []))
            self.assertIn("The last collection failed", seen["text"])
            self.assertIn("Usually: the quota of this user is spent", seen["text"])
            self.assertIn("– Active", seen["text"])

    def test_names_from_outside_are_text_and_nothing_else(self):
        name = """\"'><script>document.title = 'taken'</script><img src=/x onerror=alert(1)>&lt;"""
        with Simulator(sessions=300, server_groups=1, history_hours=20) as simulator:
            simulator.control("sessions", [{**x, "group_name": name} for x in simulator.sessions()])
            with Exporter(simulator, project="<b>") as exporter:
                exporter.scrape()
                seen = self.look(exporter)
                self.assertEqual([row[0] for row in seen["tables"][0]["rows"]], [name])
                self.assertEqual((seen["title"], seen["headings"][1]), ("workspace_exporter", "<b> up"))
                alone = self.look(exporter, steps=[["click", "<b>"]])
                self.assertEqual(alone["title"], "<b> – workspace_exporter")

    def test_by_keyboard_alone(self):
        with Simulator(sessions=300, history_hours=20) as simulator, Exporter(simulator) as exporter:
            exporter.scrape()
            self.assertEqual(self.look(exporter, steps=[["key", "Tab"]])["focused"], "#main")
            skipped = self.look(exporter, steps=[["key", "Tab"], ["key", "Enter"], ["key", "Tab"]])
            self.assertEqual(skipped["focused"], "/?project=demo")
            table = self.look(exporter, steps=[["key", "Tab"], ["key", "Enter"], ["key", "Tab"], ["key", "Tab"]])
            self.assertEqual(table["focused"], "Server groups of demo")

    def test_it_refreshes_itself_and_says_so_where_it_cannot(self):
        with Simulator(sessions=300, history_hours=20) as simulator, Exporter(simulator) as exporter:
            exporter.scrape()
            focus = [["key", "Tab"], ["key", "Enter"], ["key", "Tab"]]
            seen = self.look(exporter, steps=[["mark", None], *focus, ["pass", 11_000]])
            self.assertEqual(len(seen["requests"]), 2)
            self.assertTrue(seen["marked"], "the page was not loaded anew")
            self.assertEqual((seen["focused"], seen["alerts"]), ("/?project=demo", []))
            lost = self.look(exporter, complaints=OFFLINE, steps=[["offline", True], ["pass", 11_000]],
                             screenshot="exporter_gone")
            self.assertRegex(lost["alerts"][0], r"The exporter does not answer: these figures are of 20\d\d-")
            found = self.look(exporter, complaints=OFFLINE,
                              steps=[["offline", True], ["pass", 11_000], ["offline", False], ["pass", 11_000]])
            self.assertEqual(found["alerts"], [])

    def test_without_javascript_it_says_the_same(self):
        with Simulator(sessions=300, history_hours=20) as simulator, Exporter(simulator) as exporter:
            exporter.scrape()
            with_it, without = self.look(exporter, screenshot="eight_groups"), self.look(exporter, script=False)
            for part in ("headings", "badges", "tables", "links", "alerts"):
                self.assertEqual(with_it[part], without[part])

    def test_many_projects_those_in_trouble_first(self):
        with Config() as config, Simulator(sessions=300, history_hours=20) as good, Simulator(sessions=300) as bad:
            bad.fault(operation="list_sessions", kind="status", status=403)
            config.write({"fine": (good, {}), "in trouble": (bad, {"retries": "0"})})
            with exporter_of(config, good) as exporter:
                exporter.scrape()
                seen = self.look(exporter, screenshot="two_projects")
                self.assertEqual(seen["headings"][1:3], ["in trouble failing", "fine up"])
                alone = self.look(exporter, steps=[["click", "fine"]])
                self.assertEqual((alone["title"], alone["badges"]), ("fine – workspace_exporter", ["up"]))
                self.check_table(good, alone["tables"][0])
                self.assertEqual(exporter.get("/?project=none").status, 404)


if __name__ == "__main__":
    unittest.main()
