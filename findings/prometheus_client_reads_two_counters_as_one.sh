#!/usr/bin/env bash
# prometheus-client 0.26.0 for Python, text_string_to_metric_families: a counter of the text format 0.0.4 without _total at its
# end, such as hits, gets it from the parser: the sample is hits_total, a name that the page does not hold. A page with the
# counters hits and hits_total, two series for Prometheus, is read as one series with two values, without an error. A test that
# looks a sample up by the name of the page finds nothing.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder"
"$folder/bin/pip" install --quiet --disable-pip-version-check prometheus-client==0.26.0
cat >"$folder/read.py" <<'PY'
from prometheus_client.parser import text_string_to_metric_families

PAGE = """\
# TYPE hits counter
hits 5
# TYPE hits_total counter
hits_total 6
# TYPE depth gauge
depth 7
"""
families = list(text_string_to_metric_families(PAGE))
samples = [(sample.name, sample.value) for family in families for sample in family.samples]
print("families:", [family.name for family in families])
print("samples: ", samples)
if samples != [("hits_total", 5.0), ("hits_total", 6.0), ("depth", 7.0)]:
    raise SystemExit("CHANGED")
PY
"$folder/bin/python3" "$folder/read.py"
