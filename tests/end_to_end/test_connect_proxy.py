"""The proxy that the other tests trust."""
import base64
import contextlib
import socket
import threading
import unittest

from connect_proxy import ConnectProxy
from programs import wait_until


@contextlib.contextmanager
def echo_server():
    """HOST:PORT of a server that sends back what it gets."""
    def serve():
        with contextlib.suppress(OSError):
            while True:
                connection, _ = listener.accept()
                threading.Thread(target=echo, args=(connection,), daemon=True).start()

    def echo(connection):
        with connection, contextlib.suppress(OSError):
            while data := connection.recv(4096):
                connection.sendall(data)

    with socket.create_server(("127.0.0.1", 0)) as listener:
        threading.Thread(target=serve, daemon=True).start()
        yield "127.0.0.1:%d" % listener.getsockname()[1]
        listener.shutdown(socket.SHUT_RDWR)


class Client:
    """Asks the proxy for a tunnel; `status`: what it got."""

    def __init__(self, proxy, target, method="CONNECT", credentials=None, early=b"early"):
        host, _, port = proxy.address.rpartition(":")
        self.socket = socket.create_connection((host, int(port)), timeout=10)
        header = f"Proxy-Authorization: Basic {base64.b64encode(credentials.encode()).decode()}\r\n" if credentials else ""
        # The tunnel's first bytes may come with the head.
        self.send(f"{method} {target} HTTP/1.1\r\nHost: {target}\r\n{header}\r\n".encode() + early)
        self.file = self.socket.makefile("rb")
        self.status = int(self.file.readline().split()[1])
        while self.file.readline().strip():
            pass

    def send(self, data):
        self.socket.sendall(data)

    def receive(self, size):
        return self.file.read(size)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.file.close()
        self.socket.close()


class Proxy(unittest.TestCase):
    def test_a_tunnel_carries_bytes_both_ways_until_one_side_ends(self):
        with echo_server() as server, ConnectProxy() as proxy, Client(proxy, server) as client:
            self.assertEqual((client.status, client.receive(5)), (200, b"early"))
            client.send(b"x" * 300000)
            self.assertEqual(client.receive(300000), b"x" * 300000)
            self.assertEqual((proxy.connects, proxy.tunnels), ([server], [server]))
            client.socket.shutdown(socket.SHUT_WR)
            self.assertEqual(client.receive(1), b"")

    def test_who_may_not_or_cannot_be_connected_is_told(self):
        with echo_server() as server, ConnectProxy("user", "p@ss") as proxy:
            for target, credentials, status in ((server, None, 407), (server, "user:other", 407), (server, "user:p@ss", 200),
                                                ("127.0.0.1:1", "user:p@ss", 502)):
                with Client(proxy, target, credentials=credentials, early=b"") as client:
                    self.assertEqual(client.status, status)
            proxy.refuse = 403
            with Client(proxy, server, credentials="user:p@ss", early=b"") as client:
                self.assertEqual(client.status, 403)
            with Client(proxy, server, method="GET", early=b"") as client:
                self.assertEqual(client.status, 405)
            self.assertEqual((len(proxy.connects), proxy.tunnels), (5, [server]))

    def test_it_knows_names_that_nobody_else_knows(self):
        with echo_server() as server:
            port = server.rpartition(":")[2]
            with ConnectProxy(hosts={"cloud.example": "127.0.0.1"}) as proxy, Client(proxy, f"cloud.example:{port}") as client:
                self.assertEqual((client.receive(5), proxy.tunnels), (b"early", [f"cloud.example:{port}"]))

    def test_it_holds_what_clients_send_until_it_is_released(self):
        with echo_server() as server, ConnectProxy() as proxy, Client(proxy, server) as one, Client(proxy, server) as two:
            for client in (one, two):
                self.assertEqual(client.receive(5), b"early")
            proxy.hold(after=1)
            one.send(b"a")
            self.assertEqual(one.receive(1), b"a")
            for client in (one, two):
                client.send(b"b")
            wait_until(lambda: proxy.held == 2, what="both held")
            proxy.release()
            for client in (one, two):
                self.assertEqual(client.receive(1), b"b")
            wait_until(lambda: proxy.held == 0, what="none held")

    def test_a_cut_and_its_end_close_the_tunnels_even_those_that_are_held(self):
        with echo_server() as server:
            with ConnectProxy() as proxy, Client(proxy, server) as one:
                self.assertEqual(one.receive(5), b"early")
                proxy.cut()
                self.assertEqual(one.receive(1), b"")
                with Client(proxy, server) as two:
                    self.assertEqual(two.receive(5), b"early")
                    proxy.hold()
                    two.send(b"a")
                    wait_until(lambda: proxy.held == 1, what="held")
                    proxy.__exit__()
                    self.assertEqual(two.receive(1).strip(b"a"), b"")


if __name__ == "__main__":
    unittest.main()
