"""The sheets of a file, as grids with their tables, each with how well it speaks for a schema."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from dtts.catalogue import TableSchema
from dtts.proposals.blocks import Block, find_blocks
from dtts.proposals.columns import Use, columns_in, split_in_two, uses_of
from dtts.proposals.grid import Grid, read_grid
from dtts.tables.answers import Answers
from dtts.tables.archive import unpacked
from dtts.tables.delimited import DelimitedSheet
from dtts.tables.dialect import detect_dialect
from dtts.tables.encoding import open_text
from dtts.tables.formats import format_of
from dtts.tables.header import find_header, missing_fields
from dtts.tables.records import json_sheet, parquet_sheet
from dtts.tables.sheet import Sheet
from dtts.tables.workbook import open_workbook

_RECORDS = {"json": json_sheet, "parquet": parquet_sheet}
_MOST_SHEETS = 30


@dataclass(frozen=True)
class Look:
    """One sheet: its tables and, of the one that is wanted, what its columns may give. `plain` when the
    schema knows all its labels."""

    sheet: Sheet
    grid: Grid
    blocks: list[Block]
    block: Block | None
    uses: list[Use]
    plain: bool

    @property
    def score(self) -> float:
        """How much speaks for the sheet: a plain one goes before all others."""
        return sum(use.match.score for use in self.uses) + (100 if self.plain else 0)


@contextmanager
def opened(path: Path, filename: str, schema: TableSchema, answers: Answers) -> Iterator[list[Sheet]]:
    """The sheets that people see, while the file is open. UnreadableFile when it is no table at all."""
    form = format_of(path, filename)
    if form == "zip":
        with unpacked(path) as member, opened(member.path, member.name, schema, answers) as sheets:
            yield sheets
    elif form in ("csv", "tsv"):
        with tempfile.TemporaryDirectory(prefix="dtts-") as scratch:
            text = open_text(path, Path(scratch), answers.encoding)
            yield [DelimitedSheet(text, detect_dialect(text, schema))]
    elif form in _RECORDS:
        yield [_RECORDS[form](path)]
    else:
        seen = [sheet.grid for sheet in open_workbook(path, form).sheets if sheet.visible]
        yield list(seen[:_MOST_SHEETS])


def look_at(sheet: Sheet, schema: TableSchema, answers: Answers) -> Look:
    """What a sheet holds and how it fits."""
    grid = read_grid(sheet)
    blocks = find_blocks(grid)
    block = _wanted(blocks, answers.table)
    uses = uses_of(columns_in(grid, block), schema) if block else []
    return Look(
        sheet, grid, blocks, block, [split_in_two(use, schema) for use in uses], _is_plain(sheet, schema)
    )


def _wanted(blocks: list[Block], row: int | None) -> Block | None:
    if row is not None:
        return next((block for block in blocks if block.start < row <= block.end), None)
    return blocks[0] if blocks else None


def _is_plain(sheet: Sheet, schema: TableSchema) -> bool:
    header = find_header(sheet.head, schema, sheet.marks)
    return (
        header is not None
        and not missing_fields(header, schema)
        and not header.unknown
        and not header.repeated
    )
