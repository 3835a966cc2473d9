"""Reasons for sending a table back, by cell, as the boxes of the form give them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from ckanext.dtts.errors import RefusedError

MOST = 200
LONGEST = 500
_CELL = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")


class Reason(NamedTuple):
    """One cell and what is wrong with it; `sheet` is empty for a file without sheets."""

    sheet: str
    cell: str
    message: str


class Line(NamedTuple):
    """One line of the form as it was typed: `cells` may be `C3`, `C3, C7` or `C3:C9`."""

    sheet: str
    cells: str
    message: str


def lines(sheets: Sequence[str], cells: Sequence[str], messages: Sequence[str]) -> list[Line]:
    """The lines of the form in which anything was typed."""
    typed = (Line(*(part.strip() for part in parts)) for parts in zip(sheets, cells, messages, strict=False))
    return [line for line in typed if line.cells or line.message]


def read(typed: Sequence[Line]) -> list[Reason]:
    """One reason a cell. RefusedError for what names no cell, a cell without a reason, and too many."""
    reasons = [Reason(line.sheet, cell, line.message[:LONGEST]) for line in typed for cell in _cells(line)]
    if len(reasons) > MOST:
        raise _refused(
            f"Bạn nêu {len(reasons)} ô; một lần trả lại nêu nhiều nhất {MOST} ô. Hãy viết lý do chung.",
            f"You name {len(reasons)} cells; at most {MOST} can be named. Write one reason for all.",
        )
    return reasons


def to_dicts(reasons: Sequence[Reason]) -> list[dict[str, str]]:
    """As the action takes them."""
    return [reason._asdict() for reason in reasons]


def from_details(details: Mapping[str, object] | None) -> list[Reason]:
    """The reasons that an event carries."""
    cells = (details or {}).get("cells")
    if not isinstance(cells, list):
        return []
    return [Reason(*(str(each.get(name) or "") for name in Reason._fields)) for each in cells]


def _cells(line: Line) -> Iterator[str]:
    if not line.message:
        raise _refused(
            f"Ô {line.cells}: hãy viết cần sửa gì.", f"Cell {line.cells}: say what has to be corrected."
        )
    for part in filter(None, re.split(r"[,;\s]+", line.cells.upper())):
        first, colon, last = part.partition(":")
        yield from _span(first, last) if colon else [_cell(part)]
    if not line.cells:
        yield ""


def _cell(text: str) -> str:
    if not _CELL.fullmatch(text):
        raise _refused(
            f"“{text}” không phải địa chỉ ô. Hãy viết như C7, hoặc C7:C12 cho các ô liền nhau của một cột.",
            f"“{text}” is no address of a cell. Write it as C7, or C7:C12 for cells below each other.",
        )
    return text


def _span(first: str, last: str) -> Iterator[str]:
    """`C7:C12` as its cells; only down one column, since a reason belongs to one."""
    start, end = _CELL.fullmatch(first), _CELL.fullmatch(last)
    if not start or not end or start[1] != end[1] or not 0 <= int(end[2]) - int(start[2]) < MOST:
        raise _refused(
            f"“{first}:{last}” không phải các ô liền nhau trong một cột, nhiều nhất {MOST} ô.",
            f"“{first}:{last}” are no cells below each other in one column, {MOST} at most.",
        )
    return (f"{start[1]}{row}" for row in range(int(start[2]), int(end[2]) + 1))


def _refused(vi: str, en: str) -> RefusedError:
    return RefusedError("cells", "unreadable-cells", vi, en)
