"""Kind `register`: a CSV with the register's own columns → the columns of its table schema."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from dtts.errors import UnreadableFile
from dtts.report.address import Address
from dtts.tidy.faults import make_fault
from dtts.tidy.raw import read_text
from dtts.tidy.recipe import Recipe
from dtts.tidy.result import Gathered

_BLANK = re.compile(r"\{(\w+)\}")


def read_register(source: Path, recipe: Recipe) -> Gathered:
    """All rows that `where` keeps, with derived columns. Rows of another width are said, not read."""
    raw = read_text(source, recipe.get("encoding", "utf-8"), recipe.get("delimiter", ","))
    if not raw.rows:
        raise UnreadableFile(
            make_fault("empty", Address(), f"Tệp {source.name} rỗng.", f"{source.name} is empty.")
        )
    rename = recipe.get("rename", {})
    header = [rename.get(str(name), str(name)) for name in raw.rows[0]]
    gathered = Gathered()
    for number, cells in enumerate(raw.rows[1:], start=2):
        if len(cells) != len(header):
            vi = f"Dòng {number} có {len(cells)} ô, tiêu đề có {len(header)}; dòng không được đọc."
            en = f"Row {number} has {len(cells)} cells, the header {len(header)}; the row was not read."
            gathered.unread.append(make_fault("row-width", Address(None, number), vi, en))
            continue
        row: dict[str, Any] = {
            **recipe.get("constants", {}),
            **dict(zip(header, map(str, cells), strict=True)),
        }
        if all(row.get(column) == wanted for column, wanted in recipe.get("where", {}).items()):
            row |= {column: _derived(row, rules) for column, rules in recipe.get("derive", {}).items()}
            gathered.rows.append(row)
    return gathered


def _derived(row: Mapping[str, Any], rules: str | Sequence[Mapping[str, Any]]) -> str:
    """The first rule whose `when` holds; empty where a column that its text names is empty."""
    if isinstance(rules, str):
        return _filled(rules, row)
    for rule in rules:
        if all(row.get(column) == wanted for column, wanted in rule.get("when", {}).items()):
            return _filled(rule["value"], row)
    return ""


def _filled(template: str, row: Mapping[str, Any]) -> str:
    names = _BLANK.findall(template)
    return template.format(**row) if all(row[name] for name in names) else ""
