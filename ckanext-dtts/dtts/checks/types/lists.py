"""Cells that hold several values of one type, such as `a;b;c`."""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from dtts.catalogue import Field
from dtts.checks.types.column import Parser, Raw, Typed, wrong_type
from dtts.errors import UsageError

ITEM_TYPES = ("string", "integer", "boolean", "number", "datetime", "date", "time")
DELIMITER = ","
_KIND = {"vi": "danh sách", "en": "a list"}


def parse_list(raw: Raw, item: Parser) -> Typed:
    """Lists as their text; every item has to be of the type that `item` reads."""
    sign = delimiter_of(raw.field)
    rows = pl.DataFrame({"text": raw.text}).with_row_index("row")
    items = rows.with_columns(pl.col("text").str.split(sign)).explode("text")
    figures = item_type(raw.field) in ("integer", "number")
    texts = items["text"].str.strip_chars() if figures else items["text"]
    read = item(Raw(_item_field(raw.field), texts, decimal="."))
    broken = items["row"].filter(texts.is_not_null() & read.values.is_null()).unique()
    wrong = rows["row"].is_in(broken.implode())
    return Typed(raw.text.set(wrong, None), (wrong_type(wrong, _KIND, sign.join("abc")),))


def delimiter_of(field: Field) -> str:
    """The sign between the items."""
    return str(field.descriptor.get("delimiter", DELIMITER))


def item_type(field: Field) -> str:
    """The type of the items; UsageError for one that the standard does not have in lists."""
    kind = str(field.descriptor.get("itemType", "string"))
    if kind not in ITEM_TYPES:
        raise UsageError(
            f'field "{field.name}" is a list of "{kind}"; its items can be: {", ".join(ITEM_TYPES)}'
        )
    return kind


def _item_field(field: Field) -> Field:
    return replace(field, type=item_type(field), format="default", descriptor={}, constraints={})
