"""Scrapers by name, some of whom go before they have their answer, and what they see."""
import contextlib
import http.client
import socket
import struct
import time

from page import Page

CODE_FAMILIES = ("session_failures_total", "sessions_started_total", "session_connect_seconds_count")


def now_ms():
    return int(time.time() * 1000)


def put(simulator, key, count=1, state="InitFail", group="g1", code="", **more):
    """So many new sessions, a second ago."""
    now = now_ms()
    simulator.control("sessions", [
        {"id": f"{key}-{i}", "state": state, "group_id": group, "group_name": group, "client_type": "Mac", "failed_code": code,
         "start": now - 2000, "pre_conn": now - 3000, "last_update": now - 1000, **more} for i in range(count)])


def scrape_as(exporter, agent, path="/metrics", tls=None, **headers):
    answer = exporter.get(path, headers={"User-Agent": agent, **headers}, tls=tls)
    assert answer.status == 200, answer.status
    return Page(answer.body)


def failures(page, code):
    return page.value("session_failures_total", failed_code=code)


def cut(exporter, agent, read=0, wait=0.0, tls=None, resets=False):
    """A scrape whose client goes after so many bytes of the answer, for which it waits so long at most."""
    host, _, port = exporter.address.rpartition(":")
    with contextlib.ExitStack() as stack:
        client = stack.enter_context(socket.create_connection((host, int(port)), timeout=30))
        if tls:
            client = stack.enter_context(tls.wrap_socket(client, server_hostname=host))
        client.sendall(f"GET /metrics HTTP/1.1\r\nHost: x\r\nUser-Agent: {agent}\r\n\r\n".encode())
        if read:
            assert len(client.recv(read)) > 0
        time.sleep(wait)
        if resets:
            client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


@contextlib.contextmanager
def kept(exporter, agent="Prometheus"):
    """What gets the body of a path, all by one connection."""
    with contextlib.closing(http.client.HTTPConnection(exporter.address, timeout=30)) as connection:
        def get(path):
            connection.request("GET", path, headers={"User-Agent": agent})
            answer = connection.getresponse()
            assert answer.status == 200 and not answer.will_close, answer.status
            return answer.read()
        yield get


class Watcher:
    """One of a pair: the values of every series that it was given, in order."""

    def __init__(self, exporter, agent):
        self.exporter, self.agent, self.seen = exporter, agent, {}

    def scrape(self):
        page = scrape_as(self.exporter, self.agent)
        for family in CODE_FAMILIES:
            for labels, value in page.series(family).items():
                self.seen.setdefault((family, labels), []).append(value)
        return page

    def not_from_zero(self):
        return {key: values for key, values in self.seen.items() if values[0] != 0}

    def increase(self, family):
        return sum(values[-1] - values[0] for (name, _), values in self.seen.items() if name == family)
