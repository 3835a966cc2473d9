"""What a schema declares under `dtts:checks`: rules of the domain, by kind, each with an `id` of its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import polars as pl

from dtts.catalogue import TableSchema
from dtts.errors import UsageError

Declared = Mapping[str, Any]
"""One entry of `dtts:checks`. `where` narrows it to rows by the values of columns; `severity` goes before
that of the rule."""

KINDS: dict[str, tuple[str, ...]] = {
    "valid-on": ("field", "on"),
    "name-of": ("code", "name"),
    "area-lists": ("area", "on", "region", "villages"),
    "one-open": ("of", "status"),
    "parts-sum": ("of", "by", "within", "indicator"),
    "previous": ("of", "key"),
    "repeated-period": ("of", "within", "period"),
    "scale": ("of", "within"),
    "regime": ("field", "on"),
    "small-cells": ("of", "group", "place"),
    "cumulative": ("of", "within", "period"),
    "missing-status": ("of", "status"),
    "not-future": ("field", "on"),
    "unit-stated": ("of", "unit"),
    "outline-sum": ("of", "level", "order", "within"),
    "against": ("field", "key", "unless"),
    "due-rule": ("frequency", "due", "first_period"),
}
"""Every kind with the keys that name columns: text, a list, or an object whose values name them."""


def declared(schema: TableSchema, kind: str) -> Iterator[Declared]:
    """The schema's declarations of one kind; UsageError for one of a kind that there is not."""
    for one in schema.descriptor.get("dtts:checks", ()):
        if one["kind"] not in KINDS:
            raise UsageError(
                f'check "{one["id"]}" of schema "{schema.name}" is of kind "{one["kind"]}"; '
                f"kinds are: {', '.join(KINDS)}"
            )
        if one["kind"] == kind:
            yield one


def rule_of(one: Declared) -> str:
    """The rule's id with the declaration's own behind it, as reports carry it."""
    return f"{one['kind']}:{one['id']}"


def columns_of(one: Declared) -> tuple[str, ...]:
    """Every column that the declaration names, once."""
    named = [*(_names(one[key]) for key in KINDS[one["kind"]] if key in one), tuple(one.get("where", {}))]
    return tuple(dict.fromkeys(name for names in named for name in names))


def figures_of(one: Declared) -> tuple[str, ...]:
    """The columns of figures that the declaration is about, named under `of`."""
    return _names(one["of"])


def chosen(one: Declared) -> pl.Expr:
    """The rows that the declaration is about."""
    conditions = [pl.col(name).is_in(values) for name, values in one.get("where", {}).items()]
    return pl.all_horizontal(conditions) if conditions else pl.lit(True)


def _names(named: Any) -> tuple[str, ...]:
    if isinstance(named, str):
        return (named,)
    return tuple(named.values()) if isinstance(named, Mapping) else tuple(named)
