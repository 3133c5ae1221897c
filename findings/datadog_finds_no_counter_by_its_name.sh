#!/usr/bin/env bash
# datadog-checks-base 38.7.0, OpenMetricsBaseCheckV2, the check behind Datadog's integrations: a counter is called requests_total
# on the page of the text format, yet "metrics: [requests_total]" finds nothing, and [requests] sends it as requests.count.
# "metrics: [.+]", all there is, leaves out each family of the type untyped, unknown, info or stateset. In each case the check's
# health is OK and there is no warning, so that only a missing line on a dashboard tells.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder"
"$folder/bin/pip" install --quiet --disable-pip-version-check datadog-checks-base==38.7.0 prometheus-client==0.26.0 requests==2.34.2 \
  requests-unixsocket2==1.0.1 pydantic==2.14.4 PyYAML==6.0.4 lazy-loader==0.6 cachetools==8.0.2 wrapt==2.5.2 binary==1.0.2 \
  simplejson==4.3.0 jellyfish==1.3.0 python-dateutil==2.9.0.post0
cat >"$folder/check.py" <<'PY'
import http.server
import logging
import threading

from datadog_checks.base import OpenMetricsBaseCheckV2
from datadog_checks.base.stubs import aggregator

TEXT = """\
# TYPE requests_total counter
requests_total 5
# TYPE depth gauge
depth 7
# TYPE level untyped
level 3
"""
OPENMETRICS = """\
# TYPE requests counter
requests_total 5
# TYPE depth gauge
depth 7
# TYPE level unknown
level 3
# TYPE build info
build_info{version="1"} 1
# TYPE mode stateset
mode{mode="on"} 1
mode{mode="off"} 0
# EOF
"""
PAGES = {
    "/text": ("text/plain; version=0.0.4; charset=utf-8", TEXT),
    "/openmetrics": ("application/openmetrics-text; version=1.0.0; charset=utf-8", OPENMETRICS),
}


class Target(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        kind, page = PAGES[self.path]
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.end_headers()
        self.wfile.write(page.encode())

    def log_message(self, *_):
        pass


class Check(OpenMetricsBaseCheckV2):
    __NAMESPACE__ = "app"


class Words(logging.Handler):
    def __init__(self):
        super().__init__(logging.WARNING)
        self.lines = []

    def emit(self, record):
        self.lines.append(record.getMessage())


server = http.server.HTTPServer(("127.0.0.1", 0), Target)
threading.Thread(target=server.serve_forever, daemon=True).start()
words = Words()
logging.getLogger().addHandler(words)


def run(path, metrics):
    aggregator.reset()
    address = f"http://127.0.0.1:{server.server_port}{path}"
    check = Check("app", {}, [{"openmetrics_endpoint": address, "metrics": metrics}])
    problem = check.run()
    names = sorted(aggregator.metric_names)
    health = [each.status for each in aggregator.service_checks("app.openmetrics.health")]
    print(f"{path} {metrics}: {names}, health {health}, problems {[problem] * bool(problem) + words.lines}")
    return names if health == [0] and not problem and not words.lines else None


seen = [run("/text", ["requests_total"]), run("/text", ["requests"]), run("/text", [".+"]), run("/openmetrics", [".+"])]
if seen != [[], ["app.requests.count"], ["app.depth", "app.requests.count"], ["app.depth", "app.requests.count"]]:
    raise SystemExit("CHANGED")
PY
"$folder/bin/python3" "$folder/check.py"
