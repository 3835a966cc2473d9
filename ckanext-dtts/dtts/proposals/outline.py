"""The levels of an outline: rows marked A, I, 1, a or -, in the order in which they nest."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dtts.proposals.columns import Column
from dtts.proposals.grid import is_year
from dtts.tables.header import label_key
from dtts.tables.layout import Level, Outline
from dtts.tables.layout.rows import Line

_LABELS = {"stt", "tt", "so tt", "so thu tu", "no", "stt no", "tt no", "stt / no"}
_KINDS = (
    ("[IVX]+", "I, II"),
    ("[A-Z]", "A, B"),
    (r"\d+", "1, 2"),
    (r"[\dIVX]+(\.\d+)+", "1.1"),
    ("[a-zđ][.)]?", "a, b"),
    ("[-+*–•]", "-"),
)
_MARKED = 0.6
_FEWEST = 2


@dataclass(frozen=True)
class Marked:
    """The rows of one kind of mark: how it looks, how many they are, whether they have figures, labels."""

    pattern: str
    looks: str
    count: int
    figures: bool
    shown: tuple[str, ...]


def mark_column(columns: Sequence[Column]) -> int | None:
    """The first column (from 0) when it only numbers or letters the rows."""
    first = columns[0] if columns else None
    if first is None or first.number != 0 or first.figures:
        return None
    if sum(map(is_year, first.values)) >= _MARKED * max(len(first.values), _FEWEST):
        return None
    named = any(label_key(label) in _LABELS for label in (*first.labels, " ".join(first.labels)))
    marks = [value for value in first.values if _kind(value, set(first.values))]
    return 0 if named or len(marks) >= _MARKED * max(len(first.values), _FEWEST) else None


def marked_rows(lines: Sequence[Line], mark: int, figures: Sequence[int]) -> list[Marked]:
    """The kinds of marks in the order in which they first come up, outer levels before inner ones. Rows of
    totals, notes and the like have no level."""
    seen = {line.cells[mark] or "" for line in lines}
    kinds: dict[str, list[Line]] = {}
    for line in lines:
        text = line.cells[mark] or ""
        pattern = _kind(text, seen) if text else ""
        kinds.setdefault(pattern or re.escape(text), []).append(line)
    return [_marked(pattern, rows, mark, figures) for pattern, rows in kinds.items()]


def outline_of(marked: Sequence[Marked], mark: int, uses: Sequence[str]) -> Outline:
    """The outline whose levels are used as `uses` say: `record`, `leave` or `parent:<field>`."""
    levels = []
    for depth, (each, use) in enumerate(zip(marked, uses, strict=True)):
        kind, _, field = use.partition(":")
        levels.append(Level(each.pattern, kind, field=field or None, level=depth))
    return Outline(mark + 1, tuple(levels))


def _kind(text: str, seen: set[str]) -> str | None:
    """The pattern of a mark. I alone is a letter where letters go up to H, a numeral where II stands too."""
    numerals = "II" in seen or ("I" in seen and not {"G", "H"} & seen)
    for pattern, _ in _KINDS:
        if re.fullmatch(pattern, text) and (numerals or pattern != "[IVX]+"):
            return pattern
    return None


def _marked(pattern: str, rows: Sequence[Line], mark: int, figures: Sequence[int]) -> Marked:
    looks = dict(_KINDS).get(pattern, rows[0].cells[mark] or "")
    with_figures = [line for line in rows if any(line.cells[column] for column in figures)]
    shown = tuple(dict.fromkeys(line.label for line in rows if line.label))[:3]
    return Marked(pattern, looks, len(rows), 2 * len(with_figures) >= len(rows), shown)
