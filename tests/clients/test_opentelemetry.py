"""OpenTelemetry's prometheusreceiver hands each scrape on as its page had it."""
import http.server
import json
import os
import threading
import unittest

from scraping import AsPrometheus, ByScrapeProtocols, Server, by_time, scrapes_within

NO_VALUE = 1  # the bit of a data point's flags: a stale series


def value_of(attribute):
    (value,) = attribute["value"].values()
    return value


def labels_of(point):
    return {x["key"]: value_of(x) for x in point.get("attributes", [])}


# A 0 is left out in OTLP's JSON.
def samples_of_histogram(name, labels, point):
    counts, so_far = [int(x) for x in point["bucketCounts"]], 0
    for bound, count in zip([*point["explicitBounds"], "+Inf"], counts):
        so_far += count
        yield name + "_bucket", {**labels, "le": str(bound)}, so_far
    yield name + "_count", labels, int(point.get("count", 0))
    yield name + "_sum", labels, point.get("sum", 0)


def samples_of(metric):
    """(nanoseconds, name, labels, value) of a metric of OTLP as JSON."""
    (form,) = {"gauge", "sum", "histogram"} & metric.keys()
    for point in metric[form]["dataPoints"]:
        if point.get("flags", 0) & NO_VALUE:
            continue
        labels, at = labels_of(point), int(point["timeUnixNano"])
        if form == "histogram":
            for sample in samples_of_histogram(metric["name"], labels, point):
                yield at, *sample
        else:
            yield at, metric["name"], labels, point["asDouble"] if "asDouble" in point else int(point["asInt"])


class Sink:
    """Takes OTLP as JSON over HTTP."""

    def __init__(self):
        self.samples = []
        sink = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                sink.samples += [sample for resource in body["resourceMetrics"] for scope in resource["scopeMetrics"]
                                 for metric in scope["metrics"] for sample in samples_of(metric)]
                self.send_response(200)
                self.send_header("Content-Type", "application/json")
                self.end_headers()
                self.wfile.write(b"{}")

            def log_message(self, *_):
                pass

        self._server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._server.shutdown()
        self._server.server_close()


class OpenTelemetry(ByScrapeProtocols, AsPrometheus):
    def run_with(self, config, address, recorder):
        sink, (host, _, port) = self.enterContext(Sink()), address.partition(":")
        # A reader of its own metrics, by which the test sees that it runs.
        reader = {"pull": {"exporter": {"prometheus": {"host": host, "port": int(port)}}}}
        config = self.file("otel.yml", json.dumps({
            "receivers": {"prometheus": {"config": config}},
            "exporters": {"otlp_http": {"endpoint": sink.url, "encoding": "json", "compression": "none",
                                        "sending_queue": {"enabled": False}, "retry_on_failure": {"enabled": False}}},
            "service": {"telemetry": {"logs": {"level": "warn"}, "metrics": {"readers": [reader]}},
                        "pipelines": {"metrics": {"receivers": ["prometheus"], "exporters": ["otlp_http"]}}}}))
        with Server([os.environ["OTEL_COLLECTOR"], f"--config={config}"], address, "/metrics") as collector:
            scrapes = scrapes_within(lambda: by_time(list(sink.samples)), recorder)
            self.assertEqual(collector.err(), "")
        return scrapes


if __name__ == "__main__":
    unittest.main()
