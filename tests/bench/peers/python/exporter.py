#!/usr/bin/env python3
"""What a user would write in Python: the sessions gauge, read whole at each scrape, with the standard library alone.

It reads every page once, eight at a time over connections that are kept, and counts each id once. It does not notice
rows that move from page to page while it reads."""
import argparse
import collections
import concurrent.futures
import datetime
import http.client
import http.server
import json
import threading
import urllib.parse

LIMIT = 100
WORKERS = 8
LIVE = "Active,Disconnected,AppcInit"
NO_FAILURE = ("", "WKS.00000000", "success")
LABELS = ("session_state", "server_group", "server_group_id", "client_type", "failed_code")


class Client:
    """A connection for each thread and host, opened again where the other side has closed it in between."""

    def __init__(self):
        self.local = threading.local()

    def request(self, base, method, path, body=None, headers=None):
        connections = self.local.__dict__
        for last_try in (False, True):
            if base not in connections:
                url = urllib.parse.urlsplit(base)
                kind = http.client.HTTPSConnection if url.scheme == "https" else http.client.HTTPConnection
                connections[base] = kind(url.netloc, timeout=10)
            try:
                connections[base].request(method, path, body, headers or {})
                answer = connections[base].getresponse()
                return answer, answer.read()
            except (http.client.HTTPException, OSError):
                connections.pop(base).close()
                if last_try:
                    raise


class Workspace:
    def __init__(self, options):
        self.options = options
        self.client = Client()
        self.pool = concurrent.futures.ThreadPoolExecutor(WORKERS)
        self.token = None

    def sign_in(self):
        with open(self.options.iam_password_file, encoding="utf-8") as file:
            password = file.read().strip()
        user = {"name": self.options.iam_user, "password": password, "domain": {"name": self.options.iam_domain}}
        body = {"auth": {"identity": {"methods": ["password"], "password": {"user": user}},
                         "scope": {"project": {"id": self.options.project_id}}}}
        answer, data = self.client.request(self.options.iam_endpoint, "POST", "/v3/auth/tokens?nocatalog=true",
                                           json.dumps(body), {"Content-Type": "application/json;charset=utf8"})
        if answer.status != 201:
            raise RuntimeError(f"signing in: {answer.status} {data[:200]!r}")
        self.token = answer.getheader("X-Subject-Token")

    def page(self, query, offset):
        """(count, [(id, labels)]): only what is counted is kept of a row."""
        path = f"/v1/{self.options.project_id}/session/list-sessions?" + urllib.parse.urlencode(
            {**query, "limit": LIMIT, "offset": offset})
        answer, data = self.client.request(self.options.endpoint, "GET", path, headers={"X-Auth-Token": self.token})
        if answer.status == 401:
            self.token = None
        if answer.status != 200:
            raise RuntimeError(f"listing: {answer.status} {data[:200]!r}")
        page = json.loads(data)
        return page["count"], [(row["id"], labels_of(row)) for row in page["items"]]

    def listing(self, now, hours, **query):
        """All pages: as many as the first one's count says."""
        query["query_begin_time"] = timestamp(now - datetime.timedelta(hours=hours))
        query["query_end_time"] = timestamp(now)
        count, rows = self.page(query, 0)
        yield from rows
        for _, rows in self.pool.map(lambda offset: self.page(query, offset), range(LIMIT, count, LIMIT)):
            yield from rows

    def sessions(self):
        if self.token is None:
            self.sign_in()
        now = datetime.datetime.now(datetime.timezone.utc)
        sessions = dict(self.listing(now, 7 * 24, session_state=LIVE))
        sessions.update(self.listing(now, 24))
        return sessions


def timestamp(time):
    return time.strftime("%Y-%m-%dT%H:%M:%S.") + f"{time.microsecond // 1000:03d}Z"


def labels_of(row):
    code = row.get("failed_code") or ""
    return (row.get("session_state") or "", row.get("app_server_group_name") or "", row.get("app_server_group_id") or "",
            row.get("client_type") or "", "" if code in NO_FAILURE else code)


def exposition(sessions):
    lines = ["# HELP huaweicloud_workspace_sessions Sessions: live ones of seven days, ended and failed ones of a day.",
             "# TYPE huaweicloud_workspace_sessions gauge"]
    for values, count in collections.Counter(sessions.values()).items():
        labels = ",".join(f'{name}="{escape(value)}"' for name, value in zip(LABELS, values))
        lines.append(f"huaweicloud_workspace_sessions{{{labels}}} {count}")
    return "\n".join(lines) + "\n"


def escape(value):
    return value.replace("\\", "\\\\").replace("\n", "\\n").replace('"', '\\"')


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        if self.path.partition("?")[0] != "/metrics":
            return self.send_error(404)
        try:
            body = exposition(self.server.workspace.sessions()).encode()
        except (OSError, RuntimeError, ValueError, KeyError, http.client.HTTPException) as error:
            return self.send_error(500, explain=str(error))
        self.send_response(200)
        self.send_header("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("endpoint", "iam_endpoint", "project_id", "iam_domain", "iam_user", "iam_password_file"):
        parser.add_argument("--" + name, required=True)
    parser.add_argument("--web_listen_address", default="127.0.0.1:10110")
    options = parser.parse_args()
    host, _, port = options.web_listen_address.rpartition(":")
    server = http.server.ThreadingHTTPServer((host, int(port)), Handler)
    server.workspace = Workspace(options)
    print("listening address=%s:%d" % server.server_address, flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main()
