"""Merged cells and what is hidden in a sheet of an .xlsx, from its XML: reading it as a whole by openpyxl
takes minutes for a sheet of 100,000 rows."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

from dtts.report import column_number
from dtts.tables.layout.marks import NO_MARKS, Area, Marks
from dtts.tables.limits import MIB

_HIDDEN = rb"""(?=[^>]*\bhidden=["'](?:1|true)["'])"""
_ROW = re.compile(rb"<(?:\w+:)?row\s" + _HIDDEN + rb"""[^>]*?\br=["'](\d+)["']""")
_COLUMN = re.compile(rb"<(?:\w+:)?col\s" + _HIDDEN + rb"([^>]*)>")
_REACH = re.compile(rb"""\b(min|max)=["'](\d+)["']""")
_MERGE = re.compile(rb"""<(?:\w+:)?mergeCell\s[^>]*?\bref=["']([A-Z]+)(\d+):([A-Z]+)(\d+)["']""")
_MOST_COLUMNS = 16_384


def read_marks(path: Path, part: str) -> Marks:
    """What the sheet in `part` of the workbook shows beside its values; nothing when the file is damaged."""
    rows, columns, merges = list[int](), list[int](), list[Area]()
    try:
        with zipfile.ZipFile(path) as archive:
            for piece in _pieces(archive, part):
                if b"hidden=" in piece:
                    rows += [int(row) for row in _ROW.findall(piece)]
                    columns += [number for found in _COLUMN.findall(piece) for number in _reach(found)]
                if b"mergeCell" in piece:
                    merges += [_area(*found) for found in _MERGE.findall(piece)]
    except (zipfile.BadZipFile, KeyError, OSError, EOFError):
        return NO_MARKS
    return Marks(tuple(merges), tuple(rows), tuple(columns))


def _pieces(archive: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    """The part in pieces that end where a tag begins."""
    with archive.open(part) as file:
        rest = b""
        while chunk := file.read(MIB):
            rest += chunk
            end = rest.rfind(b"<")
            yield rest[:end]
            rest = rest[end:]
        yield rest


def _reach(attributes: bytes) -> range:
    reach = {name: int(number) for name, number in _REACH.findall(attributes)}
    first = reach.get(b"min", 1)
    return range(first, min(reach.get(b"max", first), _MOST_COLUMNS) + 1)


def _area(left: bytes, top: bytes, right: bytes, bottom: bytes) -> Area:
    return int(top), column_number(left.decode()), int(bottom), column_number(right.decode())
