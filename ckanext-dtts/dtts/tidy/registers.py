"""Kind `register`: a register as it is kept → its table schema, with place ids as the schema declares."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from dtts.catalogue import TableSchema, table_schema
from dtts.errors import UnreadableFile, UsageError
from dtts.registers.rows import Row, shaped
from dtts.report.address import Address
from dtts.tidy.faults import make_fault
from dtts.tidy.raw import Raw, read_text
from dtts.tidy.recipe import Recipe
from dtts.tidy.result import Gathered


def read_register(source: Path, recipe: Recipe) -> Gathered:
    """The rows of the register that `where` keeps: `{column: value}`, all of which must hold.

    Columns that the schema does not have and rows of another width than the header are said as unread.
    """
    schema = table_schema(recipe["schema"])
    where = recipe.get("where", {})
    unknown = set(where) - set(schema.field_names)
    if unknown:
        raise UsageError(
            f"schema {schema.name!r} has no column {', '.join(sorted(unknown))}: correct `where`"
        )
    raw = read_text(source, "utf-8-sig", ",")
    if not raw.rows:
        raise UnreadableFile(
            make_fault("empty", Address(), f"Tệp {source.name} rỗng.", f"{source.name} is empty.")
        )
    gathered = Gathered()
    _check_header(raw, schema, gathered)
    for row in shaped(schema, _whole_rows(raw, gathered)):
        if all(row[column] == wanted for column, wanted in where.items()):
            gathered.rows.append({column: text or "" for column, text in row.items()})
    return gathered


def _check_header(raw: Raw, schema: TableSchema, gathered: Gathered) -> None:
    for number, name in enumerate(map(str, raw.rows[0]), start=1):
        if name not in schema.field_names:
            vi = f"Cột “{name}” không có trong lược đồ {schema.name}; cả cột không được đọc."
            en = f"Column “{name}” is not in the schema {schema.name}; the whole column was not read."
            gathered.unread.append(make_fault("unknown-column", Address(None, 1, number), vi, en, value=name))


def _whole_rows(raw: Raw, gathered: Gathered) -> Iterator[Row]:
    header = [str(name) for name in raw.rows[0]]
    for number, cells in enumerate(raw.rows[1:], start=2):
        if len(cells) == len(header):
            yield dict(zip(header, map(str, cells), strict=True))
        else:
            vi = f"Dòng {number} có {len(cells)} ô, tiêu đề có {len(header)}; dòng không được đọc."
            en = f"Row {number} has {len(cells)} cells, the header {len(header)}; the row was not read."
            gathered.unread.append(make_fault("row-width", Address(None, number), vi, en))
