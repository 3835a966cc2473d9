"""A body that is packed while it comes."""

from __future__ import annotations

import zlib

import brotli
import pytest

from ckanext.dtts.web.compression import stream, whole

PARTS = [b"A,B\n1,2\n", *(b"3,4\n" * 1000 for _ in range(3))]
UNPACKED = pytest.mark.parametrize(
    ("encoding", "unpack"),
    [
        ("br", lambda data: brotli.Decompressor().process(data)),
        ("gzip", lambda data: zlib.decompressobj(31).decompress(data)),
    ],
)


@UNPACKED
@pytest.mark.parametrize("times", [1, 10, 100])
def test_a_body_of_any_length_is_packed_whole(encoding, unpack, times: int) -> None:
    body = b"".join(b"%d,Qu\xe1\xba\xa3ng Ng\xc3\xa3i\n" % number for number in range(1000)) * times
    packed = whole(body, encoding, for_ever=False)
    assert unpack(packed) == body
    assert len(packed) < len(body) / 4


@UNPACKED
def test_the_first_part_of_a_stream_goes_out_at_once_and_nothing_is_lost(encoding, unpack) -> None:
    packed = list(stream(iter(PARTS), encoding))
    assert unpack(packed[0]) == PARTS[0]
    assert unpack(b"".join(packed)) == b"".join(PARTS)
