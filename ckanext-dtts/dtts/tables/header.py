"""Finds the row that names the columns, by the schema's names, titles and aliases."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from dtts.catalogue import Field, TableSchema
from dtts.tables.layout.marks import NO_MARKS, Marks
from dtts.tables.limits import HEADER_ROWS
from dtts.vietnamese import fold

_DEEPEST_HEADER = 4
# Before the key of a label of an older template, whose Vietnamese labels stand above; and what it names when
# its column is no longer asked for.
_THEN, _DROPPED, _TEMPLATE_ROWS = "then:", "", 2
_NOT_WORDS = re.compile(r"[^\w%/]+|_+")
_NUMBERED = re.compile(r"^\(\d+\)[\d()=+\-x*/: ]*$")


Head = Sequence[Sequence[str]]
"""The first rows of a sheet as text."""


@dataclass(frozen=True)
class Header:
    """Where the header stands and what it says.

    `first` and `last` are its rows from 1; `fields` gives the column of each field, `unknown` the label
    of every other named column, `repeated` the columns that name a field a second time (all from 0).
    """

    first: int
    last: int
    fields: dict[str, int]
    unknown: dict[int, str]
    repeated: dict[int, str]
    width: int
    numbering: int | None = None
    """A row right below that only numbers the columns, or None."""

    @property
    def score(self) -> tuple[int, int]:
        """More fields are better, then fewer strangers."""
        return len(self.fields), -len(self.unknown)

    def is_better(self, other: Header) -> bool:
        """Whether it says more, or as much in one row more: labels may stand in two languages, one below
        the other. A header that comes again further down is not taken for the first."""
        deeper = self.first == other.first and self.last > other.last
        return self.score > other.score or (self.score == other.score and deeper)


@lru_cache(maxsize=4096)
def label_key(text: str) -> str:
    """What two spellings of a label share: no marks, no case, no punctuation."""
    return " ".join(_NOT_WORDS.sub(" ", fold(text)).split())


def find_header(head: Head, schema: TableSchema, marks: Marks = NO_MARKS) -> Header | None:
    """The best header among the first rows, or None when no row names a field.

    A header may take up to four rows: a column is then named by its lowest label, by all its labels
    from the top, or by the only one (a merged cell leaves its text in one place).
    """
    names = _names(schema)
    best: Header | None = None
    for first in range(min(len(head), HEADER_ROWS)):
        for found in _from_row(head, first, names, marks):
            if best is None or found.is_better(best):
                best = found
    return best


def _from_row(head: Head, first: int, names: dict[str, str], marks: Marks) -> Iterator[Header]:
    """Headers that begin in a row, from one row deep on. A row that takes a named field away is a record,
    and no header goes on below it."""
    most = 0
    for depth in range(1, _DEEPEST_HEADER + 1):
        found = _match(head, first, depth, names, marks)
        if most and (found is None or len(found.fields) < most):
            return
        if found:
            most = len(found.fields)
            yield found


def read_labels(head: Sequence[Sequence[str]]) -> Header | None:
    """Without a schema: the first row that is not empty names the columns as it stands."""
    for index, row in enumerate(head):
        labels = {column: cell for column, cell in enumerate(row) if cell}
        if labels:
            return Header(index + 1, index + 1, {}, labels, {}, _width([row]))
    return None


def missing_fields(header: Header, schema: TableSchema) -> list[Field]:
    """Required fields that the header does not name."""
    return [field for field in schema.fields if field.required and field.name not in header.fields]


def names_of(field: Field) -> list[str]:
    """Every label that is understood as this field, the Vietnamese title first."""
    spellings = [field.title["vi"], field.title["en"], field.name, *field.aliases]
    with_unit = [f"{text} ({field.unit})" for text in spellings[:2]] if field.unit else []
    return list(dict.fromkeys([*spellings, *with_unit]))


def _names(schema: TableSchema) -> dict[str, str]:
    """Field by label key. A key that two fields share belongs to neither, unless it is a field's own name."""
    fields: dict[str, set[str]] = {}
    for field in schema.fields:
        for spelling in names_of(field):
            fields.setdefault(label_key(spelling), set()).add(field.name)
    known = {key: next(iter(owners)) for key, owners in fields.items() if len(owners) == 1}
    known |= {label_key(field.name): field.name for field in schema.fields}
    then = {_THEN + label_key(label): name for label, name in schema.labels_then.items()}
    return known | then | {_THEN + label_key(label): _DROPPED for label in schema.dropped}


