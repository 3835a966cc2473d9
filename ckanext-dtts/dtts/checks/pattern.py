"""Text that must have a form, and codes that lost their zeros on the way to it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import polars as pl

from dtts.catalogue import Field
from dtts.checks.pattern_match import whole_text
from dtts.checks.place_codes import meant_places
from dtts.checks.problem import Context, Problem
from dtts.checks.registered import names_of, registered
from dtts.checks.zeros import with_zeros
from dtts.tables.clean import INVISIBLE

_NUMBER = r"^\d+$"


def check_pattern(context: Context) -> Iterator[Problem]:
    """The whole text must match. A number that only lacks the zeros before it is named as such."""
    for field in context.fields:
        pattern = field.constraints.get("pattern")
        if pattern is None:
            continue
        wrong = context.where(~whole_text(pl.col(field.name), pattern))
        if wrong.any():
            yield from _named(context, field, pattern, wrong)


def _named(context: Context, field: Field, pattern: str, wrong: pl.Series) -> Iterator[Problem]:
    bare = _bare(context, field, pattern, wrong)
    yield Problem("invisible-code", bare.is_not_null(), field, proposed=bare)
    yield from _meant(context, field, pattern, wrong & bare.is_null())


def _meant(context: Context, field: Field, pattern: str, wrong: pl.Series) -> Iterator[Problem]:
    padded = _padded(context, field, pattern, wrong)
    meant = meant_places(context, field, wrong & padded.is_null())
    number = context.where(pl.col(field.name).str.contains(_NUMBER))
    whole = context.typed[field.name] == meant.str.extract(r"^(\d+)@")
    lost = padded.is_not_null() | (number & ~whole).fill_null(False)
    proposed = padded.zip_with(padded.is_not_null(), meant)
    kinds = {
        "leading-zero": lost & proposed.is_not_null(),
        "place-period": meant.is_not_null() & number & ~lost,
        "place-by-name": meant.is_not_null() & ~number,
    }
    names = cache(lambda: names_of(context, field))
    for rule, mask in kinds.items():
        yield Problem(
            rule, mask, field, row_words=lambda row: {"named": names()(proposed[row])}, proposed=proposed
        )
    words = {"pattern": pattern, "description": dict(field.description)}
    yield Problem("pattern", wrong & proposed.is_null(), field, words)


def _bare(context: Context, field: Field, pattern: str, wrong: pl.Series) -> pl.Series:
    """The wrong texts that are right without the characters that nobody sees."""
    text = pl.col(field.name).str.replace_all(INVISIBLE, "").str.strip_chars()
    right = pl.when(wrong & whole_text(text, pattern)).then(text)
    return context.typed.select(right.alias(field.name)).to_series()


def _padded(context: Context, field: Field, pattern: str, wrong: pl.Series) -> pl.Series:
    """The wrong texts with their zeros: of the right form and, where there is a register, in it."""
    known = registered(context, field)

    def fits(candidate: pl.Expr) -> pl.Expr:
        right = whole_text(candidate, pattern)
        return right if known is None else right & candidate.is_in(known.implode())

    return with_zeros(context.typed, field.name, wrong, fits)
