"""How many cells a workbook holds, told without parsing it."""

from __future__ import annotations

import zipfile
from pathlib import Path

from dtts.tables.limits import MIB

_SHEETS = "xl/worksheets/"
_MARKS = (b"<c ", b":c ")
_OVERLAP = 2


def filled_cells(path: Path) -> int:
    """Cells of all worksheets, those with a format and no value among them, as every reader of formats
    holds them. The workbook has passed its inspection."""
    with zipfile.ZipFile(path) as archive:
        names = [name for name in archive.namelist() if name.startswith(_SHEETS) and name.endswith(".xml")]
        return sum(_cells(archive, name) for name in names)


def _cells(archive: zipfile.ZipFile, name: str) -> int:
    count, before = 0, b""
    with archive.open(name) as part:
        while chunk := part.read(4 * MIB):
            piece = before + chunk
            count += sum(piece.count(mark) for mark in _MARKS)
            before = piece[-_OVERLAP:]
    return count