def _match(head: Head, first: int, depth: int, names: dict[str, str], marks: Marks) -> Header | None:
    rows = head[first : first + depth]
    if len(rows) < depth or not any(label_key(cell) for cell in rows[-1]):
        return None
    width, spans = _width(rows), marks.spans(first + 1, first + depth)
    fields: dict[str, int] = {}
    unknown: dict[int, str] = {}
    repeated: dict[int, str] = {}
    for column, labels in enumerate(stacks(rows, width, spans)):
        name = next((names[key] for key in _keys(labels) if key in names), None)
        if labels and name in (None, _DROPPED):
            unknown[column] = " ".join(labels) if name is None else labels[0]
        elif name in fields:
            repeated[column] = name
        elif name is not None:
            fields[name] = column
    if not fields:
        return None
    last = first + depth
    numbering = last + 1 if len(head) > last and is_numbering(head[last]) else None
    return Header(first + 1, last, fields, unknown, repeated, width, numbering)


def is_numbering(row: Sequence[str]) -> bool:
    """Whether a row only numbers the columns: `(1) (2) (3)=(1)+(2)`, or `A B 1=2+3 2 3` over four or more."""
    cells = [cell for cell in row if cell]
    if len(cells) < 2:
        return False
    if is_bracketed(cells):
        return True
    return _counts(cells)


def is_bracketed(cells: Sequence[str]) -> bool:
    """Whether every cell is a number in brackets, which no data are."""
    return all(_NUMBERED.match(cell) for cell in cells if cell)


def _counts(cells: Sequence[str]) -> bool:
    cells = [cell.partition("=")[0].strip() for cell in cells]
    lettered = [cell for cell in cells if cell.isalpha()]
    counted = [str(number) for number in range(1, len(cells) - len(lettered) + 1)]
    enough = len(cells) >= 4 or (len(cells) == 3 and lettered == ["A", "B"])
    return enough and cells == [*"ABCDEFGH"[: len(lettered)], *counted]


def stacks(
    rows: Sequence[Sequence[str]], width: int, spans: Sequence[Mapping[int, int]] = ()
) -> list[list[str]]:
    """Labels of each column from the top. A label above others reaches as far as its merged cells: `spans`
    has the last column by the first for each row; in a row without merged cells, over the empty ones."""
    known = spans or ({},) * len(rows)
    above = [_reach_right(row, width, areas) for row, areas in zip(rows[:-1], known, strict=False)]
    spread = [*above, *(_padded(row, width) for row in rows[-1:])]
    return [[label for label in column if label] for column in zip(*spread, strict=True)]


def _reach_right(row: Sequence[str], width: int, areas: Mapping[int, int]) -> list[str]:
    cells = _padded(row, width)
    inside = {left: right for left, right in areas.items() if left < len(cells)}
    for left, right in inside.items():
        cells[left : right + 1] = [cells[left]] * len(cells[left : right + 1])
    if inside:
        return cells
    reached, last = [], ""
    for cell in cells:
        last = cell or last
        reached.append(last)
    return reached


def _padded(row: Sequence[str], width: int) -> list[str]:
    return [*row[:width], *[""] * (width - len(row))]


def _keys(labels: Sequence[str]) -> Iterable[str]:
    if labels:
        if len(labels) <= _TEMPLATE_ROWS:
            yield _THEN + label_key(labels[0])
        yield label_key(" ".join(dict.fromkeys(labels)))
        yield label_key(labels[-1])


def _width(rows: Iterable[Sequence[str]]) -> int:
    return max((index + 1 for row in rows for index, cell in enumerate(row) if cell), default=0)
