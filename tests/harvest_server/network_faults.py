"""What a network and a server can do to one answer: routes by the number of the fault."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from functools import cache

from harvest_server.server import Request, Route, Server, reply

TABLE = "mã,tên\n00688,Bắc Hà\n".encode()
CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
HEAD = b"HTTP/1.1 200 OK\r\nConnection: close\r\n"


@cache
def packed_zeros() -> bytes:
    """64 MiB of zeros in 64 KiB."""
    return gzip.compress(b"0" * (64 << 20))


def fine(request: Request) -> bytes:
    """The table, whole."""
    return reply(TABLE)


def drips_headers(server: Server) -> Route:
    """F04: a header that never ends."""

    def route(request: Request) -> Iterator[bytes]:
        yield b"HTTP/1.1 200 OK\r\nX-Slow: "
        yield from server.drip(b"x")

    return route


def drips_body(server: Server) -> Route:
    """F05: a body that never ends, a byte at a time."""

    def route(request: Request) -> Iterator[bytes]:
        yield HEAD + b"\r\n"
        yield from server.drip(b"x")

    return route


def cut(request: Request) -> bytes:
    """F06: less than Content-Length says, then the line is gone."""
    return reply(TABLE)[:-5]


def cut_chunked(request: Request) -> bytes:
    """F07: the last chunk never comes."""
    return CHUNKED + b"5\r\nm\xc3\xa3,\x74\r\n"


def says_too_little(request: Request) -> bytes:
    """F08: Content-Length is less than what is sent."""
    return HEAD + f"Content-Length: {len(TABLE) - 9}\r\n\r\n".encode() + TABLE


def bomb(request: Request) -> bytes:
    """F09: 64 MiB in 64 KiB."""
    return reply(packed_zeros(), Content_Encoding="gzip")


def bomb_in_bomb(request: Request) -> bytes:
    """F09: packed twice."""
    return reply(gzip.compress(packed_zeros()), Content_Encoding="gzip, gzip")


def half_packed(request: Request) -> bytes:
    """F09's kin: packed, and the end of the packing is missing."""
    return reply(gzip.compress(TABLE)[:-8], Content_Encoding="gzip")


def around(request: Request) -> bytes:
    """F10: leads to itself."""
    return reply(status="302 Found", Location=request.path)


def after(*first: bytes) -> Route:
    """These answers, and then the table."""

    def route(request: Request) -> bytes:
        return first[request.number - 1] if request.number <= len(first) else reply(TABLE)

    return route


def always(answer: bytes) -> Route:
    """The same answer."""
    return lambda request: answer
