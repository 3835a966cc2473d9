"""Values that must come from a list."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from dtts.catalogue import Field
from dtts.checks.constraints import constraint_values
from dtts.checks.problem import Context, Problem
from dtts.checks.spelling import by_value, meant_among

_NAMED = 12


def check_enum(context: Context) -> Iterator[Problem]:
    """A value outside the list that its column allows; one only written otherwise is named as such."""
    for field in context.fields:
        allowed = field.constraints.get("enum")
        if allowed is None:
            continue
        outside = context.where(~pl.col(field.name).is_in(constraint_values(field, allowed).implode()))
        meant = _meant(context, field, allowed, outside)
        words = {"allowed": _listed(field, allowed)}
        yield Problem("enum-spelling", meant.is_not_null(), field, words, proposed=meant)
        yield Problem("enum", outside & meant.is_null(), field, words)


def _meant(context: Context, field: Field, allowed: list[object], outside: pl.Series) -> pl.Series:
    if field.type != "string" or not outside.any():
        return pl.repeat(None, len(outside), dtype=pl.String, eager=True)
    labels = {str(value): field.enum_labels.get(str(value), {}).values() for value in allowed}
    return by_value(context.typed[field.name], outside, meant_among(labels))


def _listed(field: Field, allowed: list[object]) -> dict[str, str]:
    return {language: _list_text(field, allowed, language) for language in ("vi", "en")}


def _list_text(field: Field, allowed: list[object], language: str) -> str:
    shown = [_with_label(field, str(value), language) for value in allowed[:_NAMED]]
    return ", ".join([*shown, "…"] if len(allowed) > _NAMED else shown)


def _with_label(field: Field, value: str, language: str) -> str:
    label = field.enum_labels.get(value, {}).get(language)
    return f"{value} ({label})" if label and label.lower() != value.lower() else value
