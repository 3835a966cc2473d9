"""From classified rows to records: each field's text, kind and the place of its cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from dtts.tables.layout.mapping import ColumnUse, SheetMapping, Values
from dtts.tables.layout.rows import Line
from dtts.tables.table import Kind

Implied = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Cell:
    """A value of one field: its text, what the spreadsheet says it is, and where it stands, from 1 (0 for
    what no cell says)."""

    text: str
    kind: Kind = Kind.TEXT
    row: int = 0
    column: int = 0


@dataclass
class Record:
    """The cells of one record by field, and the columns that wanted a field that had its value already."""

    row: int
    cells: dict[str, Cell] = field(default_factory=dict)
    contested: list[tuple[str, Cell]] = field(default_factory=list)

    def put(self, name: str, cell: Cell) -> None:
        """The first cell that says something is the field's; another one is contested."""
        if name not in self.cells:
            self.cells[name] = cell
        elif self.cells[name].text != cell.text:
            self.contested.append((name, cell))


@dataclass(frozen=True)
class Group:
    """The columns (from 1) that together make one record of a row, because their labels imply the same."""

    implied: Implied
    columns: tuple[tuple[int, ColumnUse], ...]


@dataclass
class Records:
    """Walks the rows and remembers the headings of the outline on its way."""

    mapping: SheetMapping
    header_row: int
    kinds: Mapping[int, Sequence[int]]
    """By row of the sheet, what the spreadsheet says of each cell."""
    parents: dict[str, Cell] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Sorts the columns once."""
        self._groups = groups_of(self.mapping)
        levels = self.mapping.outline.levels if self.mapping.outline else ()
        self._order = {level.field: index for index, level in enumerate(levels) if level.field}

    def read(self, lines: Sequence[Line]) -> Iterator[Record]:
        """All records in the order of the rows."""
        for line in lines:
            if line.kind == "both":
                self._close(line)
            if line.kind in ("record", "both"):
                yield from self._records(line)
            if line.kind in ("parent", "both"):
                self._open(line)

    def _open(self, line: Line) -> None:
        """A heading is the value of its field from here on, in the words of its column."""
        name = self._close(line)
        cell = Cell(line.label, Kind.TEXT, line.row, line.label_column + 1)
        for use in self.mapping.columns.get(cell.column, ()):
            cell = replace(cell, text=meanings(use, line.label).get(use.field, line.label))
        self.parents[name] = cell

    def _close(self, line: Line) -> str:
        """A heading closes those of its own level and of levels that are declared below it."""
        assert line.level is not None
        name = line.level.field or ""
        rank = self._order[name]
        self.parents = {kept: cell for kept, cell in self.parents.items() if self._order[kept] < rank}
        return name

    def _records(self, line: Line) -> Iterator[Record]:
        shared = next((group.columns for group in self._groups if not group.implied), ())
        own = [group for group in self._groups if group.implied] or [Group((), ())]
        for group in own:
            if group.implied and not any(self._text(line, column) for column, _ in group.columns):
                continue
            record = Record(line.row)
            self._fill(record, line, shared)
            self._fill(record, line, group.columns)
            self._imply(record, group)
            self._inherit(record)
            self._mark(record, group.columns or shared)
            self._level(record, line)
            yield record

    def _fill(self, record: Record, line: Line, columns: Sequence[tuple[int, ColumnUse]]) -> None:
        for column, use in columns:
            text = self._text(line, column)
            if text is None:
                continue
            kind = Kind(self.kinds[line.row][column - 1]) if line.row in self.kinds else Kind.TEXT
            for name, said in meanings(use, text).items():
                record.put(name, Cell(said, kind if said == text else Kind.TEXT, line.row, column))

    def _imply(self, record: Record, group: Group) -> None:
        column = group.columns[0][0] if group.columns else 0
        for name, text in group.implied:
            record.put(name, Cell(text, Kind.TEXT, self.header_row, column))
        for name, text in self.mapping.constants.items():
            record.cells.setdefault(name, Cell(text))

    def _inherit(self, record: Record) -> None:
        for name, cell in self.parents.items():
            record.cells.setdefault(name, cell)

    def _mark(self, record: Record, columns: Sequence[tuple[int, ColumnUse]]) -> None:
        """A marker of a missing figure leaves its field empty and says what it implies, before what is said
        for all records. Two markers that imply different things are contested."""
        marked: set[str] = set()
        for _, use in columns:
            cell = record.cells.get(use.field)
            if cell is None or cell.text not in self.mapping.markers:
                continue
            del record.cells[use.field]
            for name, text in self.mapping.markers[cell.text].items():
                implied = replace(cell, text=text, kind=Kind.TEXT)
                if name not in marked:
                    record.cells[name] = implied
                    marked.add(name)
                record.put(name, implied)

    def _level(self, record: Record, line: Line) -> None:
        if line.level and line.level.level is not None:
            for name, what in self.mapping.given.items():
                if what == "level":
                    record.cells[name] = Cell(str(line.level.level))

    def _text(self, line: Line, column: int) -> str | None:
        return line.cells[column - 1] if column <= len(line.cells) else None


def groups_of(mapping: SheetMapping) -> list[Group]:
    """The columns by what their labels imply, in the order in which they stand."""
    groups: dict[Implied, list[tuple[int, ColumnUse]]] = {}
    for column, uses in sorted(mapping.columns.items()):
        for use in uses:
            groups.setdefault(tuple(use.implies.items()), []).append((column, use))
    return [Group(implied, tuple(columns)) for implied, columns in groups.items()]


def meanings(use: ColumnUse, text: str) -> Values:
    """What a text of a column says, by field."""
    if text in use.words:
        return use.words[text]
    for separator in use.split:
        if use.second and separator in text:
            first, _, second = text.partition(separator)
            return {use.field: " ".join(first.split()), use.second: " ".join(second.split())}
    return {use.field: text}
