"""A table on whose page every cell leads to the form that reports it (`?bao=o`): nobody types a place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

import ckan.plugins.toolkit as tk

from ckanext.dtts.views.cells import Cell
from dtts.catalogue import Field, TableSchema


def chosen() -> bool:
    """Whether the reader is choosing the cell that is wrong."""
    return bool(tk.request.args.get("bao") == "o")


def leading(
    asked: Mapping[str, Any],
    schema: TableSchema,
    fields: Sequence[Field],
    row: Mapping[str, Any],
    shown: list[Cell],
) -> list[Cell]:
    """The cells of a row, each leading to its form; `asked` has `dataset`, `table` and `version`."""
    named = {"bo-du-lieu": asked["dataset"], "bang": asked["table"], "pb": asked["version"]}
    key = {f"k.{name}": row[name] for name in schema.primary_key if row.get(name) not in (None, "")}
    path = tk.url_for("dtts_feedback.form")
    return [
        replace(cell, url=f"{path}?{urlencode({**named, 'cot': field.name, **key})}")
        for field, cell in zip(fields, shown, strict=True)
    ]
