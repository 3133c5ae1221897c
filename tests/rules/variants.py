"""The rules and their tests once more, as a store has them that keeps things twice, a scrape that renames our labels, or somebody who shows
rules one namespace alone."""
import json
import pathlib
import re

import yaml

ROOT = pathlib.Path(__file__).resolve().parents[2]
RULES = ROOT / "dashboards" / "rules"
TESTS = ROOT / "tests" / "rules"
SELECTOR = re.compile(r"\b(up|huaweicloud_workspace_\w+|workspace_exporter_\w+|workspace\w*:[\w:]+)\b({?)")


def load(path):
    """All values are texts: to others `0x20`, twenty more zeros for promtool, is a number."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


def with_label(series, name, value):
    return f'{series.removesuffix("}")}, {name}="{value}"}}'


def records_twice(rules):
    """Each record by two evaluators, under a label that the store adds; the alerts once, by one of them."""
    for group in rules["groups"]:
        group["rules"] = [{**rule, "labels": {**rule.get("labels", {}), "evaluator": evaluator}} if evaluator else rule
                          for rule in group["rules"] for evaluator in (("a", "b") if "record" in rule else (None,))]


def series_twice(tests):
    """Each series from two Prometheis, under a label that the store adds."""
    for test in tests["tests"]:
        test["input_series"] = [{**series, "series": with_label(series["series"], "prometheus_replica", replica)}
                                for series in test["input_series"] for replica in ("a", "b")]


def renamed(text):
    """Of a selector or of a set of labels: ours as Prometheus renames them where the target has such labels itself."""
    return re.sub(r'\b(project|identity)="([^"]*)"', r'\1="platform", exported_\1="\2"', text)


def expected_samples(tests):
    return [sample for test in tests["tests"] for query in test.get("promql_expr_test", []) for sample in query["exp_samples"]]


def expected_labels(tests):
    return [alert["exp_labels"] for test in tests["tests"] for query in test.get("alert_rule_test", []) for alert in query["exp_alerts"]]


def labels_renamed(tests):
    for sample in expected_samples(tests):
        sample["labels"] = renamed(sample["labels"])
    for test in tests["tests"]:
        for series in test["input_series"]:
            series["series"] = renamed(series["series"])
    for labels in expected_labels(tests):
        for name in {"project", "identity"} & set(labels):
            labels[f"exported_{name}"], labels[name] = labels[name], "platform"


def enforced(rules):
    """As the Prometheus Operator writes rules of a namespace: it stands in all selectors, records and alerts, but not in queries of texts."""
    for group in rules["groups"]:
        for rule in group["rules"]:
            rule["expr"] = SELECTOR.sub(lambda found: f'{found[1]}{{namespace="rules"{"," if found[2] else "}"}', rule["expr"])
            rule["labels"] = {**rule.get("labels", {}), "namespace": "rules"}


def in_namespace(tests, namespace):
    for test in tests["tests"]:
        for series in test["input_series"]:
            series["series"] = with_label(series["series"], "namespace", namespace)


def expect_nothing(test):
    for query in test.get("promql_expr_test", []):
        query["exp_samples"] = []
    for query in test.get("alert_rule_test", []):
        query["exp_alerts"] = []


def beside_the_rules(tests):
    """The same is told, but for a target that never was."""
    in_namespace(tests, "rules")
    for test in tests["tests"]:
        if not any("workspace" in series["series"] for series in test["input_series"]):
            expect_nothing(test)
    for sample in expected_samples(tests):
        if "alertname=" in sample["labels"]:
            sample["labels"] = with_label(sample["labels"], "namespace", "rules")
    for labels in expected_labels(tests):
        labels["namespace"] = "rules"


def out_of_sight(tests):
    """Nothing is told, ever."""
    in_namespace(tests, "exporter")
    for test in tests["tests"]:
        expect_nothing(test)


def write(folder, rules=None, tests=None, leave_out=()):
    """Both into the folder, changed by these; the names of the files of tests."""
    change_rules, change_tests = rules or (lambda _: None), tests or (lambda _: None)
    (folder / "rules").mkdir()
    for path in sorted(RULES.glob("*.yml")):
        changed = load(path)
        change_rules(changed)
        (folder / "rules" / path.name).write_text(json.dumps(changed), encoding="utf-8")
    names = []
    for path in sorted(TESTS.glob("*.yml")):
        if path.stem in leave_out:
            continue
        changed = load(path)
        change_tests(changed)
        for sample in expected_samples(changed):
            sample["value"] = float(sample["value"])
        changed["rule_files"] = ["rules/*.yml"]
        (folder / path.name).write_text(json.dumps(changed), encoding="utf-8")
        names.append(path.name)
    return names
