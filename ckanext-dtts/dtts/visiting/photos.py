"""Photos without what cameras write beside them: where, when and by which device they were taken.

JPEG (ITU-T T.81) and PNG (ISO/IEC 15948) are walked segment by segment, and only what the picture itself
needs is written again; whatever is no such file does not get through, nor what stands behind its end.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import Final

JPEG: Final = "image/jpeg"
PNG: Final = "image/png"
WIDEST = 12_000
_PNG_HEAD = b"\x89PNG\r\n\x1a\n"
_PNG_KEPT = (b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND", b"gAMA", b"sRGB")
_SOF = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_TABLES = frozenset({0xC4, 0xDB, 0xDD, 0xEE})
"""DHT, DQT, DRI, and the APP14 that says how colours are coded; every other APPn and comments are dropped."""
_SOS, _EOI, _RST = 0xDA, 0xD9, frozenset(range(0xD0, 0xD8))


class PhotoError(ValueError):
    """Bytes that are no whole JPEG or PNG picture of a bearable size."""


def cleaned(data: bytes) -> tuple[str, bytes]:
    """Media type and bytes of the picture alone; PhotoError for anything else."""
    try:
        if data.startswith(b"\xff\xd8"):
            return JPEG, b"\xff\xd8" + b"".join(_jpeg(data)) + b"\xff\xd9"
        if data.startswith(_PNG_HEAD):
            return PNG, _PNG_HEAD + b"".join(_png(data))
    except (IndexError, struct.error) as short:
        raise PhotoError("the picture is cut off") from short
    raise PhotoError("neither JPEG nor PNG")


def _jpeg(data: bytes) -> Iterator[bytes]:
    """The segments of the picture between SOI and EOI, each scan with its coded data."""
    at, framed, scanned = 2, False, False
    while True:
        if data[at] != 0xFF:
            raise PhotoError("no marker where one has to be")
        marker = data[at + 1]
        if marker == 0xFF:
            at += 1
            continue
        if marker == _EOI:
            break
        (length,) = struct.unpack_from(">H", data, at + 2)
        end = at + 2 + length
        segment = data[at:end]
        if length < 2 or len(segment) != length + 2:
            raise PhotoError("the picture is cut off")
        if marker in _SOF:
            framed = _bearable(*struct.unpack_from(">HH", segment, 5))
        if marker == _SOS:
            scanned, end = True, _end_of_scan(data, end)
            yield data[at:end]
        elif marker in _SOF or marker in _TABLES:
            yield segment
        at = end
    if not (framed and scanned):
        raise PhotoError("there is no picture in it")


def _end_of_scan(data: bytes, at: int) -> int:
    """Where the coded data of a scan end: before the next marker that is no restart."""
    while True:
        at = data.find(b"\xff", at)
        if at < 0:
            raise PhotoError("the picture is cut off")
        if data[at + 1] != 0 and data[at + 1] not in _RST:
            return at
        at += 2


def _png(data: bytes) -> Iterator[bytes]:
    """The chunks that the picture needs, in their order, up to its end."""
    at = len(_PNG_HEAD)
    kinds: list[bytes] = []
    while not kinds or kinds[-1] != b"IEND":
        (length,) = struct.unpack_from(">I", data, at)
        kind, end = data[at + 4 : at + 8], at + 12 + length
        if len(data) < end:
            raise PhotoError("the picture is cut off")
        if kind == b"IHDR":
            _bearable(*struct.unpack_from(">II", data, at + 8))
        if kind in _PNG_KEPT:
            yield data[at:end]
        kinds.append(kind)
        at = end
    if kinds[0] != b"IHDR" or b"IDAT" not in kinds:
        raise PhotoError("there is no picture in it")


def _bearable(height: int, width: int) -> bool:
    if not (0 < height <= WIDEST and 0 < width <= WIDEST):
        raise PhotoError(f"a picture of {width} by {height}")
    return True
