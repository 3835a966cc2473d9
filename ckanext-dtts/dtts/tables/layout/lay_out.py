"""Reads a sheet as its mapping says: the rows that are records, every cell with its place, and what was
left out by name."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

import polars as pl

from dtts.catalogue import TableSchema
from dtts.errors import UsageError
from dtts.report import FAULTS_KEPT, FaultGroup, gathered
from dtts.tables.answers import Answers
from dtts.tables.clean import cleaned
from dtts.tables.header import label_key
from dtts.tables.layout import said
from dtts.tables.layout.labels import moved_by
from dtts.tables.layout.mapping import SheetMapping
from dtts.tables.layout.records import Cell, Record, Records
from dtts.tables.layout.rows import Columns, Line, classified
from dtts.tables.layout.units import conversions
from dtts.tables.limits import ROWS
from dtts.tables.refuse import refuse
from dtts.tables.serials import with_days
from dtts.tables.sheet import Body, Sheet, empty_frame
from dtts.tables.table import Kind, Places, Table
from dtts.tables.unseen import unseen_groups

_FIGURES = ("number", "integer")


def lay_out(
    sheet: Sheet,
    schema: TableSchema,
    answers: Answers,
    form: str,
    encoding: str | None = None,
    *,
    from_1904: bool = False,
) -> Table:
    """The table that `answers.mapping` makes of a sheet. Refuses a sheet whose labels have changed since.

    UsageError when the mapping names what the schema does not have.
    """
    if answers.mapping is None:
        raise UsageError("a sheet can only be laid out by a mapping")
    _check_fields(answers.mapping, schema)
    mapping = _moved(answers.mapping, moved_by(sheet.head, answers.mapping, sheet.name, sheet.marks))
    body, below = _rows_of(sheet, mapping)
    lines = classified(_cells(body), mapping, columns_of(mapping, schema), _header_keys(sheet, mapping))
    gathered = _Gathered(schema)
    for record in Records(mapping, mapping.header[1], _kinds(body)).read(lines):
        gathered.add(record, mapping, sheet.name)
    groups = [
        *body.groups,
        *unseen_groups(sheet, _reach(lines, body, below, mapping), mapping.width),
        *said.missing_fields(mapping, schema, sheet.name),
        *said.left_out_rows(lines, sheet.name),
        *said.unknown_lines(lines, sheet.name),
        *said.left_out_columns(mapping, body, sheet),
        *said.below_table(below, sheet.name),
        *said.no_records(len(gathered.rows), sheet.name),
        *gathered.contested(sheet.name),
        *gathered.convert(mapping, answers, sheet.name),
    ]
    return gathered.table(sheet.name, mapping, form, encoding, groups, from_1904=from_1904)


def columns_of(mapping: SheetMapping, schema: TableSchema) -> Columns:
    """Which columns hold figures, which labels: by the types of their fields."""
    figures = sorted(
        column - 1
        for column, uses in mapping.columns.items()
        if any(schema.field(use.field).type in _FIGURES for use in uses)
    )
    mark = mapping.outline.column - 1 if mapping.outline else None
    first = figures[0] if figures else mapping.width
    texts = {column - 1 for column in mapping.columns} - set(figures)
    before = set(range(first)) - {column - 1 for column in mapping.columns}
    return Columns(tuple(figures), tuple(sorted(texts | before)), mark)


def _check_fields(mapping: SheetMapping, schema: TableSchema) -> None:
    unknown = sorted({*mapping.fields, *mapping.units} - set(schema.field_names))
    if unknown:
        raise UsageError(f"schema {schema.name!r} has no column {', '.join(unknown)}: correct the mapping")


def _reach(lines: Sequence[Line], body: Body, below: Body, mapping: SheetMapping) -> tuple[int, int, int]:
    """The header, the last row that says anything, and the last row of the sheet."""
    ends = [*body.rows.tail(1), *below.rows.tail(1), 0]
    filled = max((line.row for line in lines), default=0)
    return mapping.header[1], filled, filled if mapping.rows[1] else max(ends)


def _moved(mapping: SheetMapping, rows: int) -> SheetMapping:
    (first, last), (start, end) = mapping.header, mapping.rows
    return replace(
        mapping,
        header=(first + rows, last + rows),
        rows=(start + rows, None if end is None else end + rows),
    )


def _rows_of(sheet: Sheet, mapping: SheetMapping) -> tuple[Body, Body]:
    """The rows of the table, and those below it that are left where they are."""
    body = _whole(list(sheet.bodies(mapping.rows[0] - 1, mapping.width)), mapping.width)
    end = mapping.rows[1]
    inside = pl.repeat(True, len(body.rows), eager=True) if end is None else body.rows <= end
    return body.filtered(inside), body.filtered(~inside)


def _whole(bodies: list[Body], width: int) -> Body:
    """All batches in one: the outline of a sheet goes through all its rows."""
    kinds = [body.kinds for body in bodies if body.kinds is not None]
    return Body(
        frame=cleaned(pl.concat([empty_frame(width), *(body.frame for body in bodies)])),
        kinds=pl.concat(kinds) if kinds else None,
        rows=pl.concat([pl.Series("row", [], dtype=pl.UInt32), *(body.rows for body in bodies)]),
        groups=gathered(group for body in bodies for group in body.groups),
    )


def _cells(body: Body) -> list[tuple[int, tuple[str | None, ...]]]:
    return list(zip(body.rows.to_list(), body.frame.rows(), strict=True))


def _kinds(body: Body) -> dict[int, Sequence[int]]:
    if body.kinds is None:
        return {}
    return dict(zip(body.rows.to_list(), body.kinds.rows(), strict=True))


def _header_keys(sheet: Sheet, mapping: SheetMapping) -> list[set[str]]:
    rows = sheet.head[mapping.header[0] - 1 : mapping.header[1]]
    keys: list[set[str]] = [set() for _ in range(mapping.width)]
    for row in rows:
        for column, cell in enumerate(row[: mapping.width]):
            keys[column].add(label_key(cell))
    return keys


@dataclass
class _Column:
    """The cells of one field, each part as small as it can be: a wide sheet gives millions of them."""

    texts: list[str | None] = field(default_factory=list)
    kinds: bytearray = field(default_factory=bytearray)
    rows: array[int] = field(default_factory=lambda: array("I"))
    columns: array[int] = field(default_factory=lambda: array("I"))

    def add(self, cell: Cell | None) -> None:
        self.texts.append(cell.text if cell else None)
        self.kinds.append(int(cell.kind) if cell else int(Kind.TEXT))
        self.rows.append(cell.row if cell else 0)
        self.columns.append(cell.column if cell else 0)

    def cell(self, index: int) -> Cell | None:
        text = self.texts[index]
        if text is None:
            return None
        return Cell(text, Kind(self.kinds[index]), self.rows[index], self.columns[index])

    def put(self, index: int, cell: Cell) -> None:
        self.texts[index], self.kinds[index] = cell.text, int(cell.kind)

    def places(self) -> Places:
        return Places(pl.Series(self.rows, dtype=pl.UInt32), pl.Series(self.columns, dtype=pl.UInt32))


class _Gathered:
    """The records so far, by column."""

    def __init__(self, schema: TableSchema) -> None:
        self.rows: array[int] = array("I")
        self._schema = schema
        self._columns: dict[str, _Column] = {}
        self._contested: list[tuple[str, Cell]] = []

    def add(self, record: Record, mapping: SheetMapping, sheet: str | None) -> None:
        """One more record, with what the reader itself gives it."""
        if len(self.rows) >= ROWS:
            refuse("too-many-rows", limit=ROWS)
        for name, what in mapping.given.items():
            if what == "order":
                record.cells[name] = Cell(str(len(self.rows) + 1))
            elif what == "cell":
                record.cells[name] = Cell(said.first_figure(record, self._schema, sheet))
        for name in mapping.fields:
            self._column(name).add(record.cells.get(name))
        self.rows.append(record.row)
        self._contested += record.contested[: max(0, FAULTS_KEPT - len(self._contested))]

    def _column(self, name: str) -> _Column:
        return self._columns.setdefault(name, _Column())

    def contested(self, sheet: str | None) -> Iterator[FaultGroup]:
        """Cells that say something else than the one that was taken."""
        return said.two_cells(self._contested, self._schema, sheet)

    def convert(self, mapping: SheetMapping, answers: Answers, sheet: str | None) -> Iterator[FaultGroup]:
        """Turns the figures of the fields that are in another unit, and says so."""
        for conversion in conversions(mapping, self._schema, answers):
            column, unclear = self._column(conversion.field.name), list[Cell]()
            for index in range(len(self.rows)):
                cell = column.cell(index)
                turned = conversion.convert(cell) if cell else None
                if turned is not None:
                    column.put(index, turned)
                elif cell is not None:
                    unclear.append(cell)
            label = next((number for number in column.columns if number), None)
            yield conversion.said(sheet, mapping.header[1], label)
            if unclear:
                yield conversion.unclear(sheet, unclear)

    def table(
        self,
        sheet: str | None,
        mapping: SheetMapping,
        form: str,
        encoding: str | None,
        groups: Iterable[FaultGroup],
        *,
        from_1904: bool,
    ) -> Table:
        """The table of all records."""
        names = [name for name in self._schema.field_names if name in mapping.fields]
        frame = pl.DataFrame({name: pl.Series(self._column(name).texts, dtype=pl.String) for name in names})
        kinds = pl.DataFrame(
            {name: pl.Series(list(self._column(name).kinds), dtype=pl.UInt8) for name in names}
        )
        frame, kinds = with_days(frame, kinds, self._schema, from_1904)
        places = {name: self._column(name).places() for name in names}
        labels = {
            name: next((column for column in self._column(name).columns if column), 0) for name in names
        }
        return Table(
            format=form,
            encoding=encoding,
            sheet=sheet,
            header_row=mapping.header[1],
            frame=frame,
            kinds=kinds,
            rows=pl.Series("row", self.rows, dtype=pl.UInt32),
            columns={name: column for name, column in labels.items() if column},
            width=mapping.width,
            groups=tuple(groups),
            elsewhere=places,
        )
