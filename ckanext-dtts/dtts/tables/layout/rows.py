"""What each row below a header is: a record, a heading of the outline, a total, a note."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dtts.tables.header import is_numbering, label_key
from dtts.tables.layout.mapping import Level, SheetMapping
from dtts.vietnamese import fold

Cells = tuple[str | None, ...]

# The whole label says no more than "total", perhaps of what area or of which lines, perhaps in English too.
_TOTAL = re.compile(
    r"^(tong cong|tong so|tong|cong|ca nuoc|toan (tinh|huyen|xa|quoc)|total|grand total|whole country|sum)"
    r"( (toan|ca) .*)?\s*([:.(/-].*)?$"
)
_NOTE = re.compile(r"^(ghi chu|nguon|luu y|don vi tinh|dvt|notes?|source)\b|^\(?(\*+|\d+)\)")
_FIGURE = re.compile(r"\d|^.{1,3}$")
_LETTERS = re.compile(r"[^\W\d_]")


@dataclass(frozen=True)
class Line:
    """One row: its number in the sheet, its cells, its label with the column (from 0), and what it is.

    `kind` is `record`, `parent`, `both`, `leave`, `unknown` or one of `ROW_KINDS`; `upper` is the row whose
    label goes on in this one.
    """

    row: int
    cells: Cells
    label: str = ""
    label_column: int = 0
    kind: str = "record"
    level: Level | None = None
    upper: int | None = None


@dataclass(frozen=True)
class Columns:
    """Columns from 0: where `figures` stand, where `labels`, and where the outline's `mark`."""

    figures: tuple[int, ...]
    labels: tuple[int, ...]
    mark: int | None = None

    def has_figures(self, cells: Cells) -> bool:
        """Whether the row has a figure, or a mark for a missing one, where figures stand: words there are the
        name under a signature."""
        return any(_FIGURE.search(cells[column] or "") for column in self.figures)

    def label(self, cells: Cells) -> tuple[str, int]:
        """The row's first text beside its mark, or its mark; with its column."""
        for column in [*(column for column in self.labels if column != self.mark), *self.labels]:
            text = cells[column]
            if text is not None and _LETTERS.search(text):
                return text, column
        return "", self.labels[0] if self.labels else 0


def classified(
    rows: Sequence[tuple[int, Cells]], mapping: SheetMapping, columns: Columns, header: Sequence[set[str]]
) -> list[Line]:
    """All rows that say anything, in their order. `header` has the label keys of each column's labels."""
    lines = [Line(row, cells, *columns.label(cells)) for row, cells in rows if any(cells)]
    if mapping.paired_rows:
        lines = list(_paired(lines, columns))
    last = max((index for index, line in enumerate(lines) if columns.has_figures(line.cells)), default=-1)
    return [
        _kind(line, mapping, columns, header, below=index > last >= 0) for index, line in enumerate(lines)
    ]


def is_total(label: str) -> bool:
    """Whether a label says nothing but that its row is a total."""
    return bool(_TOTAL.match(fold(label)))


def is_note(label: str) -> bool:
    """Whether a label begins as notes do."""
    return bool(_NOTE.match(fold(label)))


def _kind(
    line: Line, mapping: SheetMapping, columns: Columns, header: Sequence[set[str]], *, below: bool
) -> Line:
    own = _own_kind(line, columns, header, below=below)
    if own in mapping.leave_out and own != "section":
        return replace(line, kind=own)
    level = _level(line, mapping, columns)
    if level is not None:
        return replace(line, kind=level.use, level=level)
    if own in mapping.leave_out:
        return replace(line, kind=own)
    return replace(line, kind="unknown" if mapping.outline else "record")


def _own_kind(line: Line, columns: Columns, header: Sequence[set[str]], *, below: bool) -> str:
    """What a row is by itself, before anyone has said what its outline means."""
    cells = [cell for cell in line.cells if cell is not None]
    if is_numbering(cells):
        return "numbering"
    if len(cells) > 1 and all(
        cell is None or label_key(cell) in keys for cell, keys in zip(line.cells, header, strict=False)
    ):
        return "repeated-header"
    figures = columns.has_figures(line.cells)
    marked = columns.mark is not None and line.cells[columns.mark] and line.label_column != columns.mark
    if not figures and not marked and (below or is_note(line.label)):
        return "note"
    if not marked and is_total(line.label):
        return "total"
    return "record" if figures else "section"


def _level(line: Line, mapping: SheetMapping, columns: Columns) -> Level | None:
    if mapping.outline is None:
        return None
    for level in mapping.outline.levels:
        text = line.cells[(level.column or mapping.outline.column) - 1] or ""
        figures = level.figures is None or level.figures is columns.has_figures(line.cells)
        if figures and re.fullmatch(level.pattern, text, re.DOTALL):
            return level
    return None


def _paired(lines: Sequence[Line], columns: Columns) -> Iterator[Line]:
    """Joins a Vietnamese label that stands alone with the row below that says it in English."""
    waiting: Line | None = None
    for line in lines:
        if waiting is not None and _continues(waiting, line):
            column = line.label_column
            text = f"{waiting.label}\n{line.label}"
            cells = (*line.cells[:column], text, *line.cells[column + 1 :])
            yield replace(line, cells=cells, label=text, upper=waiting.row)
            waiting = None
            continue
        if waiting is not None:
            yield waiting
        waiting = line if _may_go_on(line, columns) else None
        if waiting is None:
            yield line
    if waiting is not None:
        yield waiting


def _may_go_on(line: Line, columns: Columns) -> bool:
    """A label without figures whose end is not English yet: "Bệnh viện - Hospital" is whole, while
    "Học sinh - Triệu em" goes on with "Pupils - Mill."."""
    return not columns.has_figures(line.cells) and not line.label.rpartition(" - ")[2].isascii()


def _continues(upper: Line, line: Line) -> bool:
    return line.label_column == upper.label_column and line.label.isascii() and bool(line.label)
