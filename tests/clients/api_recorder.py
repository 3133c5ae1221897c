"""Stands between an exporter and the simulator, and keeps each request as it was sent."""
import contextlib
import http.client
import http.server
import json
import re
import threading

import listing
from sdk_signer import Signed


class ApiRecorder:
    """sent: each signed request, in order. `prefix`: of the path, which the simulator does not know. secrets: of the
    permanent key and of those that were issued through this, by access key; others are to be added."""

    def __init__(self, simulator, prefix=""):
        self.sent = []
        self.secrets = {listing.KEY: listing.SECRET}
        recorder = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def answer(self):
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                # As it came: `path` lacks what the server mends.
                method, target, _ = self.requestline.split(" ")
                headers = dict(self.headers.items())
                if "Authorization" in headers:
                    signed = recorder.keep(Signed(method, target, dict(headers), body))
                    assert target.startswith(prefix), target
                    if prefix:
                        headers["Authorization"] = signed.without(prefix).recomputed()
                with contextlib.closing(http.client.HTTPConnection(simulator.address, timeout=60)) as connection:
                    connection.request(method, target.removeprefix(prefix), body=body or None, headers=headers)
                    got = connection.getresponse()
                    answered = got.read()
                recorder.learn(answered)
                self.send_response_only(got.status)
                for name, value in got.getheaders():
                    if name.lower() not in ("connection", "content-length", "transfer-encoding"):
                        self.send_header(name, value)
                self.send_header("Content-Length", str(len(answered)))
                self.end_headers()
                self.wfile.write(answered)

            do_GET = do_POST = do_PUT = answer

            def log_message(self, *_):
                pass

        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.base = f"http://127.0.0.1:{self._server.server_port}{prefix}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def keep(self, signed):
        signed.secret = self.secrets[signed.access_key]
        self.sent.append(signed)
        return signed

    def learn(self, body):
        if not re.match(rb'\s*\{\s*"credential"', body):
            return
        credential = json.loads(body)["credential"]
        self.secrets[credential["access"]] = credential["secret"]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._server.shutdown()
        self._server.server_close()
