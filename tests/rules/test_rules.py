"""Nothing of an alert is missing: its runbook, its tests, its reasons, its thresholds."""
import pathlib
import re
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
RULES = ROOT / "dashboards" / "rules"
RUNBOOKS = ROOT / "docs" / "runbooks"
RUNBOOK_URL = """'{{{{ range query "topk(1, max by (base) (workspace:runbooks:info))" }}}}{{{{ .Labels.base }}}}{{{{ end }}}}/{}.md'"""


def all_rules():
    return {path.name: path.read_text(encoding="utf-8") for path in sorted(RULES.glob("*.yml"))}


def alerts():
    """{name: the lines of its rule, with the comment before its `for`}."""
    text = "".join(text for name, text in all_rules().items() if name.startswith("alerts-"))
    parts = re.split(r"^ +- alert: (\w+)\n", text, flags=re.M)
    return dict(zip(parts[1::2], parts[2::2]))


def scenarios(alert):
    """The tests of an alert's file, one text each."""
    text = (ROOT / "tests" / "rules" / f"{alert}.yml").read_text(encoding="utf-8")
    return re.split(r"^  - name: ", text, flags=re.M)[1:]


class Rules(unittest.TestCase):
    def test_each_alert_has_a_runbook_and_each_runbook_an_alert(self):
        self.assertEqual(sorted(alerts()), sorted(path.stem for path in RUNBOOKS.iterdir()))
        for alert, rule in alerts().items():
            with self.subTest(alert):
                self.assertIn(f"runbook_url: {RUNBOOK_URL.format(alert)}\n", rule)
                page = (RUNBOOKS / f"{alert}.md").read_text(encoding="utf-8")
                headings = re.findall(r"^# \w+$|^\*\*[^*.]+", page, flags=re.M)
                self.assertEqual(headings, [f"# {alert}", "**What it means", "**How to check", "**What to do"])

    def test_links_of_runbooks_lead_somewhere(self):
        for path in RUNBOOKS.iterdir():
            for link in re.findall(r"\]\(([^)]+)\)", path.read_text(encoding="utf-8")):
                self.assertTrue((RUNBOOKS / link).exists(), f"{path.name}: {link}")

    def test_each_alert_says_how_long_and_why_and_how_bad_and_what(self):
        for alert, rule in alerts().items():
            with self.subTest(alert):
                self.assertRegex(rule, r"(?m)^ +# .+\n(?: +# .+\n)* +for: \d+[mh]$")
                self.assertRegex(rule, r"(?m)^ +labels: \{severity: (critical|warning|info)\}$")
                self.assertRegex(rule, r"(?m)^ +summary: .{20}")
                self.assertRegex(rule, r"(?m)^ +description: .{20}")

    def test_each_alert_is_tested_firing_with_its_texts_not_firing_restarted_and_without_series(self):
        for alert in alerts():
            with self.subTest(alert):
                tests = scenarios(alert)
                self.assertTrue(any(f"runbook_url: docs/runbooks/{alert}.md" in test for test in tests), "firing")
                self.assertTrue(any(re.search(r'ing"\}\[\w+\]\)\', eval_time: \w+, exp_samples: \[\]', test)
                                    for test in tests), "never firing")
                self.assertTrue(any("restart" in test.splitlines()[0] for test in tests), "a restart")
                self.assertTrue(any(re.search(r"stale\}|_x\d|stale _|exporter.*absent|no target", test)
                                    for test in tests), "missing series")

    def test_every_threshold_is_used_and_every_one_used_is_set(self):
        texts = all_rules()
        defined = re.findall(r"record: (workspace:threshold:\w+)", texts["settings.yml"])
        self.assertEqual(len(defined), len(set(defined)))
        used = re.findall(r"scalar\(max\((workspace:threshold:\w+)\)\)", "".join(texts.values()))
        self.assertEqual(set(used), set(defined))

    def test_alerts_compare_with_thresholds_alone(self):
        """With 0 and 1, which are no settings, and with two figures that the exporter's own margins give."""
        allowed = {"WorkspaceNewFailureCode": {"1800"}, "WorkspaceTokenNearExpiry": {"0.08"}}
        for alert, rule in alerts().items():
            expression = rule.split(" for:")[0].split("expr:")[1]
            found = set(re.findall(r"[<>=] *(\d[\d.]*)", expression)) - {"0", "1"}
            self.assertEqual(found, allowed.get(alert, set()), alert)

    def test_each_example_of_a_scrape_honours_labels(self):
        """Where one does not, WorkspaceLabelsRenamed may fire."""
        pages = [ROOT / "README.md", *(path for path in (ROOT / "docs").rglob("*") if path.suffix in (".md", ".yml", ".yaml"))]
        jobs = [job for page in pages for job in page.read_text(encoding="utf-8").split("job_name: ")[1:]]
        self.assertGreaterEqual(len(jobs), 3)
        for job in jobs:
            self.assertIn("honor_labels: true", job.split("targets:")[0].split("file_sd_configs:")[0], job[:20])


if __name__ == "__main__":
    unittest.main()
