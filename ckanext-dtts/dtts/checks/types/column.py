"""One column on its way from text to values."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import polars as pl

from dtts.catalogue import Field
from dtts.checks.types.evidence import NOTHING_SHOWN, Evidence, Verdict
from dtts.tables import Kind


@dataclass(frozen=True)
class Raw:
    """A column as it was read: `text` with missing values already null, `kinds` or None when all is text.

    `decimal` is the decimal sign that the sender declared for the column, or None. `above` is what its
    rows before these show of how it is written.
    """

    field: Field
    text: pl.Series
    kinds: pl.Series | None = None
    decimal: str | None = None
    above: Evidence = NOTHING_SHOWN

    def is_kind(self, kind: Kind) -> pl.Series:
        """Cells that the spreadsheet stores as `kind`; in a delimited file all are text."""
        if self.kinds is None:
            return pl.repeat(kind is Kind.TEXT, len(self.text), dtype=pl.Boolean, eager=True)
        return self.kinds == int(kind)


@dataclass(frozen=True)
class Found:
    """Cells that break `rule`."""

    rule: str
    mask: pl.Series
    words: Mapping[str, object] = field(default_factory=dict)
    by_value: bool = False
    """The words also hold what each cell could mean: see `dtts.checks.types.numbers.readings`."""
    proposed: pl.Series | None = None
    """The correction of each of these cells where one is certain: see `dtts.checks.problem.Problem`."""


@dataclass(frozen=True)
class Typed:
    """A column's values (null where missing or wrong) and what is wrong with the others.

    `shown` is what these rows show of how the column is written, `verdict` how they were read for it; None
    where each cell is read by itself.
    """

    values: pl.Series
    found: tuple[Found, ...] = ()
    shown: Evidence | None = None
    verdict: Verdict | None = None


Parser = Callable[[Raw], Typed]
"""How the text of one type becomes values."""


def damaged(raw: Raw) -> tuple[Found, ...]:
    """Cells for which a spreadsheet has no value to give, in a column of whatever type."""
    if raw.kinds is None:
        return ()
    return (
        Found("error-cell", raw.is_kind(Kind.ERROR)),
        Found("formula-without-value", raw.is_kind(Kind.UNCOMPUTED)),
    )


def wrong_type(mask: pl.Series, kind: Mapping[str, str], example: Mapping[str, str] | str) -> Found:
    """The plain fault: the text is not of the column's type."""
    return Found("type", mask, {"kind": kind, "example": example})


def never(height: int) -> pl.Series:
    """A mask that is true nowhere."""
    return pl.repeat(False, height, dtype=pl.Boolean, eager=True)


def without(values: pl.Series, mask: pl.Series) -> pl.Series:
    """The values, null where the mask is true; not copied where it never is."""
    return values.set(mask, None) if mask.any() else values


def matched(text: pl.Series, pattern: str) -> pl.Series:
    """Where the text matches; a null does not."""
    return text.str.contains(pattern).fill_null(False)
