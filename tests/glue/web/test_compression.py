"""A body that is packed while it comes."""

from __future__ import annotations

import zlib

import brotli
import pytest

from ckanext.dtts.web.compression import stream

PARTS = [b"A,B\n1,2\n", *(b"3,4\n" * 1000 for _ in range(3))]


@pytest.mark.parametrize(
    ("encoding", "unpack"),
    [
        ("br", lambda data: brotli.Decompressor().process(data)),
        ("gzip", lambda data: zlib.decompressobj(31).decompress(data)),
    ],
)
def test_the_first_part_of_a_stream_goes_out_at_once_and_nothing_is_lost(encoding, unpack) -> None:
    packed = list(stream(iter(PARTS), encoding))
    assert unpack(packed[0]) == PARTS[0]
    assert unpack(b"".join(packed)) == b"".join(PARTS)
