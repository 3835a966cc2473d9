"""A demonstration table as somebody might send it anew: a few cells changed, a row more, some rows less."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from dtts.errors import UsageError

Row = dict[str, str]
Change = Mapping[str, Any]


def revise(source: Path, out: Path, changes: Sequence[Change]) -> int:
    """Write the table at `source` to `out` with these changes in their order; returns its rows.

    A change is `{where: {column: value}, set: {column: value}}`, `{where: …, multiply: {column: factor}}`,
    `{where: …, drop: true}` or `{copy: {column: value}, set: {column: value}}`, which adds a copy of the
    first row that fits. UsageError when nothing fits, or a column is not there.
    """
    with source.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        columns, rows = list(reader.fieldnames or ()), list(reader)
    for change in changes:
        _refuse_unknown(change, columns)
        rows = _changed(rows, change)
    with out.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return len(rows)


def _changed(rows: list[Row], change: Change) -> list[Row]:
    found = _fitting(rows, change.get("copy") or change.get("where") or {})
    if "copy" in change:
        return [*rows, {**found[0], **_texts(change["set"])}]
    if change.get("drop"):
        gone = {id(row) for row in found}
        return [row for row in rows if id(row) not in gone]
    for row in found:
        row.update(_texts(change.get("set", {})))
        row.update({name: _times(row[name], by) for name, by in change.get("multiply", {}).items()})
    return rows


def _fitting(rows: list[Row], wanted: Mapping[str, Any]) -> list[Row]:
    texts = _texts(wanted)
    found = [row for row in rows if all(row[name] == value for name, value in texts.items())]
    if not found:
        raise UsageError(f"no row of the demonstration table has {texts}: correct the change")
    return found


def _refuse_unknown(change: Change, columns: Sequence[str]) -> None:
    named = {name for part in change.values() if isinstance(part, Mapping) for name in part}
    if unknown := sorted(named - set(columns)):
        raise UsageError(f"the demonstration table has no column {', '.join(unknown)}: correct the change")


def _texts(values: Mapping[str, Any]) -> Row:
    return {name: str(value) for name, value in values.items()}


def _times(text: str, factor: Any) -> str:
    """An empty cell stays empty."""
    return format((Decimal(text) * Decimal(str(factor))).normalize(), "f") if text else text
