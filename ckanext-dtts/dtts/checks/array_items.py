"""Items of arrays that the schema describes by `arrayItem`."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import reduce
from operator import or_
from typing import Any

import polars as pl

from dtts.catalogue import Field, TableSchema, read_table_schema
from dtts.checks.enum import check_enum
from dtts.checks.length import check_length
from dtts.checks.pattern import check_pattern
from dtts.checks.problem import Context, Problem
from dtts.checks.range import check_range
from dtts.checks.types import Raw, parser
from dtts.checks.types.column import never
from dtts.tables import Kind

_OF_AN_ITEM = (check_pattern, check_enum, check_range, check_length)


def check_array_items(context: Context) -> Iterator[Problem]:
    """An array with an item of a wrong type, or with one that breaks a constraint of the items."""
    for field in context.fields:
        described = field.descriptor.get("arrayItem")
        if field.type == "array" and described:
            yield from _problems(context, field, _item_schema(field, described))


def _item_schema(field: Field, described: Mapping[str, Any]) -> TableSchema:
    item = {"name": field.name, "type": "any"} | {
        key: value for key, value in described.items() if key != "arrayItem"
    }
    return read_table_schema({"fields": [item]}, field.name)


def _problems(context: Context, field: Field, schema: TableSchema) -> Iterator[Problem]:
    items = _items(context.typed[field.name], schema.fields[0])
    item = schema.fields[0]
    kinds = None if item.type in ("string", "any") else items["kind"]
    typed = parser(item)(Raw(item, items["text"], kinds, decimal="."))
    strange = items["nested"] & (item.type == "string")
    wrong = reduce(or_, (found.mask for found in typed.found), strange)
    words = {"items": dict.fromkeys(("vi", "en"), item.type)}
    yield Problem("array-item-type", _rows(context, items, wrong), field, words)
    values = typed.values.set(wrong, None)
    one = replace(
        context, schema=schema, typed=values.alias(item.name).to_frame(), raw=items.select(item.name)
    )
    absent = items["text"].is_null() if item.required else never(items.height)
    masks = (problem.mask for check in _OF_AN_ITEM for problem in check(one))
    broken = reduce(or_, masks, absent) & ~wrong
    yield Problem("array-item", _rows(context, items, broken), field)


def _items(arrays: pl.Series, item: Field) -> pl.DataFrame:
    """One row an item: its array's row, its text, what JSON says it is."""
    rows: list[tuple[int, str | None, int, bool]] = []
    for row, text in enumerate(arrays):
        for value in json.loads(text) if text else ():
            said = None if value is None else _text(value)
            missing = said is None or said in item.missing_values
            nested = not isinstance(value, str)
            rows.append((row, None if missing else said, int(_kind(value)), nested and not missing))
    types = {"row": pl.UInt32, "text": pl.String, "kind": pl.UInt8, "nested": pl.Boolean}
    frame = pl.DataFrame(rows, schema=types, orient="row")
    return frame.with_columns(pl.col("text").alias(item.name))


def _rows(context: Context, items: pl.DataFrame, mask: pl.Series) -> pl.Series:
    """The arrays of the items where `mask` holds."""
    rows = never(context.typed.height)
    named = items["row"].filter(mask).unique()
    return rows.scatter(named, True) if len(named) else rows


def _text(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _kind(value: Any) -> Kind:
    if isinstance(value, bool):
        return Kind.BOOLEAN
    return Kind.NUMBER if isinstance(value, (int, float)) else Kind.TEXT
