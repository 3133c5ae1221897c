"""An HTTP proxy that does CONNECT and nothing else, to put between the exporter and the simulator."""
import base64
import contextlib
import hmac
import socket
import socketserver
import threading


class ConnectProxy:
    """Serves on a free port while its `with` block lasts; every tunnel ends with it.

    connects: HOST:PORT of each CONNECT that came, let through or not; tunnels: of those let through.
    refuse: a status, such as 403 or 502, that every CONNECT gets from now on; None lets them through.
    With a user, a CONNECT without these Basic credentials gets 407. `hosts`: names that nobody else knows, and their addresses."""

    def __init__(self, user=None, password="", refuse=None, hosts=None):
        self.connects, self.tunnels, self.refuse = [], [], refuse
        self._credentials = None if user is None else base64.b64encode(f"{user}:{password}".encode()).decode()
        self._hosts = hosts or {}
        self._lock = threading.Lock()
        self._gate = _Gate()
        self._sockets = set()
        self._server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Handler)
        self._server.daemon_threads, self._server.block_on_close = True, False
        self._server.proxy = self
        self.address = "%s:%d" % self._server.server_address

    def __enter__(self):
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        return self

    def __exit__(self, *_):
        self._server.shutdown()
        self._server.server_close()
        self.release()
        self.cut()

    def cut(self):
        """Ends the tunnels that there are."""
        with self._lock:
            for end in self._sockets:
                with contextlib.suppress(OSError):
                    end.shutdown(socket.SHUT_RDWR)

    def hold(self, after=0):
        """Lets so many more pieces of what clients send pass, and holds all others. A piece is what was read at once: over a
        connection that has been used before, a request."""
        self._gate.shut(after)

    def release(self):
        self._gate.open()

    @property
    def held(self):
        """How many tunnels have a piece held."""
        return self._gate.waiting

    def pass_gate(self):
        self._gate.pass_through()

    def address_of(self, host):
        return self._hosts.get(host, host)

    def admits(self, headers):
        if self._credentials is None:
            return True
        scheme, _, sent = headers.get("proxy-authorization", "").partition(" ")
        return scheme.lower() == "basic" and hmac.compare_digest(sent.strip(), self._credentials)

    @contextlib.contextmanager
    def holding(self, *ends):
        with self._lock:
            self._sockets.update(ends)
        try:
            yield
        finally:
            with self._lock:
                self._sockets.difference_update(ends)


class _Gate:
    """Open, or shut after so many have passed."""

    def __init__(self):
        self.waiting = 0
        self._may_pass = None  # None: any number
        self._changed = threading.Condition()

    def shut(self, after):
        with self._changed:
            self._may_pass = after

    def open(self):
        with self._changed:
            self._may_pass = None
            self._changed.notify_all()

    def pass_through(self):
        with self._changed:
            if self._may_pass:
                self._may_pass -= 1
                return
            self.waiting += 1
            self._changed.wait_for(lambda: self._may_pass is None)
            self.waiting -= 1


class _Handler(socketserver.StreamRequestHandler):
    # What comes after the head belongs to the tunnel: it must not end up in a buffer.
    rbufsize = 0

    def handle(self):
        with contextlib.suppress(OSError, ValueError):
            method, target = self.rfile.readline(65536).decode("latin-1").split(" ")[:2]
            headers = self._headers()
            if method != "CONNECT":
                return self._answer(405, "Method Not Allowed", "Allow: CONNECT\r\n")
            self._connect(target, headers)

    def _headers(self):
        headers = {}
        while line := self.rfile.readline(65536).decode("latin-1").strip():
            name, _, value = line.partition(":")
            headers[name.lower()] = value.strip()
        return headers

    def _connect(self, target, headers):
        proxy = self.server.proxy
        proxy.connects.append(target)
        if not proxy.admits(headers):
            return self._answer(407, "Proxy Authentication Required", 'Proxy-Authenticate: Basic realm="proxy"\r\n')
        if proxy.refuse is not None:
            return self._answer(proxy.refuse, "Refused")
        host, _, port = target.rpartition(":")
        try:
            upstream = socket.create_connection((proxy.address_of(host.strip("[]")), int(port)), timeout=10)
        except OSError:
            return self._answer(502, "Bad Gateway")
        upstream.settimeout(None)
        with upstream, proxy.holding(upstream, self.connection):
            proxy.tunnels.append(target)
            self.wfile.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
            back = threading.Thread(target=_relay, args=(upstream, self.connection), daemon=True)
            back.start()
            _relay(self.connection, upstream, proxy.pass_gate)
            back.join()

    def _answer(self, status, reason, more=""):
        head = f"HTTP/1.1 {status} {reason}\r\n{more}Content-Length: 0\r\nConnection: close\r\n\r\n"
        self.wfile.write(head.encode())


def _relay(source, target, before_each=lambda: None):
    """Until the source ends, of which the target is told."""
    with contextlib.suppress(OSError):
        while data := source.recv(65536):
            before_each()
            target.sendall(data)
    with contextlib.suppress(OSError):
        target.shutdown(socket.SHUT_WR)
