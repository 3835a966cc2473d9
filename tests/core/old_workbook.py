"""Writes an .xls (BIFF8 in an OLE container) by hand: no library that is at hand writes one."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

_SECTOR, _FREE, _END, _FAT = 512, 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_PLAIN, _DAY = 0, 1
# Streams below this size would lie in a container of their own.
_SMALLEST_STREAM = 4096


@dataclass(frozen=True)
class Day:
    """A serial number that is formatted as a day."""

    serial: float


@dataclass(frozen=True)
class Error:
    """An error of a formula by Excel's number for it: 42 is `#N/A`, 23 `#REF!`."""

    code: int


Cell = str | float | bool | Day | Error | None


def write_old_workbook(
    path: Path,
    sheets: dict[str, Sequence[Sequence[Cell]]],
    *,
    from_1904: bool = False,
    storages: Sequence[str] = (),
) -> Path:
    """An .xls with these rows in these sheets, and empty storages of these names beside them."""
    bodies = [_sheet(rows) for rows in sheets.values()]
    start = len(_globals(dict.fromkeys(sheets, 0), from_1904))
    starts, at = {}, start
    for name, body in zip(sheets, bodies, strict=True):
        starts[name], at = at, at + len(body)
    path.write_bytes(_container(_globals(starts, from_1904) + b"".join(bodies), storages))
    return path


def _record(number: int, content: bytes = b"") -> bytes:
    return struct.pack("<HH", number, len(content)) + content


def _text(text: str, length: str) -> bytes:
    return struct.pack(length, len(text)) + b"\x01" + text.encode("utf-16-le")


def _globals(starts: dict[str, int], from_1904: bool) -> bytes:
    formats = [struct.pack("<HHHBBHHHHHH", 0, number, *(0,) * 9)[:20] for number in (0, 14)]
    sheets = [
        _record(0x85, struct.pack("<IBB", start, 0, 0) + _text(name, "<B")) for name, start in starts.items()
    ]
    return b"".join(
        [
            _record(0x809, struct.pack("<HHHHII", 0x600, 5, 0, 1997, 0, 0)),
            _record(0x22, struct.pack("<H", from_1904)),
            *(_record(0xE0, content.ljust(20, b"\0")) for content in formats),
            *sheets,
            _record(0x0A),
        ]
    )


def _sheet(rows: Sequence[Sequence[Cell]]) -> bytes:
    cells = [
        _cell(row_number, column, cell)
        for row_number, row in enumerate(rows)
        for column, cell in enumerate(row)
        if cell is not None
    ]
    return b"".join([_record(0x809, struct.pack("<HHHHII", 0x600, 16, 0, 1997, 0, 0)), *cells, _record(0x0A)])


def _cell(row: int, column: int, cell: Cell) -> bytes:
    place = struct.pack("<HHH", row, column, _DAY if isinstance(cell, Day) else _PLAIN)
    if isinstance(cell, str):
        return _record(0x204, place + _text(cell, "<H"))
    if isinstance(cell, bool):
        return _record(0x205, place + bytes([cell, 0]))
    if isinstance(cell, Error):
        return _record(0x205, place + bytes([cell.code, 1]))
    return _record(0x203, place + struct.pack("<d", cell.serial if isinstance(cell, Day) else cell))


def _container(stream: bytes, storages: Sequence[str]) -> bytes:
    stream = stream.ljust(-(-max(len(stream), _SMALLEST_STREAM) // _SECTOR) * _SECTOR, b"\0")
    sectors = len(stream) // _SECTOR
    directory = [_entry("Root Entry", 5, _END, 0, child=1), _entry("Workbook", 2, 0, len(stream))]
    directory += [_entry(name, 1, _END, 0) for name in storages]
    # The stream comes first, then the directory, then the table that chains the sectors, itself in sectors.
    tables = -(-(sectors + 2) // (_SECTOR // 4 - 1))
    chain = [*range(1, sectors), _END, _END, *[_FAT] * tables]
    fat = struct.pack(f"<{len(chain)}I", *chain).ljust(tables * _SECTOR, b"\xff")
    return _header(sectors, tables) + stream + b"".join(directory).ljust(_SECTOR, b"\0") + fat


def _header(sectors: int, tables: int) -> bytes:
    numbers = struct.pack(
        "<HHHHH6xIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, tables, sectors, 0, _SMALLEST_STREAM, _END, 0, _END, 0
    )
    places = [*range(sectors + 1, sectors + 1 + tables), *[_FREE] * 109][:109]
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + numbers + struct.pack("<109I", *places)


def _entry(name: str, kind: int, start: int, size: int, child: int = _FREE) -> bytes:
    label = (name + "\0").encode("utf-16-le")
    links = struct.pack("<III", _FREE, _FREE, child)
    return (
        label.ljust(64, b"\0")
        + struct.pack("<HBB", len(label), kind, 1)
        + links
        + bytes(36)
        + struct.pack("<IQ", start, size)
    )
