"""The body of a request as blocks, as far as it comes: a line that breaks ends it early."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from werkzeug.exceptions import ClientDisconnected

READ_BYTES = 1 << 16
BLOCK_BYTES = 1 << 20


class Body(Protocol):
    """What a request's body is read from."""

    def read(self, size: int, /) -> bytes:
        """At most `size` bytes; empty at the end."""


class Pieces:
    """Blocks of at most 1 MiB; `broke` says afterwards whether the line broke before the body's end."""

    def __init__(self, body: Body) -> None:
        self._body = body
        self.broke = False

    def __iter__(self) -> Iterator[bytes]:
        """Every byte that came, also the last ones before the line broke."""
        block = bytearray()
        while piece := self._read():
            block += piece
            if len(block) >= BLOCK_BYTES:
                yield bytes(block)
                block.clear()
        if block:
            yield bytes(block)

    def _read(self) -> bytes:
        try:
            return self._body.read(READ_BYTES)
        except (ClientDisconnected, OSError):
            self.broke = True
            return b""
