"""From a sheet to a table: the header is matched, its columns taken, and what does not fit is said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import polars as pl

from dtts.catalogue import TableSchema
from dtts.errors import UsageError
from dtts.report import Address, FaultGroup, describe, one
from dtts.tables.answers import Answers
from dtts.tables.blank import BlankRows
from dtts.tables.clean import cleaned
from dtts.tables.header import Header, find_header, is_bracketed, read_labels
from dtts.tables.labels import BareColumns, label_faults
from dtts.tables.layout.lay_out import lay_out
from dtts.tables.limits import HEADER_ROWS, SHEET_FULL_ROWS
from dtts.tables.serials import with_days
from dtts.tables.sheet import Body, Sheet, column_names, empty_frame
from dtts.tables.stray import split_repeated_headers, split_strays
from dtts.tables.table import Table
from dtts.tables.unseen import unseen_groups


def tabled(
    sheet: Sheet,
    schema: TableSchema | None,
    answers: Answers,
    form: str,
    encoding: str | None = None,
    *,
    from_1904: bool = False,
) -> Iterator[Table]:
    """The table of one sheet: as the sender's mapping says, whole, or by the labels that the schema knows,
    batch by batch."""
    if answers.mapping is None:
        yield from assemble(sheet, schema, form, encoding, from_1904=from_1904)
    elif schema is None:
        raise UsageError("a mapping of columns needs the table schema whose columns it gives")
    else:
        yield lay_out(sheet, schema, answers, form, encoding, from_1904=from_1904)


@dataclass(frozen=True)
class _Layout:
    """Where the columns of a schema stand in a sheet."""

    sheet: Sheet
    header: Header
    schema: TableSchema | None
    form: str
    encoding: str | None
    from_1904: bool

    @property
    def columns(self) -> dict[str, int]:
        """Column (from 0) of each field, in the schema's order; without a schema each label is a field."""
        if self.schema:
            found = self.header.fields
            return {name: found[name] for name in self.schema.field_names if name in found}
        columns: dict[str, int] = {}
        for column, label in self.header.unknown.items():
            columns.setdefault(label, column)
        return columns

    def table(self, body: Body, groups: list[FaultGroup]) -> Table:
        """The records of a body under the names of their fields."""
        frame = _named(body.frame, self.columns)
        kinds = None if body.kinds is None else _named(body.kinds, self.columns)
        if kinds is not None and self.schema is not None:
            frame, kinds = with_days(frame, kinds, self.schema, self.from_1904)
        return Table(
            format=self.form,
            encoding=self.encoding,
            sheet=self.sheet.name,
            header_row=self.header.last,
            frame=frame,
            kinds=kinds,
            rows=body.rows,
            columns={name: column + 1 for name, column in self.columns.items()},
            width=self.header.width,
            groups=tuple(groups),
            done=body.done,
            visible=body.traits.visible,
        )


def assemble(
    sheet: Sheet, schema: TableSchema | None, form: str, encoding: str | None, *, from_1904: bool = False
) -> Iterator[Table]:
    """The table of one sheet, batch by batch; the last batch is empty and says what is wrong with the end.
    A sheet without a recognisable header gives one empty batch and its fault."""
    header = find_header(sheet.head, schema, sheet.marks) if schema else read_labels(sheet.head)
    if header is None:
        yield _headless(sheet, schema, form, encoding)
    else:
        yield from _walk(_Layout(sheet, header, schema, form, encoding, from_1904))


def _walk(layout: _Layout) -> Iterator[Table]:
    name, header, schema = layout.sheet.name, layout.header, layout.schema
    said = [*(label_faults(header, name, schema) if schema else ()), *_numbering_faults(layout)]
    bare, blank_rows, last, end = BareColumns(header, name), BlankRows(name), 0, 0
    for raw in layout.sheet.bodies(header.last, header.width):
        body = replace(raw, frame=cleaned(raw.frame, raw.traits))
        groups = [*said, *(bare.look(body) if schema else ()), *body.groups]
        if header.numbering and header.numbering in body.rows.head(1):
            body = body.filtered(body.rows != header.numbering)
        body, blank = blank_rows.split(body)
        body, repeated = split_repeated_headers(body, name, layout.columns, schema)
        body, strays = split_strays(body, name, layout.columns, schema)
        last = int(body.rows[-1]) if len(body.rows) else last
        end = int(raw.rows[-1]) if len(raw.rows) else end
        yield layout.table(body, [*groups, *blank, *repeated, *strays])
        said = []
    unseen = unseen_groups(layout.sheet, (header.last, last, end), header.width)
    yield layout.table(_nothing(header.width), [*said, *_end_faults(last, name), *unseen])


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
    nothing = _nothing(0)
    return Table(form, encoding, sheet.name, 0, nothing.frame, None, nothing.rows, {}, 0, (fault,))


def _numbering_faults(layout: _Layout) -> list[FaultGroup]:
    """`(1) (2) (3)` is skipped without a word; `1 2 3` could be a record and is said."""
    row = layout.header.numbering
    if row is None or is_bracketed(layout.sheet.head[row - 1]):
        return []
    return [one(describe("numbering-row", Address(layout.sheet.name, row)))]


def _end_faults(last: int, sheet: str | None) -> list[FaultGroup]:
    """What the file's row of the last record, 0 when there is none, says of the whole."""
    if not last:
        return [one(describe("no-rows", Address(sheet)))]
    if last not in SHEET_FULL_ROWS:
        return []
    words = {"found": last}
    return [one(describe("full-sheet", Address(sheet, last), words=words), words)]


def _nothing(width: int) -> Body:
    return Body(empty_frame(width), None, pl.Series("row", [], dtype=pl.UInt32))


def _named(frame: pl.DataFrame, columns: dict[str, int]) -> pl.DataFrame:
    places = column_names(frame.width)
    return frame.select(pl.col(places[column]).alias(name) for name, column in columns.items())
