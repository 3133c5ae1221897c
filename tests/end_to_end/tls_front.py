"""A TLS server in front of the simulator whose trouble a test may choose while everything behind it goes on."""
import contextlib
import os
import select
import socket
import ssl
import subprocess
import threading


class TlsFront:
    """Serves https://localhost:PORT while its `with` block lasts.

    `mode` is good; expired, other_host or unknown_ca: what is wrong with the certificate; no_tls: speaks none; close: ends
    the connection instead of a handshake; stall: says nothing; refuse: does not listen."""

    def __init__(self, folder, upstream):
        self.ca_file = os.path.join(folder, "ca.pem")
        self._upstream = upstream
        self._contexts = _contexts(folder)
        self._lock = threading.Lock()
        self._open = set()
        self._mode, self._listener = "good", _listen(0)
        self.base = "https://localhost:%d" % self._listener.getsockname()[1]

    def __enter__(self):
        self._serve()
        return self

    def __exit__(self, *_):
        self.set_mode("refuse")

    def set_mode(self, mode):
        """Ends the connections that there are."""
        port = int(self.base.rpartition(":")[2])
        with self._lock:
            self._mode = mode
            opened, self._open = self._open, set()
            listener = self._listener
            if mode == "refuse":
                self._listener = None
        for end in opened:
            _end(end)
            end.close()
        if mode == "refuse" and listener:
            _end(listener)
            listener.close()
            self._acceptor.join()
        elif mode != "refuse" and listener is None:
            self._listener = _listen(port)
            self._serve()

    def _serve(self):
        self._acceptor = threading.Thread(target=self._accept, args=(self._listener,), daemon=True)
        self._acceptor.start()

    def _accept(self, listener):
        with contextlib.suppress(OSError):
            while True:
                client, _ = listener.accept()
                with self._lock:
                    handle, mode = client.dup(), self._mode
                    self._open.add(handle)
                threading.Thread(target=self._handle, args=(client, handle, mode), daemon=True).start()

    def _handle(self, client, handle, mode):
        """`handle` is what the connection is ended by, whoever holds the other one."""
        with client, contextlib.suppress(OSError):
            if mode == "stall":
                while client.recv(4096):
                    pass
            elif mode == "no_tls":
                client.sendall(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")
                client.recv(4096)
            elif mode != "close":
                self._relay(self._contexts[mode].wrap_socket(client, server_side=True))
        with self._lock:
            self._open.discard(handle)
        _end(handle)
        handle.close()

    def _relay(self, client):
        with client, socket.create_connection(self._upstream) as server:
            while True:
                for source in [client] if client.pending() else select.select([client, server], [], [])[0]:
                    if not (data := source.recv(65536)):
                        return
                    (server if source is client else client).sendall(data)


def _listen(port):
    return socket.create_server(("127.0.0.1", port), backlog=64)


def _end(end):
    with contextlib.suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)


def _openssl(folder, *arguments):
    subprocess.run(["openssl", *arguments], cwd=folder, check=True, capture_output=True)


def _sign(folder, name, host, authority, days):
    """NAME.pem and NAME.key, signed by AUTHORITY.pem."""
    _openssl(folder, "req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj", f"/CN={host}",
             "-keyout", f"{name}.key", "-out", f"{name}.csr")
    with open(os.path.join(folder, f"{name}.ext"), "w", encoding="utf-8") as file:
        file.write(f"subjectAltName=DNS:{host}\n")
    _openssl(folder, "x509", "-req", "-in", f"{name}.csr", "-CA", f"{authority}.pem", "-CAkey", f"{authority}.key",
             "-set_serial", "7", "-days", str(days), "-extfile", f"{name}.ext", "-out", f"{name}.pem")


def _contexts(folder):
    """By mode. The certificates are made anew each time, since good ones do not last."""
    for authority in ("ca", "nobody"):
        _openssl(folder, "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
                 "-subj", f"/CN={authority}", "-keyout", f"{authority}.key", "-out", f"{authority}.pem")
    contexts = {}
    for mode, host, authority, days in (("good", "localhost", "ca", 2), ("expired", "localhost", "ca", -1),
                                        ("other_host", "example.com", "ca", 2), ("unknown_ca", "localhost", "nobody", 2)):
        _sign(folder, mode, host, authority, days)
        contexts[mode] = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        contexts[mode].load_cert_chain(os.path.join(folder, f"{mode}.pem"), os.path.join(folder, f"{mode}.key"))
    return contexts
