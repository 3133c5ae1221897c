"""Clients that mean harm: ADDRESS SECONDS KIND=NUMBER..., all at once, each opened again when it is closed."""
import asyncio
import contextlib
import os
import random
import sys
import time

# What a connection may take before its client gives it up.
PATIENCE = 20


async def read_all(reader, limit=1 << 30):
    """How much came until the end, or until the limit."""
    size = 0
    while size < limit and (data := await reader.read(65536)):
        size += len(data)
    return size


async def dripping(reader, writer):
    """A head that never ends, a byte now and then."""
    writer.write(b"GET /metrics HTTP/1.1\r\nHost: h\r\nX-Drip: ")
    closed = asyncio.ensure_future(read_all(reader))
    try:
        while not closed.done():
            await asyncio.wait([closed], timeout=random.uniform(0.2, 1))
            writer.write(b"x")
        closed.result()
    finally:
        closed.cancel()


async def idle(reader, _writer):
    """Not a byte."""
    await read_all(reader)


async def half_open(reader, writer):
    """Half of a request; then silence, or the end of the client's side."""
    writer.write(b"GET /metrics HTT")
    if random.random() < 0.5:
        writer.write_eof()
    await read_all(reader)


GARBAGE = (
    lambda: random.randbytes(2000),
    lambda: b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + random.randbytes(500),  # TLS
    lambda: b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    lambda: b"\r\n" * 9000,
    lambda: b"\0" * 20000,
    lambda: b"GET / HTTP/1.1\r\nHost: h\r\nContent-Length: -1\r\n\r\n",
    lambda: b"POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n",
    lambda: b"GET /%ff%00/../../etc HTTP/1.1\r\nHost: \xff\r\n\r\n",
)


async def garbage(reader, writer):
    writer.write(random.choice(GARBAGE)())
    writer.write_eof()
    await read_all(reader)


async def pipelined(reader, writer):
    """Many requests without waiting; half of the clients do not read an answer either."""
    for _ in range(40):
        writer.write(b"GET /-/healthy HTTP/1.1\r\nHost: h\r\n\r\nGET /metrics?collect=exporter HTTP/1.1\r\nHost: h\r\n\r\nHEAD / HTTP/1.1\r\nHost: h\r\n\r\n")
    if random.random() < 0.5:
        await asyncio.sleep(2)
    else:
        await read_all(reader, limit=100_000)


async def huge_headers(reader, writer):
    writer.write(random.choice((b"GET / HTTP/1.1\r\nHost: h\r\nX: " + b"x" * 1_000_000,
                                b"GET / HTTP/1.1\r\nHost: h\r\n" + b"X: y\r\n" * 2000 + b"\r\n",
                                b"GET /" + b"x" * 100_000 + b" HTTP/1.1\r\n\r\n")))
    await read_all(reader)


async def ranges(reader, writer):
    """What makes a server that serves ranges answer the page 1,500 times over."""
    writer.write(b"GET /metrics HTTP/1.1\r\nHost: h\r\nConnection: close\r\nRange: bytes=" + b",".join([b"0-"] * 1500) + b"\r\n\r\n")
    size = await read_all(reader)
    assert size < 20_000_000, size
    await asyncio.sleep(0.2)


KINDS = {attack.__name__: attack for attack in (dripping, idle, half_open, garbage, pipelined, huge_headers, ranges)}


async def repeat(address, attack, end, counts):
    host, _, port = address.rpartition(":")
    while (left := end - time.monotonic()) > 0:
        writer = None
        with contextlib.suppress(OSError, asyncio.TimeoutError):
            reader, writer = await asyncio.wait_for(asyncio.open_connection(host, int(port)), min(left, PATIENCE))
            counts[attack.__name__] = counts.get(attack.__name__, 0) + 1
            await asyncio.wait_for(attack(reader, writer), min(left, PATIENCE))
        if writer is not None:
            writer.transport.abort()
        await asyncio.sleep(random.uniform(0.05, 0.15))


async def main(address, seconds, *wanted):
    counts, end = {}, time.monotonic() + float(seconds)
    clients = [repeat(address, KINDS[kind], end, counts)
               for kind, number in (one.split("=") for one in wanted) for _ in range(int(number))]
    await asyncio.gather(*clients)
    print(", ".join(f"{number} {kind}" for kind, number in counts.items()))


if __name__ == "__main__":
    # In the field they have processors of their own.
    os.nice(10)
    asyncio.run(main(*sys.argv[1:]))
