"""Text that must have a form, and codes that lost their zeros on the way to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import polars as pl

from dtts.catalogue import Field
from dtts.checks.problem import Context, Problem

Texts = Mapping[str, str]

_PLACES = "register:places"
_ZEROS_LOST = 4


def check_pattern(context: Context) -> Iterator[Problem]:
    """The whole text must match. A number that matches after zeros are put before it is named as such."""
    for field in context.fields:
        pattern = field.constraints.get("pattern")
        if pattern is None:
            continue
        whole = f"^(?:{pattern})$"
        wrong = context.where(~pl.col(field.name).str.contains(whole))
        if wrong.any():
            yield from _named(context, field, pattern, whole, wrong)


def _named(context: Context, field: Field, pattern: str, whole: str, wrong: pl.Series) -> Iterator[Problem]:
    texts = context.typed[field.name].filter(wrong)
    padded = pad_zeros(texts, whole)
    # Back from the wrong cells to all rows.
    full = pl.Series([None], dtype=pl.String).new_from_index(0, len(wrong)).scatter(wrong.arg_true(), padded)
    lost = full.is_not_null()
    if lost.any():
        names = _place_names(context, field)
        yield Problem("leading-zero", lost, field, row_words=lambda row: _proposal(full[row], names))
    words = {"pattern": pattern, "description": dict(field.description)}
    yield Problem("pattern", wrong & ~lost, field, words)


def pad_zeros(texts: pl.Series, whole: str) -> pl.Series:
    """Each text with the fewest zeros before it that make it match, null where none do."""
    digits = pl.col("text").str.contains(r"^\d+(@|$)")
    candidates = [pl.concat_str(pl.lit("0" * zeros), "text") for zeros in range(1, _ZEROS_LOST + 1)]
    fitting = [pl.when(digits & text.str.contains(whole)).then(text) for text in candidates]
    return pl.DataFrame({"text": texts}).select(pl.coalesce(fitting)).to_series()


def _proposal(proposed: str, names: Mapping[str, Texts]) -> dict[str, object]:
    return {
        "proposed": proposed,
        "width": len(proposed.partition("@")[0]),
        "named": names.get(proposed, {"vi": "", "en": ""}),
    }


def _place_names(context: Context, field: Field) -> dict[str, Texts]:
    """`, Phường Bắc Giang` for every place, when the field holds places: a code is shown with its name."""
    for key in context.schema.foreign_keys:
        if key.resource == _PLACES and key.fields == (field.name,):
            places = context.keys("places", (*key.reference_fields, "name_vi", "name_en"))
            return {area: {"vi": f", {vi}", "en": f", {en}"} for area, vi, en in places.iter_rows()}
    return {}
