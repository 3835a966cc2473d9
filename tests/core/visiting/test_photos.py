"""Photos lose what cameras write beside them, and nothing but a picture gets through."""

from __future__ import annotations

import struct
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dtts.visiting import PhotoError, cleaned

WHERE = b"Exif\0\0GPSLatitude 21.2738 SerialNumber 12345"


def segment(marker: int, body: bytes) -> bytes:
    return bytes((0xFF, marker)) + struct.pack(">H", len(body) + 2) + body


def jpeg(*beside: bytes, scan: bytes = b"\x12\xff\x00\x34\xff\xd0\x56", end: bytes = b"\xff\xd9") -> bytes:
    """A JPEG of 2 by 2 pixels as its segments are laid out; `beside` stands before the picture."""
    frame = segment(0xC0, b"\x08\x00\x02\x00\x02\x01\x01\x11\x00")
    tables = segment(0xDB, bytes(65)) + segment(0xC4, bytes(20))
    return (
        b"\xff\xd8"
        + b"".join(beside)
        + tables
        + frame
        + segment(0xDA, b"\x01\x01\x00\x00\x3f\x00")
        + scan
        + end
    )


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png(*beside: bytes, size: tuple[int, int] = (1, 1)) -> bytes:
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", *size, 8, 0, 0, 0, 0))
    picture = chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(beside) + picture


@pytest.mark.parametrize("marker", [0xE0, 0xE1, 0xE2, 0xED, 0xFE])
def test_what_a_camera_writes_beside_a_jpeg_is_gone(marker: int) -> None:
    media_type, content = cleaned(jpeg(segment(marker, WHERE)))
    assert media_type == "image/jpeg"
    assert b"GPS" not in content
    assert content == jpeg()


@pytest.mark.parametrize("kind", [b"eXIf", b"tEXt", b"iTXt", b"tIME"])
def test_what_a_camera_writes_beside_a_png_is_gone(kind: bytes) -> None:
    assert cleaned(png(chunk(kind, WHERE))) == ("image/png", png())


@pytest.mark.parametrize("made", [jpeg, png])
def test_what_stands_behind_the_end_of_a_picture_is_gone(made: object) -> None:
    whole = jpeg() if made is jpeg else png()
    assert cleaned(whole + b"<script>alert(1)</script>PK\x03\x04")[1] == whole


def test_several_scans_of_one_picture_stay() -> None:
    more = (
        b"\xff\xc4" + struct.pack(">H", 22) + bytes(20) + segment(0xDA, b"\x01\x01\x00\x01\x3f\x00") + b"\x77"
    )
    assert cleaned(jpeg(end=more + b"\xff\xd9"))[1] == jpeg(end=more + b"\xff\xd9")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"GIF89a",
        b"%PDF-1.7",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"RIFF\0\0\0\0WEBP",
        b"\xff\xd8\xff\xd9",
        jpeg(end=b""),
        jpeg()[:30],
        png()[:-14],
        png(size=(200_000, 1)),
        b"\x89PNG\r\n\x1a\n" + chunk(b"IEND", b""),
    ],
    ids=range(11),
)
def test_what_is_no_whole_picture_is_refused(data: bytes) -> None:
    with pytest.raises(PhotoError):
        cleaned(data)


@given(
    st.binary(max_size=200),
    st.sampled_from([b"", b"\xff\xd8", jpeg()[:25], b"\x89PNG\r\n\x1a\n", png()[:40]]),
)
def test_any_bytes_are_a_picture_or_refused(data: bytes, before: bytes) -> None:
    try:
        _, content = cleaned(before + data)
    except PhotoError:
        return
    assert cleaned(content)[1] == content
