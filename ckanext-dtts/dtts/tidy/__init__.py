"""From a raw export to a CSV of a table schema, by a declared recipe. What cannot be read is said."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from dtts.catalogue import TableSchema, table_schema
from dtts.errors import UsageError
from dtts.tidy.places import Places, Units
from dtts.tidy.pxweb import read_pxweb
from dtts.tidy.recipe import Recipe, check_recipe, load_recipe
from dtts.tidy.registers import read_register
from dtts.tidy.result import Gathered, TidyResult
from dtts.tidy.sheet import read_sheet_table
from dtts.tidy.units import province_names
from dtts.vietnamese import nfc

__all__ = ["TidyResult", "load_recipe", "tidy"]


def tidy(source: Path, recipe: Recipe, out: Path, names: Units | None = None) -> TidyResult:
    """Write the table that `recipe` makes of `source` to `out`: UTF-8, LF, the schema's columns in its order.

    `names` maps folded province names to area ids; the packaged register by default.
    Raises `UsageError` for a wrong recipe and `UnreadableFile` for a file that is not the declared one.
    """
    check_recipe(recipe)
    schema = table_schema(recipe["schema"])
    gathered = _read(source, recipe, names)
    _write(gathered.rows, schema, out)
    return TidyResult(len(gathered.rows), gathered.unread, gathered.remarks, gathered.skipped)


def _read(source: Path, recipe: Recipe, names: Units | None) -> Gathered:
    if recipe["kind"] == "pxweb-wide":
        declared = recipe["places"]
        return read_pxweb(source, recipe, Places(declared, names or province_names(declared["epoch"])))
    if recipe["kind"] == "sheet":
        return read_sheet_table(source, recipe)
    return read_register(source, recipe)


def _write(rows: list[dict[str, Any]], schema: TableSchema, out: Path) -> None:
    unknown = {name for row in rows for name in row} - set(schema.field_names)
    if unknown:
        raise UsageError(
            f"schema {schema.name!r} has no column {', '.join(sorted(unknown))}: correct the recipe"
        )
    with out.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(schema.field_names)
        writer.writerows([_text(row, name) for name in schema.field_names] for row in rows)


def _text(row: Mapping[str, Any], name: str) -> str:
    return nfc(str(row.get(name, "")))
