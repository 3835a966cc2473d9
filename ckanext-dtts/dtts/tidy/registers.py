"""Kind `register`: a register as it is kept → its table schema, with place ids as the schema declares."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from dtts.errors import UnreadableFile, UsageError
from dtts.registers import register
from dtts.report.address import Address
from dtts.tidy.faults import make_fault
from dtts.tidy.recipe import Recipe
from dtts.tidy.result import Gathered


def read_register(source: Path, recipe: Recipe) -> Gathered:
    """The rows of the register that `where` keeps: `{column: value}`, all of which must hold."""
    try:
        frame = register(source.stem, source.parent)
    except pl.exceptions.PolarsError as error:
        vi = f"Tệp {source.name} không đọc được như một danh mục."
        en = f"{source.name} cannot be read as a register: {error}"
        raise UnreadableFile(make_fault("unreadable-file", Address(), vi, en)) from error
    for column, wanted in recipe.get("where", {}).items():
        if column not in frame.columns:
            raise UsageError(
                f"register {source.stem!r} has no column {column!r}: correct `where` in the recipe"
            )
        frame = frame.filter(pl.col(column) == wanted)
    return Gathered(rows=frame.fill_null("").to_dicts())
