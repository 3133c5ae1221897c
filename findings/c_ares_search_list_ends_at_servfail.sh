#!/usr/bin/env bash
# c-ares 1.34.9, as pycares 5.2.1 for Python brings it: with a search list, a short name goes on to the next domain after
# NXDOMAIN or an empty answer, but SERVFAIL or REFUSED for one domain ends the look-up, though the next domain has the name. So
# one broken zone early in the list, as a pod's resolv.conf has several, takes every short name down.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder"
"$folder/bin/pip" install --quiet --disable-pip-version-check pycares==5.2.1
cat >"$folder/look.py" <<'PY'
import select
import socket
import threading
import time

import pycares

NAMES = {0: "an empty answer", 2: "SERVFAIL", 3: "NXDOMAIN", 5: "REFUSED"}


def serve(sock, asked, code):
    """Knows api.second.example and answers to every other name with the code."""
    while True:
        query, peer = sock.recvfrom(4096)
        labels, at = [], 12
        while query[at]:
            labels.append(query[at + 1 : at + 1 + query[at]].decode())
            at += 1 + query[at]
        asked.append(".".join(labels))
        found = asked[-1] == "api.second.example"
        flags = 0x8180 if found else 0x8180 | code
        answer = query[:2] + flags.to_bytes(2, "big") + bytes([0, 1, 0, found, 0, 0, 0, 0]) + query[12 : at + 5]
        if found:
            answer += bytes([0xC0, 12, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, 192, 0, 2, 7])
        sock.sendto(answer, peer)


def look(port):
    got, reads = [], set()
    channel = pycares.Channel(
        servers=[f"127.0.0.1:{port}"],
        domains=["first.example", "second.example"],
        ndots=1,
        lookups="b",
        sock_state_cb=lambda fd, readable, writable: (reads.add if readable else reads.discard)(fd),
    )
    channel.getaddrinfo("api", None, family=socket.AF_INET, callback=lambda answer, error: got.append((answer, error)))
    while not got:
        for fd in select.select(list(reads), [], [], 0.1)[0] or [pycares.ARES_SOCKET_BAD]:
            channel.process_fd(fd, pycares.ARES_SOCKET_BAD)
    answer, error = got[0]
    channel.close()
    return answer.nodes[0].addr[0].decode() if answer else pycares.errno.strerror(error)


def run(code):
    sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    sock.bind(("127.0.0.1", 0))
    asked = []
    threading.Thread(target=serve, args=(sock, asked, code), daemon=True).start()
    # A process's first look-up can fail before a packet is sent.
    for _ in range(20):
        found = look(sock.getsockname()[1])
        if asked:
            break
        time.sleep(0.1)
    print(f"{NAMES[code]} for the first domain: asked {', '.join(dict.fromkeys(asked))}; {found}")
    return found


if not all((run(code) == "192.0.2.7") == (code in (0, 3)) for code in NAMES):
    raise SystemExit("CHANGED")
PY
"$folder/bin/python3" "$folder/look.py"
