"""What each dashboard, panel and query has to have: the rules of Grafana's dashboard-linter that matter here, and our own."""
import re
import unittest

import dashboards
from dashboards import ROOT, load, panels, variables

COUNTER = r"\b\w+_(?:total|bucket|count|sum)\b(?=[{\[])|process_cpu_seconds_total"
# These have no project.
OF_EXPORTERS = r"workspace_identity|workspace_exporter|process_|target:up|ALERTS|request_duration|api_quota|clock_skew"
UNITS = {"short", "s", "percentunit", "cpm", "bytes"}
STATES = {"Active": "green", "Disconnected": "orange", "AppcInit": "blue"}
SETTINGS = (ROOT / "dashboards" / "rules" / "settings.yml").read_text(encoding="utf-8")


def texts(value):
    """Every text within."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, (list, dict)):
        for item in value.values() if isinstance(value, dict) else value:
            yield from texts(item)


def all_panels():
    """(where, panel) of every dashboard."""
    return [(f"{dashboard['title']} / {panel['title']}", panel) for dashboard in load().values() for panel in panels(dashboard)]


class Practice(unittest.TestCase):
    def test_a_panel_says_what_it_shows_in_which_unit_and_from_where(self):
        for where, panel in all_panels():
            with self.subTest(where):
                self.assertRegex(panel["description"], r"^[A-Z].{15,}\.$")
                self.assertIn(panel["fieldConfig"]["defaults"]["unit"], UNITS)
                self.assertEqual(panel["datasource"], {"type": "prometheus", "uid": "${datasource}"})
                self.assertTrue(panel["targets"])
                refs = [target["refId"] for target in panel["targets"]]
                self.assertEqual(len(refs), len(set(refs)))

    def test_a_query_looks_at_the_chosen_job_and_project(self):
        for where, panel in all_panels():
            with self.subTest(where):
                for target in panel["targets"]:
                    if target["expr"].startswith("max(workspace:threshold:"):
                        continue
                    for selector in re.findall(r"\b(?:huaweicloud|workspace|process)_?\w*(?::\w+)*\{([^}]*)\}", target["expr"]):
                        self.assertIn('job=~"$job"', selector)
                        if not re.search(OF_EXPORTERS, target["expr"]):
                            self.assertIn('project=~"$project"', selector)
                    self.assertNotRegex(target["expr"], r"\bhuaweicloud_\w+(?![\w{])", "a metric without a selector")

    def test_counters_are_rates_over_an_interval_that_fits(self):
        for dashboard in load().values():
            for query in dashboards.queries(dashboard):
                with self.subTest(query.where):
                    plain = re.sub(r"(?:rate|increase)\([^()]*\[\$__(?:rate_interval|range)\]\)", "", query.expr)
                    self.assertNotRegex(plain, COUNTER)
                    self.assertNotRegex(query.expr, r"(?:rate|increase)\([^()]*\[\d")

    def test_a_dashboard_is_not_edited_by_hand_and_follows_the_time(self):
        for uid, dashboard in load().items():
            with self.subTest(uid):
                self.assertEqual((dashboard["uid"], dashboard["editable"]), (uid, False))
                ids = [panel["id"] for panel in dashboard["panels"]]
                self.assertEqual(len(ids), len(set(ids)))
                for name, variable in variables(dashboard).items():
                    self.assertTrue(variable["label"], name)
                    if variable["type"] == "query":
                        self.assertEqual(variable["refresh"], 2, name)
                for name in ("job", "project"):
                    self.assertTrue(variables(dashboard)[name]["includeAll"] and variables(dashboard)[name]["multi"])
        self.assertTrue(variables(load()["workspace-sessions"])["server_group"]["includeAll"])

    def test_a_state_has_one_colour(self):
        for where, panel in all_panels():
            with self.subTest(where):
                for override in panel["fieldConfig"]["overrides"]:
                    colours = [x["value"]["fixedColor"] for x in override["properties"] if x["id"] == "color"]
                    if override["matcher"]["options"] in STATES:
                        self.assertEqual(colours, [STATES[override["matcher"]["options"]]])

    def test_a_figure_is_coloured_by_thresholds_of_its_own(self):
        for where, panel in all_panels():
            if panel["type"] in ("stat", "bargauge", "state-timeline"):
                with self.subTest(where):
                    defaults = panel["fieldConfig"]["defaults"]
                    self.assertEqual(defaults["color"], {"mode": "thresholds"})
                    self.assertIsNone(defaults["thresholds"]["steps"][0]["value"])

    def test_links_lead_to_runbooks_and_dashboards_that_are_there_and_no_host_is_named(self):
        for form in dashboards.FORMS:
            for dashboard in load(form).values():
                for text in texts(dashboard):
                    self.assertNotRegex(text, r"https?://")
                    for page in re.findall(r"^\$\{runbooks\}/(\w+)\.md$", text):
                        self.assertTrue((ROOT / "docs" / "runbooks" / f"{page}.md").exists(), page)
                    for uid in re.findall(r"^/?d/([\w-]+)", text):
                        self.assertIn(uid, load(form))

    def test_limits_and_colours_are_those_of_the_alerts(self):
        drawn = set()
        for where, panel in all_panels():
            with self.subTest(where):
                drawn |= set(re.findall(r"workspace:threshold:\w+", str(panel["targets"])))
        self.assertGreaterEqual(len(drawn), 4)
        for threshold in drawn:
            self.assertIn(f"record: {threshold}\n", SETTINGS)

    def test_both_forms_are_the_same_but_for_the_data_source(self):
        for uid, provisioned in load().items():
            imported = load("import")[uid]
            with self.subTest(uid):
                self.assertIsNone(imported["id"])
                self.assertEqual([entry["name"] for entry in imported["__inputs"]], ["DS_PROMETHEUS"])
                used = {panel["type"] for panel in panels(imported)}
                self.assertEqual(used, {entry["id"] for entry in imported["__requires"] if entry["type"] == "panel"})
                self.assertNotIn("${datasource", str(imported))
                self.assertNotIn("DS_PROMETHEUS", str(provisioned))
                self.assertEqual([panel["targets"] for panel in panels(imported)], [panel["targets"] for panel in panels(provisioned)])
                self.assertEqual(set(variables(provisioned)) - set(variables(imported)), {"datasource"})


if __name__ == "__main__":
    unittest.main()
