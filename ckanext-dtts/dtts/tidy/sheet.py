"""Kind `sheet`: one sheet read by a mapping, the same value as the one that a person confirms of a file."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from dtts.catalogue import TableSchema, table_schema
from dtts.checks import check_table
from dtts.tables import Answers, Table, read_table
from dtts.tables.layout import SheetMapping
from dtts.tidy.recipe import Recipe
from dtts.tidy.result import Gathered

_OWN = ("kind", "round")


def read_sheet_table(source: Path, recipe: Recipe) -> Gathered:
    """The records of the sheet. What the reader and the checks call an error is unread, what they warn of is
    a remark.

    Raises `UnreadableFile` when the sheet has not the labels or the texts that the recipe expects.
    """
    schema = table_schema(recipe["schema"])
    mapping = SheetMapping.from_dict({key: part for key, part in recipe.items() if key not in _OWN})
    table = read_table(source, filename=source.name, schema=schema, answers=Answers(mapping=mapping))
    faults = check_table(table, schema).report.faults
    return Gathered(
        rows=_rows(table, schema, recipe.get("round")),
        unread=[fault for fault in faults if fault.severity == "error"],
        remarks=[fault for fault in faults if fault.severity == "warning"],
    )


def _rows(table: Table, schema: TableSchema, decimals: int | None) -> list[dict[str, Any]]:
    numbers = {field.name for field in schema.fields if field.type == "number"}
    return [
        {name: _rounded(text or "", decimals if name in numbers else None) for name, text in row.items()}
        for row in table.frame.to_dicts()
    ]


def _rounded(text: str, decimals: int | None) -> str:
    """The figure with so many decimals; what is no figure stays as it is."""
    try:
        return text if decimals is None else format(round(Decimal(text), decimals).normalize(), "f")
    except InvalidOperation:
        return text
