#!/usr/bin/env bash
# Huawei Cloud's SDK for Python 3.1.219: a field of the type datetime is a str as long as python-dateutil is not installed (only an
# ImportWarning, which Python hides, says so), and a datetime once some other package has brought it.
# The SDK does not name dateutil among what it needs, so a program that sorts or subtracts times works or not by its neighbours.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder"
pip() { "$folder/bin/pip" install --quiet --disable-pip-version-check "$@"; }
cat >"$folder/read.py" <<'END'
import json

from huaweicloudsdkcore.auth.credentials import BasicCredentials
from huaweicloudsdkworkspaceapp.v1 import ListSessionsResponse, WorkspaceAppClient

client = WorkspaceAppClient.new_builder().with_credentials(BasicCredentials("ak", "sk", "project")) \
    .with_endpoint("http://127.0.0.1:1").build()


class Answer:
    content = text = json.dumps({"count": 1, "items": [{"id": "a", "start_time": "2024-03-13 03:12:47"}]})
    status_code, headers = 200, {"Content-Type": "application/json"}

    def json(self):
        return json.loads(self.content)


page = client.deserialize(Answer(), ListSessionsResponse, None)
print(type(page.items[0].start_time).__name__)
END
pip huaweicloudsdkworkspaceapp==3.1.219 huaweicloudsdkcore==3.1.219
without=$("$folder/bin/python3" "$folder/read.py")
pip python-dateutil==2.9.0.post0
with=$("$folder/bin/python3" "$folder/read.py")
echo "start_time without dateutil: $without; with it: $with"
[[ $without == str && $with == datetime ]] || { echo CHANGED; exit 1; }
