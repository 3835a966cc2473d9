"""From a sheet to a table: the header is matched, its columns taken, and what does not fit is said."""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from dtts.catalogue import Field, TableSchema
from dtts.report import Address, FaultGroup, describe, label_words, one
from dtts.tables.clean import cleaned
from dtts.tables.header import Header, find_header, is_bracketed, missing_fields, names_of, read_labels
from dtts.tables.limits import HEADER_ROWS, SHEET_FULL_ROWS
from dtts.tables.serials import with_days
from dtts.tables.sheet import Body, Sheet, column_names, empty_frame
from dtts.tables.stray import split_repeated_headers, split_strays
from dtts.tables.table import Table


def assemble(
    sheet: Sheet, schema: TableSchema | None, form: str, encoding: str | None, *, from_1904: bool = False
) -> Table:
    """The table of one sheet. A sheet without a recognisable header gives an empty table and its fault."""
    header = find_header(sheet.head, schema) if schema else read_labels(sheet.head)
    if header is None:
        return _headless(sheet, schema, form, encoding)
    body = _cleaned(sheet.body(header.last, header.width))
    columns = _columns(header, schema)
    groups = [*_label_faults(header, body, sheet.name, schema), *body.groups]
    if header.numbering:
        body = _without_row(body, header.numbering)
        groups += _numbering_faults(sheet, header.numbering)
    body, blank = _without_blank_rows(body, sheet.name)
    body, repeated = split_repeated_headers(body, sheet.name, columns, schema)
    body, strays = split_strays(body, sheet.name, columns, schema)
    groups += [*blank, *repeated, *strays, *_end_faults(body, sheet.name, form)]
    frame = _named(body.frame, columns)
    kinds = None if body.kinds is None else _named(body.kinds, columns)
    if kinds is not None and schema is not None:
        frame, kinds = with_days(frame, kinds, schema, from_1904)
    return Table(
        format=form,
        encoding=encoding,
        sheet=sheet.name,
        header_row=header.last,
        frame=frame,
        kinds=kinds,
        rows=body.rows,
        columns={name: column + 1 for name, column in columns.items()},
        width=header.width,
        groups=tuple(groups),
    )


def _headless(sheet: Sheet, schema: TableSchema | None, form: str, encoding: str | None) -> Table:
    if schema is None or not any(any(row) for row in sheet.head):
        fault = one(describe("empty-file", Address(sheet.name)))
    else:
        expected = ", ".join(field.title["vi"] for field in schema.fields if field.required)
        expected_en = ", ".join(field.title["en"] for field in schema.fields if field.required)
        words = {
            "table": schema.title,
            "limit": HEADER_ROWS,
            "expected": {"vi": expected, "en": expected_en},
        }
        fault = one(describe("header-not-found", Address(sheet.name), words=words), words)
    rows = pl.Series("row", [], dtype=pl.UInt32)
    return Table(form, encoding, sheet.name, 0, empty_frame(0), None, rows, {}, 0, (fault,))


def _columns(header: Header, schema: TableSchema | None) -> dict[str, int]:
    """Column (from 0) of each field, in the schema's order; without a schema each label is a field."""
    if schema:
        return {name: header.fields[name] for name in schema.field_names if name in header.fields}
    columns: dict[str, int] = {}
    for column, label in header.unknown.items():
        columns.setdefault(label, column)
    return columns


def _label_faults(
    header: Header, body: Body, sheet: str | None, schema: TableSchema | None
) -> list[FaultGroup]:
    if schema is None:
        return []
    return [
        *(_missing(field, header, sheet) for field in missing_fields(header, schema)),
        *(_repeated(schema.field(name), column, header, sheet) for column, name in header.repeated.items()),
        *_extra(header, sheet, schema),
        *_blank_labels(header, body, sheet),
    ]


def _missing(field: Field, header: Header, sheet: str | None) -> FaultGroup:
    words = {
        **label_words(field.title, field.name),
        "names": ", ".join(f"“{name}”" for name in names_of(field)),
    }
    fault = describe(
        "missing-column", Address(sheet, header.last), field=field.name, title=field.title, words=words
    )
    return one(fault, words)


def _repeated(field: Field, column: int, header: Header, sheet: str | None) -> FaultGroup:
    address = Address(sheet, header.last, column + 1)
    fault = describe("duplicate-column", address, field=field.name, title=field.title)
    return one(fault, label_words(field.title, field.name))


def _extra(header: Header, sheet: str | None, schema: TableSchema) -> list[FaultGroup]:
    if not header.unknown:
        return []
    words = {"table": schema.title}
    faults = tuple(
        describe("extra-column", Address(sheet, header.last, column + 1), value=label, words=words)
        for column, label in sorted(header.unknown.items())
    )
    return [FaultGroup("extra-column", None, len(faults), faults, {**words, "value": faults[0].value})]


def _blank_labels(header: Header, body: Body, sheet: str | None) -> list[FaultGroup]:
    """Columns without a label are left out; that is a fault as soon as one cell of them says something."""
    labelled = {*header.fields.values(), *header.unknown, *header.repeated}
    bare = [column for column in range(header.width) if column not in labelled]
    filled = [column for column in bare if body.frame[str(column)].null_count() < body.frame.height]
    faults = tuple(describe("blank-label", Address(sheet, header.last, column + 1)) for column in filled)
    return [FaultGroup("blank-label", None, len(faults), faults)] if faults else []


def _numbering_faults(sheet: Sheet, row: int) -> list[FaultGroup]:
    """`(1) (2) (3)` is skipped without a word; `1 2 3` could be a record and is said."""
    if is_bracketed(sheet.head[row - 1]):
        return []
    return [one(describe("numbering-row", Address(sheet.name, row)))]


def _end_faults(body: Body, sheet: str | None, form: str) -> list[FaultGroup]:
    if not body.frame.height:
        return [one(describe("no-rows", Address(sheet)))]
    last = int(body.rows[-1])
    if last not in SHEET_FULL_ROWS:
        return []
    words = {"found": last}
    return [one(describe("full-sheet", Address(sheet, last), words=words), words)]


def _cleaned(body: Body) -> Body:
    return replace(body, frame=cleaned(body.frame)) if body.frame.width else body


def _without_row(body: Body, number: int) -> Body:
    return body.filtered(body.rows != number)


def _without_blank_rows(body: Body, sheet: str | None) -> tuple[Body, list[FaultGroup]]:
    """Blank rows are skipped: silently at the end, with a warning inside the table."""
    if not body.frame.width or not body.frame.height:
        return body, []
    filled = body.frame.select(pl.any_horizontal(pl.all().is_not_null())).to_series()
    if filled.all():
        return body, []
    kept = body.filtered(filled)
    last = int(kept.rows[-1]) if kept.frame.height else 0
    inside = body.rows.filter(~filled & (body.rows < last))
    faults = tuple(describe("blank-row", Address(sheet, row)) for row in inside.head(1000))
    return kept, [FaultGroup("blank-row", None, len(inside), faults)] if faults else []


def _named(frame: pl.DataFrame, columns: dict[str, int]) -> pl.DataFrame:
    places = column_names(frame.width)
    return frame.select(pl.col(places[column]).alias(name) for name, column in columns.items())
