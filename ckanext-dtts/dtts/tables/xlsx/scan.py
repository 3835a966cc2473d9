"""A sheet's XML, scanned as bytes before a parser opens it: how far it reaches, and what a parser of
values does not tell: errors, and formulas whose result was not stored."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import zip_longest

from dtts.tables.grid import Damaged
from dtts.tables.limits import MIB
from dtts.tables.reach import refuse_reach
from dtts.tables.table import Kind

# A cell that is not closed at once: one that is holds a format and no value.
_FILLED = re.compile(rb"""<(?:\w+:)?c\s[^>]*?\br=["']([A-Z]{1,3})(\d{1,7})["'][^>]*(?<!/)>""")
_TOKEN = re.compile(rb"<(?:\w+:)?(row|c)(\s[^>]*?)?(/?)>")
_ROW = re.compile(rb"<(?:\w+:)?row((?:\s[^>]*)?)>")
_REFERENCE = re.compile(rb"""\br=["']([A-Z]{0,3})(\d{1,7})["']""")
_ERROR_TYPE = re.compile(rb"""\bt=["']e["']""")
_TEXT_TYPE = re.compile(rb"""\bt=["']str["']""")
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")
_VALUE = re.compile(rb"<(?:\w+:)?v(?:\s[^>]*)?>([^<]*)</")
_ROW_ENDS = (b"</row>", b":row>")


@dataclass
class SheetScan:
    """`rows` and `columns` that the filled cells span, from A1; `damaged` by row, then column, from 1."""

    rows: int = 0
    columns: int = 0
    damaged: dict[int, dict[int, Damaged]] = field(default_factory=dict)


def scan_sheet(archive: zipfile.ZipFile, path: str, name: str) -> SheetScan:
    """Scans one sheet; refuses one that reaches further than a table may."""
    scan, position = SheetScan(), _Position()
    for rows in _pieces(archive, path):
        _reach(scan, rows)
        if b"<f" in rows or b":f" in rows or _ERROR_TYPE.search(rows):
            _find_damage(scan, rows, position)
        else:
            position.skip(rows)
    refuse_reach(scan.rows, scan.columns, name)
    return scan


def column_number(letters: str) -> int:
    """`A` is 1, `AA` is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


@dataclass
class _Position:
    """Where the scan stands; a row or a cell that does not say where it is comes after the one before."""

    row: int = 0
    column: int = 0

    def enter(self, token: bytes, attributes: bytes) -> None:
        reference = _REFERENCE.search(attributes)
        letters, digits = reference.groups() if reference else (b"", b"")
        if token == b"row":
            self.row, self.column = int(digits) if digits else self.row + 1, 0
        else:
            self.column = column_number(letters.decode()) if letters else self.column + 1

    def skip(self, rows: bytes) -> None:
        """Passes over rows in which nothing is wrong: the last one says where it is, or all are counted."""
        start = rows.rfind(b"<", 0, max(rows.rfind(b"<row "), rows.rfind(b":row ")) + 1)
        last = _ROW.match(rows, max(start, 0))
        if last and _REFERENCE.search(last[1]):
            self.enter(b"row", last[1])
            return
        for token in _ROW.finditer(rows):
            self.enter(b"row", token[1])


def _pieces(archive: zipfile.ZipFile, path: str) -> Iterator[bytes]:
    """The part in pieces that end between two rows."""
    with archive.open(path) as part:
        rest = b""
        while chunk := part.read(4 * MIB):
            rest += chunk
            end = max(rest.rfind(row_end) + len(row_end) for row_end in _ROW_ENDS)
            if end >= len(_ROW_ENDS[0]):
                yield rest[:end]
                rest = rest[end:]
        yield rest


def _reach(scan: SheetScan, rows: bytes) -> None:
    filled = _FILLED.findall(rows)
    if filled:
        letters = {column for column, _ in filled}
        scan.columns = max(scan.columns, *(column_number(column.decode()) for column in letters))
        scan.rows = max(scan.rows, max(int(row) for row in {row for _, row in filled}))


def _find_damage(scan: SheetScan, rows: bytes, position: _Position) -> None:
    tokens = list(_TOKEN.finditer(rows))
    # What follows the rows may hold formulas too, of lists and of colours, and no cell.
    for token, following in zip_longest(tokens, tokens[1:]):
        position.enter(token[1], token[2] or b"")
        if token[1] == b"row" or token[3]:
            continue
        inside = rows[token.end() : following.start() if following else len(rows)]
        damage = _damage(token[2] or b"", inside)
        if damage:
            scan.damaged.setdefault(position.row, {})[position.column] = damage


def _damage(attributes: bytes, inside: bytes) -> Damaged | None:
    value = _VALUE.search(inside)
    if _ERROR_TYPE.search(attributes):
        return Damaged(Kind.ERROR, value[1].decode("utf-8", "backslashreplace") if value else "#")
    # A formula may well give an empty text; then the cell says that it holds text.
    if _FORMULA.search(inside) and not (value and value[1]) and not _TEXT_TYPE.search(attributes):
        return Damaged(Kind.UNCOMPUTED, "=")
    return None
