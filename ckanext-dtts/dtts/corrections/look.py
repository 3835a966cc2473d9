"""How a marked cell looks, and what its comment says: never by colour alone."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from typing import Any

from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill

from dtts.corrections.marks import CORRECTED, ERROR, WARNING, Mark
from dtts.report import Fault, Pattern, group_key, without_place
from dtts.tables.fonts import OLD_FONT_NAMES

_AUTHOR = "dtts"
_OURS = "— Kiểm tra bảng · Check —"
FILLS = {
    ERROR: PatternFill("solid", fgColor="FFFBE4E2"),
    WARNING: PatternFill("solid", fgColor="FFFDF3DC"),
    CORRECTED: PatternFill("solid", fgColor="FFE3F2E8"),
}
WORDS = {
    ERROR: {"vi": "Lỗi", "en": "Error"},
    WARNING: {"vi": "Cảnh báo", "en": "Warning"},
    CORRECTED: {"vi": "Đã sửa", "en": "Corrected"},
}
_WAS = {"vi": "trước đó là", "en": "it was"}
_UNICODE_FONT = "Times New Roman"
_WIDTH, _LINE, _LETTERS_A_LINE = 360, 18, 52

Patterns = Mapping[str, Pattern]
"""Patterns of the report by their key."""


def cells_in(sheet: Any) -> Iterator[Any]:
    """The cells that a sheet holds. The library's own walk would make all those between them, millions in a
    sheet that is formatted down to its last row."""
    return iter(list(sheet._cells.values()))


def paint(cell: Any, mark: Mark) -> None:
    """Gives a cell the colour of its mark."""
    cell.fill = FILLS[mark.kind]


def is_painted(cell: Any) -> bool:
    """Whether the cell bears one of our colours."""
    return bool(cell.has_style) and cell.fill.fgColor.rgb in _COLOURS


def comment_on(mark: Mark, patterns: Patterns, *before: str) -> Comment | None:
    """What is wrong and what to do, in both languages, below the texts `before`; None when the mark has
    nothing to say."""
    if not mark.said:
        return None
    parts = ["\n".join(_lines(mark, patterns, language)) for language in ("vi", "en")]
    text = "\n\n".join([*before, f"{_OURS}\n{parts[0]}", parts[1]])
    lines = sum(1 + len(line) // _LETTERS_A_LINE for line in text.split("\n"))
    return Comment(text, _AUTHOR, width=_WIDTH, height=_LINE * (lines + 1))


def without_ours(comment: Comment) -> Comment | None:
    """What a comment said before ours was put below it."""
    own, ours, _ = comment.text.partition(_OURS)
    if not ours:
        return comment
    return Comment(own.rstrip(), comment.author) if own.strip() else None


def in_unicode(cell: Any) -> None:
    """Takes a font of an old encoding off a cell that now holds Unicode."""
    name = cell.font.name if cell.has_style else None
    if name and str(name).startswith(OLD_FONT_NAMES):
        font: Font = copy.copy(cell.font)
        font.name = _UNICODE_FONT
        cell.font = font


def _lines(mark: Mark, patterns: Patterns, language: str) -> Iterator[str]:
    if mark.correction:
        old = mark.correction.value or ""
        yield f"{WORDS[CORRECTED][language]}: {_WAS[language]} “{old}”."
    for fault in mark.said:
        yield f"{WORDS[fault.severity][language]}: {without_place(fault)[language]}."
        if fault is not mark.correction:
            yield f"→ {_advice(fault, patterns, language)}"


def _advice(fault: Fault, patterns: Patterns, language: str) -> str:
    return patterns[group_key(fault.rule, fault.field)].advice[language]


_COLOURS = frozenset(fill.fgColor.rgb for fill in FILLS.values())
