"""A simulator, an exporter and a Prometheus with the rules, large enough to measure queries on: 200 server groups, scraped every three
seconds. A panel then draws as many points as in life, of fewer samples each."""
import contextlib
import os
import subprocess
import tempfile
import time

from dashboards import ROOT
from programs import Exporter, Simulator, wait_until
from test_prometheus import PROMTOOL, Prometheus

CONFIG = """
global: {scrape_interval: 3s, scrape_timeout: 3s, evaluation_interval: 6s}
rule_files: ['%(rules)s/*.yml']
scrape_configs:
  - job_name: workspace
    honor_labels: true
    static_configs: [{targets: ['%(target)s']}]
"""
WEEK = 7 * 24 * 3600
SECONDS = 60


def quick_rules(folder):
    """The rules, all of them at each evaluation, and what looks back five minutes looks back 20 seconds."""
    quick = os.path.join(folder, "rules")
    os.mkdir(quick)
    for path in (ROOT / "dashboards" / "rules").glob("*.yml"):
        with open(os.path.join(quick, path.name), "w", encoding="utf-8") as file:
            file.write(path.read_text(encoding="utf-8").replace("    interval: 5m\n", "").replace("[5m]", "[20s]"))
    return quick


def write_last_week(folder, names):
    """What live sessions were for eight days, until an hour ago: a point each five minutes of each group."""
    path = os.path.join(folder, "past.txt")
    now = int(time.time()) // 300 * 300
    with open(path, "w", encoding="utf-8") as file:
        file.write("# TYPE workspace_group:sessions_live:sum gauge\n")
        for group, name in sorted(names.items()):
            quoted = name.replace("\\", "\\\\").replace('"', '\\"')
            labels = f'{{job="workspace",project="demo",server_group="{quoted}",server_group_id="{group}"}}'
            for at in range(now - WEEK - 24 * 3600, now - 3600, 300):
                file.write(f"workspace_group:sessions_live:sum{labels} {at // 3600 % 24} {at}\n")
        file.write("# EOF\n")
    subprocess.run([PROMTOOL, "tsdb", "create-blocks-from", "openmetrics", "--max-block-duration=240h", path,
                    os.path.join(folder, "data")], check=True, capture_output=True)
    os.remove(path)


@contextlib.contextmanager
def fleet():
    """(Prometheus, names of the groups, when) after SECONDS of scrapes, a restart of the exporter, and faults of the API. Prometheus
    does nothing else any more then, so that queries can be measured."""
    settings = {"sessions": 12000, "server_groups": 200, "users": 3000, "history_hours": 20, "share_active": 0.3,
                "share_disconnected": 0.1, "share_appc_init": 0.03, "share_init_fail": 0.15, "churn": "auto", "churn_per_second": 40}
    more = {"min_interval": "1s", "scrape_timeout_offset": "1s", "api_quota": "20000/1m", "retries": 5}
    with contextlib.ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory())
        simulator = stack.enter_context(Simulator(**settings))
        names = {session["group_id"]: session["group_name"] for session in simulator.sessions()}
        write_last_week(folder, names)
        first = stack.enter_context(Exporter(simulator, **more))
        prometheus = stack.enter_context(Prometheus(folder, text=CONFIG % {
            "rules": quick_rules(folder), "target": first.address}))
        whole = lambda: prometheus.query("huaweicloud_workspace_up == 1") or None
        wait_until(whole, 60, "a whole collection")
        simulator.fault(kind="status", status=500, shape="a", every=20)
        time.sleep(SECONDS / 3)
        assert first.stop() == 0
        second = stack.enter_context(Exporter(simulator, web_listen_address=first.address, **more))
        assert second.address == first.address
        simulator.mend()
        time.sleep(2 * SECONDS / 3)
        # When the last scrape was good: one that fails, on a busy machine, leaves nothing for a moment.
        now = wait_until(lambda: prometheus.query("max(timestamp(huaweicloud_workspace_users))") or None)[frozenset()]
        prometheus.configure("{}")
        yield prometheus, names, now
