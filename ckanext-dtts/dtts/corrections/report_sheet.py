"""The report as a sheet: the verdict, then what repeats, each with a link to its first cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink

from dtts import formats
from dtts.corrections.look import FILLS, WORDS
from dtts.corrections.marks import COMMENTED
from dtts.corrections.values import put
from dtts.report import Pattern, Report, group_key
from dtts.report.sheet import REPORT_SHEET, REPORT_TITLE
from dtts.report.text import verdict

_FIRST = "Ô đầu tiên · First cell"
_HEADER = (
    *("Mức · Severity", _FIRST, "Số chỗ · Places", "Đã sửa · Corrected"),
    *("Kiểu lỗi", "Cách sửa", "Fault", "What to do"),
)
_WIDTHS = (18, 14, 12, 14, 52, 52, 52, 52)
_DONE = {
    "vi": "Đã sửa {cells} ô theo đề nghị được chấp nhận; giá trị cũ ghi trong chú thích của ô.",
    "en": "{cells} cells were corrected as accepted; the comment of each says what it was.",
}
_NEXT = {
    "vi": "Sửa các ô còn tô màu lỗi rồi gửi lại chính tệp này; trang báo cáo này được bỏ qua khi đọc.",
    "en": "Correct the cells still coloured as errors and send this file again; this sheet is passed over.",
}
_BOUNDED = {
    "vi": "Mỗi kiểu lỗi có chú thích ở {most} ô đầu; các ô sau chỉ tô màu.",
    "en": "The first {most} cells of each kind have a comment; those after them have the colour only.",
}
_ANEW = {
    "vi": "Tệp này chép lại giá trị của mọi ô đúng địa chỉ; định dạng của tệp gốc không giữ được.",
    "en": "Every cell has its value at its address; the formatting of the original is not kept.",
}
_TITLE, _BOLD, _LINK = Font(bold=True, size=14), Font(bold=True), Font(color="FF1A4FA3", underline="single")
_WRAPPED = Alignment(wrap_text=True, vertical="top")


def free_name(taken: Sequence[str]) -> str:
    """A name for the sheet that no other sheet has."""
    names = [REPORT_SHEET, *(f"{REPORT_SHEET} ({number})" for number in range(2, len(taken) + 3))]
    return next(name for name in names if name not in taken)


def write_report_sheet(
    sheet: Any, report: Report, data_sheet: str, corrections: Mapping[str, int], *, faithful: bool
) -> None:
    """Fills an empty sheet. `corrections` are the corrected cells by the key of their pattern, `data_sheet`
    is where the links lead, `faithful` says whether the formatting of the original was kept."""
    for number, width in enumerate(_WIDTHS, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    head = [*_head(report, sum(corrections.values()), faithful), [], _legend(), [], list(_HEADER)]
    places = _first_places(report)
    lines = [
        _line(pattern, places.get(pattern.key, ""), corrections.get(pattern.key, 0))
        for pattern in report.patterns
    ]
    rows = [_cells(sheet, number, values) for number, values in enumerate([*head, *lines], start=1)]
    for cells, pattern in zip(rows[len(head) :], report.patterns, strict=True):
        _link(cells[_HEADER.index(_FIRST)], data_sheet, places.get(pattern.key))
    for cells in rows:
        sheet.append(cells)


def _head(report: Report, cells: int, faithful: bool) -> list[list[str]]:
    lines = [REPORT_TITLE, *(verdict(report, language) for language in ("vi", "en"))]
    for text in [_DONE, _NEXT, _BOUNDED, *([] if faithful else [_ANEW])]:
        for language in ("vi", "en"):
            words = {"cells": cells, "most": COMMENTED}
            shown = {name: formats.number(count, language) for name, count in words.items()}
            lines.append(text[language].format(**shown))
    return [[line] for line in lines]


def _legend() -> list[str]:
    return [" · ".join(words.values()) for words in WORDS.values()]


def _first_places(report: Report) -> dict[str, str]:
    """The first cell of each kind by the key of its pattern; of a fault in a whole row, the row's first."""
    places: dict[str, str] = {}
    for fault in report.faults:
        if fault.row is not None:
            places.setdefault(group_key(fault.rule, fault.field), fault.cell or f"A{fault.row}")
    return places


def _line(pattern: Pattern, place: str, corrections: int) -> list[Any]:
    said = [text[language] for language in ("vi", "en") for text in (pattern.message, pattern.advice)]
    severity = " · ".join(WORDS[pattern.severity].values())
    return [severity, place, pattern.count, corrections, *said]


def _cells(sheet: Any, row: int, values: Sequence[Any]) -> list[Any]:
    cells = [Cell(sheet, row=row, column=column) for column in range(1, len(values) + 1)]
    for cell, value in zip(cells, values, strict=True):
        put(cell, value)
        _dress(cell, value, row)
    return cells


def _link(cell: Any, sheet: str, target: str | None) -> None:
    if target:
        quoted = sheet.replace("'", "''")
        cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{quoted}'!{target}")
        cell.font = _LINK


def _dress(cell: Any, value: Any, row: int) -> None:
    kind = next((kind for kind, words in WORDS.items() if value == " · ".join(words.values())), None)
    if kind:
        cell.fill = FILLS[kind]
    if row == 1:
        cell.font = _TITLE
    elif value in _HEADER:
        cell.font = _BOLD
    if cell.column > len(_HEADER) // 2 or kind:
        cell.alignment = _WRAPPED
