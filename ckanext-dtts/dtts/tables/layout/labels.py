"""The labels of a header by column, and whether a sheet still has those that a mapping was made for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NoReturn

from dtts.report import Address, column_letters
from dtts.tables.header import label_key, stacks
from dtts.tables.layout.columns import cell_position
from dtts.tables.layout.mapping import SheetMapping
from dtts.tables.layout.marks import NO_MARKS, Marks
from dtts.tables.refuse import refuse

_COMPARED = 80
_MOVED = 12
"""A header may stand so many rows higher or lower than when it was confirmed: titles above come and go."""


def labels_of(
    head: Sequence[Sequence[str]], header: tuple[int, int], marks: Marks = NO_MARKS
) -> dict[int, str]:
    """By column (from 1), all that the header's rows say of it from the top, as `label_key` has it."""
    first, last = header
    rows = head[first - 1 : last]
    width = max((len(row) for row in rows), default=0)
    stacked = stacks(rows, width, marks.spans(first, last))
    keys = {column: label_key(" ".join(dict.fromkeys(labels))) for column, labels in enumerate(stacked, 1)}
    return {column: key for column, key in keys.items() if key}


def moved_by(head: Sequence[Sequence[str]], mapping: SheetMapping, name: str | None, marks: Marks) -> int:
    """How many rows lower the mapping's header stands in this sheet. Refuses a sheet that has other labels:
    what a person confirmed was said of another layout."""
    rows = rows_moved(head, mapping, marks)
    if rows is None:
        _refuse(labels_of(head, mapping.header, marks), mapping.labels, name, mapping.header[1])
    for cell, text in mapping.expects.items():
        _expect(head, cell, text, rows, name)
    return rows


def _expect(head: Sequence[Sequence[str]], cell: str, text: str, rows: int, name: str | None) -> None:
    """Refuses a sheet in which a cell that gave a constant says something else now."""
    row, column = cell_position(cell)
    cells = head[row + rows - 1] if 1 <= row + rows <= len(head) else ()
    now = cells[column - 1] if column <= len(cells) else ""
    if label_key(now)[:_COMPARED] != label_key(text)[:_COMPARED]:
        refuse("cell-changed", Address(name, row + rows, column), before=text, now=now or "…")


def rows_moved(head: Sequence[Sequence[str]], mapping: SheetMapping, marks: Marks = NO_MARKS) -> int | None:
    """How many rows lower a sheet has the mapping's labels; None when it does not have them."""
    first, last = mapping.header
    for offset in sorted(range(-_MOVED, _MOVED + 1), key=abs):
        moved = (first + offset, last + offset)
        if moved[0] >= 1 and moved[1] <= len(head) and _has(head, moved, mapping, marks):
            return offset
    return None if mapping.labels else 0


def _has(head: Sequence[Sequence[str]], header: tuple[int, int], mapping: SheetMapping, marks: Marks) -> bool:
    return bool(mapping.labels) and labels_of(head, header, marks) == dict(mapping.labels)


def _refuse(found: Mapping[int, str], expected: Mapping[int, str], name: str | None, row: int) -> NoReturn:
    columns = sorted({*found, *expected})
    other = next(column for column in columns if found.get(column) != expected.get(column))
    before, now = expected.get(other, "…"), found.get(other, "…")
    refuse("layout-changed", Address(name, row, other), column=column_letters(other), before=before, now=now)
