"""Stands between a scraper and an exporter, hands everything on as it is, and keeps each page that was served."""
import contextlib
import gzip
import http.client
import http.server
import threading

from page import Page


class Recorder:
    """pages: of each scrape that was answered, in order, {(name, labels): value}; types and requests likewise."""

    def __init__(self, target):
        self.pages, self.types, self.requests = [], [], []
        recorder = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                with contextlib.closing(http.client.HTTPConnection(target, timeout=60)) as connection:
                    connection.request("GET", self.path, headers=dict(self.headers))
                    answer = connection.getresponse()
                    body = answer.read()
                recorder.keep(dict(self.headers), answer, body)
                self.send_response_only(answer.status)
                for name, value in answer.getheaders():
                    if name.lower() not in ("connection", "content-length", "transfer-encoding"):
                        self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                # A scraper may end in the middle of its last scrape. Any other that it did not get whole, it did not store.
                with contextlib.suppress(ConnectionError):
                    self.end_headers()
                    self.wfile.write(body)

            def log_message(self, *_):
                pass

        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def keep(self, headers, answer, body):
        assert answer.status == 200, (answer.status, body[:500])
        if answer.getheader("Content-Encoding") == "gzip":
            body = gzip.decompress(body)
        self.requests.append(headers)
        self.types.append(answer.getheader("Content-Type").partition(";")[0])
        self.pages.append({(name, labels): value for name, series in Page(body).samples.items()
                           for labels, value in series.items()})

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._server.shutdown()
        self._server.server_close()
