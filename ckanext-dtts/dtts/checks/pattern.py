"""Text that must have a form, and codes that lost their zeros on the way to it."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from dtts.catalogue import Field
from dtts.checks.problem import Context, Problem

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
    first = padded.drop_nulls()
    if len(first):
        words = {**_proposal(first[0])}
        yield Problem("leading-zero", lost, field, words, lambda row: _proposal(full[row]))
    words = {"pattern": pattern, "description": dict(field.description)}
    yield Problem("pattern", wrong & ~lost, field, words)


def pad_zeros(texts: pl.Series, whole: str) -> pl.Series:
    """Each text with the fewest zeros before it that make it match, null where none do."""
    digits = pl.col("text").str.contains(r"^\d+(@|$)")
    candidates = [pl.concat_str(pl.lit("0" * zeros), "text") for zeros in range(1, _ZEROS_LOST + 1)]
    fitting = [pl.when(digits & text.str.contains(whole)).then(text) for text in candidates]
    return pl.DataFrame({"text": texts}).select(pl.coalesce(fitting)).to_series()


def _proposal(proposed: str) -> dict[str, object]:
    return {"proposed": proposed, "width": len(proposed.partition("@")[0])}
