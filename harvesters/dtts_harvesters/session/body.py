"""The body of an answer, whole or not at all, and never more than was allowed."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

from urllib3.response import BaseHTTPResponse

from dtts_harvesters.session.errors import FetchError

_PIECE = 64 * 1024
_PACKED = {"gzip", "x-gzip", "deflate"}


def read_body(response: BaseHTTPResponse, most: int) -> bytes:
    """The bytes, unpacked. FetchError `too-large` beyond `most`, `encoding-unknown` for a packing that is
    not gzip or deflate (one layer of it), `cut-short` when the packed stream does not end."""
    announced = response.headers.get("Content-Length", "")
    if announced.isdecimal() and int(announced) > most:
        raise FetchError("too-large", most=most)
    packing = response.headers.get("Content-Encoding", "identity").strip().lower()
    pieces = _pieces(response)
    if packing in _PACKED:
        pieces = _unpacked(pieces)
    elif packing not in ("", "identity"):
        raise FetchError("encoding-unknown", encoding=packing[:40])
    return _bounded(pieces, most)


def _pieces(response: BaseHTTPResponse) -> Iterator[bytes]:
    while piece := response.read1(_PIECE, decode_content=False):
        yield piece


def _bounded(pieces: Iterator[bytes], most: int) -> bytes:
    content = bytearray()
    for piece in pieces:
        content += piece
        if len(content) > most:
            raise FetchError("too-large", most=most)
    return bytes(content)


def _unpacked(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """At most `_PIECE` bytes at a time, so that a bomb is seen before it has gone off."""
    stream = zlib.decompressobj(wbits=zlib.MAX_WBITS | 32)
    try:
        for packed in pieces:
            waiting = packed
            while waiting:
                if stream.eof:
                    stream = zlib.decompressobj(wbits=zlib.MAX_WBITS | 32)
                yield stream.decompress(waiting, _PIECE)
                waiting = stream.unused_data if stream.eof else stream.unconsumed_tail
    except zlib.error:
        raise FetchError("cut-short", again=True) from None
    if not stream.eof:
        raise FetchError("cut-short", again=True)
