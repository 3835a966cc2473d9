"""A sheet's XML, scanned as bytes before a parser opens it: how far it reaches, and what a parser of
values does not tell: errors, and formulas whose result was not stored."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import zip_longest

from dtts.report import column_number
from dtts.tables.grid import Damaged
from dtts.tables.limits import COLUMNS, MIB, SHEET_CELLS
from dtts.tables.reach import refuse_reach
from dtts.tables.table import Kind

# A cell that is not closed at once: one that is holds a format and no value.
_FILLED = re.compile(rb"""<(?:\w+:)?c\s[^>]*?\br\s*=\s*["']([A-Z]{1,3})(\d{1,7})["'][^>]*(?<!/)>""")
_TOKEN = re.compile(rb"<(?:\w+:)?(row|c)(\s[^>]*?)?(/?)>")
_ROW = re.compile(rb"<(?:\w+:)?row((?:\s[^>]*)?)>")
_REFERENCE = re.compile(rb"""\br\s*=\s*["']([A-Z]{0,3})(\d{1,7})["']""")
_ERROR_TYPE = re.compile(rb"""\bt\s*=\s*["']e["']""")
_TEXT_TYPE = re.compile(rb"""\bt\s*=\s*["']str["']""")
# Any text between quotes that could be a cell's reference, by what the quotes are.
_LETTERS = {quotes: re.compile(quotes + rb"([A-Z]{1,3})\d") for quotes in (b'"', b"[\"']")}
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")
# A formula with its result, as nearly all are.
_COMPUTED = re.compile(rb"<f(?:\s[^>]*)?(?:/>|>[^<]*</f>)<v>[^<]")
_VALUE = re.compile(rb"<(?:\w+:)?v(?:\s[^>]*)?>([^<]*)</")
_ROW_DIGITS = 7
_PIECE = 4 * MIB
_ROW_ENDS = (b"</row>", b":row>")


@dataclass
class SheetScan:
    """`rows` and `columns` that the filled cells span at most, from A1; `damaged` by row, then column."""

    rows: int = 0
    columns: int = 0
    damaged: dict[int, dict[int, Damaged]] = field(default_factory=dict)

    @property
    def is_in_bounds(self) -> bool:
        """Whether a table may reach so far."""
        return self.columns <= COLUMNS and self.rows * self.columns <= SHEET_CELLS


def scan_sheet(archive: zipfile.ZipFile, path: str, name: str) -> SheetScan:
    """Scans one sheet; refuses one that reaches further than a table may."""
    scan, position = SheetScan(), _Position()
    for rows in _pieces(archive, path):
        _bound(scan, rows)
        if _may_be_damaged(rows):
            _find_damage(scan, rows, position)
        else:
            position.skip(rows)
    if not scan.is_in_bounds:
        _reach(scan, _pieces(archive, path))
        refuse_reach(scan.rows, scan.columns, name)
    return scan


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
        while chunk := part.read(_PIECE):
            rest += chunk
            end = max(rest.rfind(row_end) + len(row_end) for row_end in _ROW_ENDS)
            if end >= len(_ROW_ENDS[0]):
                yield rest[:end]
                rest = rest[end:]
        yield rest


def _bound(scan: SheetScan, rows: bytes) -> None:
    """How far the cells can reach at most, filled or not: four times as fast as looking at each of them."""
    quotes = b"[\"']" if b"'" in rows else b'"'
    letters = set(_LETTERS[quotes].findall(rows))
    scan.columns = max(scan.columns, *(column_number(column.decode()) for column in letters), 1)
    # Only a row of so many digits can be too far down.
    digits = min(len(str(SHEET_CELLS // scan.columns)), _ROW_DIGITS)
    far = set(re.findall(quotes + rb"[A-Z]{1,3}(\d{%d,7})" % digits, rows))
    scan.rows = max(scan.rows, 10 ** (digits - 1) - 1, *map(int, far))


def _reach(scan: SheetScan, pieces: Iterable[bytes]) -> None:
    """How far the filled cells reach, exactly: a sheet may be formatted to its end."""
    scan.rows = scan.columns = 0
    for rows in pieces:
        for column, row in set(_FILLED.findall(rows)):
            scan.columns = max(scan.columns, column_number(column.decode()))
            scan.rows = max(scan.rows, int(row))


def _may_be_damaged(rows: bytes) -> bool:
    """Whether a piece has to be looked at cell by cell."""
    if b'"e"' in rows or b"'e'" in rows or b":f" in rows:
        return True
    return b"<f" in rows and len(_FORMULA.findall(rows)) != len(_COMPUTED.findall(rows))


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
