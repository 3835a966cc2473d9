"""What the report says of a sheet that was laid out by a mapping: nothing is left out without a word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dtts.catalogue import Field, TableSchema
from dtts.report import FAULTS_KEPT, Address, Fault, FaultGroup, describe, label_words, one
from dtts.tables.header import names_of
from dtts.tables.layout.mapping import SheetMapping
from dtts.tables.layout.records import Cell, Record
from dtts.tables.layout.rows import Line
from dtts.tables.sheet import Body, Sheet

KINDS = {
    "total": {"vi": "dòng tổng", "en": "a total"},
    "note": {"vi": "ghi chú", "en": "a note"},
    "section": {"vi": "tiêu đề nhóm", "en": "a heading"},
    "numbering": {"vi": "dòng đánh số cột", "en": "the numbering of columns"},
    "repeated-header": {"vi": "tiêu đề lặp lại", "en": "the header again"},
    "leave": {"vi": "dòng để ngoài như đã xác nhận", "en": "left out as confirmed"},
}
_QUIET = ("numbering", "repeated-header")


def left_out_rows(lines: Sequence[Line], sheet: str | None) -> Iterator[FaultGroup]:
    """One group for each kind of rows that are no records; the numbering of columns needs no word."""
    for kind, words in KINDS.items():
        rows = [line for line in lines if line.kind == kind and kind not in _QUIET]
        if rows:
            faults = tuple(
                describe("left-out-row", Address(sheet, line.row), value=_shown(line), words={"kind": words})
                for line in rows[:FAULTS_KEPT]
            )
            yield FaultGroup("left-out-row", None, len(rows), faults, {"kind": words})


def unknown_lines(lines: Sequence[Line], sheet: str | None) -> Iterator[FaultGroup]:
    """Rows that are of no declared level."""
    rows = [line for line in lines if line.kind == "unknown"]
    faults = tuple(
        describe("unknown-line", Address(sheet, line.row), value=_shown(line)) for line in rows[:FAULTS_KEPT]
    )
    if rows:
        yield FaultGroup("unknown-line", None, len(rows), faults)


def left_out_columns(mapping: SheetMapping, body: Body, sheet: Sheet) -> Iterator[FaultGroup]:
    """Columns that say something and that the mapping does not use; the outline's marks are used."""
    outline = mapping.outline
    marks = {outline.column, *(level.column for level in outline.levels)} if outline else set()
    used = {*mapping.columns, *marks}
    bare = [column for column in range(1, mapping.width + 1) if column not in used]
    filled = [column for column in bare if body.frame[str(column - 1)].null_count() < body.frame.height]
    faults = tuple(
        describe(
            "left-out-column",
            Address(sheet.name, mapping.header[1], column),
            value=mapping.labels.get(column, "…"),
        )
        for column in filled
    )
    if faults:
        yield FaultGroup("left-out-column", None, len(faults), faults)


def below_table(body: Body, sheet: str | None) -> Iterator[FaultGroup]:
    """Rows with content under the last row of the table."""
    rows = [
        (row, next(cell for cell in cells if cell))
        for row, cells in zip(body.rows.to_list(), body.frame.rows(), strict=True)
        if any(cells)
    ]
    faults = tuple(
        describe("below-table", Address(sheet, row), value=text) for row, text in rows[:FAULTS_KEPT]
    )
    if rows:
        yield FaultGroup("below-table", None, len(rows), faults)


def no_records(count: int, sheet: str | None) -> Iterator[FaultGroup]:
    """A table without a row."""
    if not count:
        yield one(describe("no-rows", Address(sheet)))


def missing_fields(mapping: SheetMapping, schema: TableSchema, sheet: str | None) -> Iterator[FaultGroup]:
    """Required fields that nothing gives."""
    for field in schema.fields:
        if field.required and field.name not in mapping.fields:
            yield one(_missing(field, mapping, sheet), _missing_words(field))


def two_cells(
    contested: Sequence[tuple[str, Cell]], schema: TableSchema, sheet: str | None
) -> Iterator[FaultGroup]:
    """Cells that say something else than the one that was taken, by field."""
    for name in dict.fromkeys(name for name, _ in contested):
        field = schema.field(name)
        faults = tuple(
            describe(
                "two-cells",
                Address(sheet, cell.row, cell.column),
                field=name,
                title=field.title,
                value=cell.text,
            )
            for own, cell in contested
            if own == name
        )
        yield FaultGroup("two-cells", name, len(faults), faults, label_words(field.title, name))


def first_figure(record: Record, schema: TableSchema, sheet: str | None) -> str:
    """`M08+!C13`: the place of the record's first figure, or of the record."""
    for field in schema.fields:
        cell = record.cells.get(field.name)
        if cell and cell.column and field.type in ("number", "integer"):
            return f"{sheet}!{Address(sheet, cell.row, cell.column).a1}"
    return f"{sheet}!A{record.row}"


def _missing(field: Field, mapping: SheetMapping, sheet: str | None) -> Fault:
    address = Address(sheet, mapping.header[1])
    words = _missing_words(field)
    return describe("missing-column", address, field=field.name, title=field.title, words=words)


def _missing_words(field: Field) -> dict[str, object]:
    names = ", ".join(f"“{name}”" for name in names_of(field))
    return {**label_words(field.title, field.name), "names": names}


def _shown(line: Line) -> str:
    return line.label or next(cell for cell in line.cells if cell)
