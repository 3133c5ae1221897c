"""A release's port as a client with a certificate of its own finds it, which does not pass the API server's proxy."""
import contextlib
import http.client
import socket
import subprocess

from programs import request


@contextlib.contextmanager
def forwarded(pod, port=10110):
    """HOST:PORT that leads there. For one connection: kubectl ends with one that fails."""
    command = ["kubectl", "port-forward", "--namespace", pod["metadata"]["namespace"], f"pod/{pod['metadata']['name']}", f":{port}"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        try:
            # Forwarding from 127.0.0.1:LOCAL -> PORT
            local = process.stdout.readline().split()[2]
            yield f"localhost:{local.rpartition(':')[2]}"
        finally:
            process.terminate()


def status(release, tls, headers=None):
    """Of an answer; None where the connection is refused."""
    with forwarded(release.pod()) as address:
        try:
            return request(address, "/metrics", headers=headers, tls=tls).status
        except (OSError, http.client.HTTPException):
            return None


def certificate_shown(release, tls):
    with forwarded(release.pod()) as address:
        host, _, port = address.partition(":")
        with socket.create_connection((host, int(port)), timeout=10) as plain:
            with tls.wrap_socket(plain, server_hostname=host) as secured:
                return secured.getpeercert(binary_form=True)
