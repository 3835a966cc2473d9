"""The icon as PNG, drawn from the squares of assets/icon.svg: systems that install pages want it so."""

from __future__ import annotations

import struct
import zlib
from functools import cache

SIZES = (192, 512)
APPLE = 180
"""What iOS asks for, which reads no manifest for it."""
_COLOURS = ("1f3a6e", "b3261e", "faf8f4", "e0a526")
_REACH = (14, 8, 4)
"""How far the corners of the three diamonds lie from the middle of a square of 32, as in the SVG."""
_HALF = 16


@cache
def png(size: int) -> bytes:
    """A PNG of `size` × `size` pixels, 8 bits a pixel with a palette (ISO/IEC 15948, colour type 3).

    The mark reaches 14 of 16 from the middle, inside of the safe circle of a maskable icon where it counts.
    """
    rows = b"".join(b"\0" + _row(y, size) for y in range(size))
    head = struct.pack(">IIBBBBB", size, size, 8, 3, 0, 0, 0)
    palette = bytes.fromhex("".join(_COLOURS))
    chunks = ((b"IHDR", head), (b"PLTE", palette), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in chunks)


def _row(y: int, size: int) -> bytes:
    """The colours of a row of pixels: how many diamonds the middle of each pixel lies in."""
    unit = 2 * _HALF / size
    down = abs((y + 0.5) * unit - _HALF)
    across = (abs((x + 0.5) * unit - _HALF) for x in range(size))
    return bytes(sum(each + down <= reach for reach in _REACH) for each in across)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
