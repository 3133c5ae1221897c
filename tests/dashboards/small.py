"""An exporter and Prometheis with the rules, small enough to start a few of them; and what the dashboards ask."""
import contextlib
import json
import os
import tempfile
import time

import dashboards
from fleet import quick_rules
from programs import Exporter, Simulator
from test_prometheus import Prometheus

SECONDS = 60
EVERYTHING = {"job": ".+", "project": ".+", "server_group": ".*"}


def config(folder, target, **more):
    """Of one scrape job, with more keys at its end or, under `root`, of the whole configuration."""
    root = more.pop("root", {})
    return json.dumps({
        "global": {"scrape_interval": "2s", "scrape_timeout": "2s", "evaluation_interval": "2s"},
        "rule_files": [os.path.join(quick_rules(folder), "*.yml")],
        "scrape_configs": [{"job_name": "workspace", "honor_labels": True, "static_configs": [{"targets": [target]}], **more}], **root})


@contextlib.contextmanager
def exporter():
    """(stack, exporter, the names of its groups) of sessions that come, end and fail quickly."""
    settings = {"sessions": 2000, "server_groups": 12, "history_hours": 20, "share_active": 0.3, "share_disconnected": 0.1,
                "share_appc_init": 0.03, "share_init_fail": 0.15, "churn": "auto", "churn_per_second": 40}
    with contextlib.ExitStack() as stack:
        simulator = stack.enter_context(Simulator(**settings))
        names = sorted({session["group_name"] for session in simulator.sessions()})
        yield stack, stack.enter_context(Exporter(simulator, min_interval="1s", scrape_timeout_offset="1s", api_quota="20000/1m")), names


def started(stack, make_config, **more):
    """A Prometheus in a folder of its own."""
    folder = stack.enter_context(tempfile.TemporaryDirectory())
    return stack.enter_context(Prometheus(folder, text=make_config(folder), **more))


def queries(names):
    """(where, expression, points) of every panel of every dashboard."""
    for uid, dashboard in dashboards.load().items():
        values = {**EVERYTHING, "server_group": names[:1]} if uid == "workspace-server-group" else EVERYTHING
        for query in dashboards.queries(dashboard):
            yield query.where, dashboards.fill(query.expr, values, "12s", f"{SECONDS}s"), query.points


def answer(prometheus, expr, points, now):
    """{labels: values}, a native histogram as text; what was complained of as `problems`."""
    if points is None:
        found = prometheus.api("query", query=expr, time=now)
    else:
        found = prometheus.api("query_range", query=expr, start=now - 30, end=now, step=6)
    assert found is not None, expr
    return {frozenset(x["metric"].items()): x.get("values") or x.get("value") or x.get("histograms") or x.get("histogram")
            for x in found["result"]}


def wait_for_now():
    time.sleep(SECONDS)
    now = time.time() // 1 - 4
    time.sleep(4)
    return now
