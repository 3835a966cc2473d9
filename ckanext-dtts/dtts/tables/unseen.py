"""What people do not see when they look at a sheet: hidden rows and columns, and rows that hold nothing."""

from __future__ import annotations

from collections.abc import Iterator

from dtts.report import FAULTS_KEPT, Address, FaultGroup, describe
from dtts.tables.sheet import Sheet

_EMPTY_ROWS = 1000
"""So many empty rows below the data are worth a word."""


def unseen_groups(sheet: Sheet, rows: tuple[int, int, int], width: int) -> Iterator[FaultGroup]:
    """Hidden rows and columns of the table, which are read like any other, and where its data end when the
    sheet goes on much further. `rows` are its header, the last row with data and the last of the sheet."""
    header, last, end = rows
    hidden = [row for row in sheet.marks.hidden_rows if header < row <= last]
    columns = [column for column in sheet.marks.hidden_columns if column <= width]
    yield from _group("hidden-row", [Address(sheet.name, row) for row in hidden])
    yield from _group("hidden-column", [Address(sheet.name, None, column) for column in columns])
    if last and end - last >= _EMPTY_ROWS:
        words = {"last": last, "found": end}
        fault = describe("empty-below", Address(sheet.name, last + 1), words=words)
        yield FaultGroup("empty-below", None, 1, (fault,), words)


def _group(rule: str, places: list[Address]) -> Iterator[FaultGroup]:
    if places:
        faults = tuple(describe(rule, place) for place in places[:FAULTS_KEPT])
        yield FaultGroup(rule, None, len(places), faults)
