"""When rows that say what was found may be public: the agency that was visited answers first, or has had its
time to.

A table schema declares it, as `dtts:responsePeriod`:

    {"from": "shared_on", "answered": "agency_response", "withdrawn": "withdrawn_on"}
    {"from": "issued_on", "of": {"table": "findings", "key": {"finding_id": "finding_id"}}}

`from` is the day from which the period counts; a row without it counts from the day on which it was sent. A
row that is answered or withdrawn does not wait, nor one of a row of another table (`of`, `{theirs: ours}`)
that is public already, nor one that is public as it stands.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import polars as pl

from dtts.catalogue import TableSchema
from dtts.checks.beside import Beside, columns_of_table

DECLARED = "dtts:responsePeriod"
_SEPARATOR = "\x1f"


@dataclass(frozen=True, slots=True)
class Waiting:
    """So many `rows` of a table wait for an answer; the last of their periods ends with the day before
    `public_on`, the first day on which the table may be public without one."""

    rows: int
    public_on: date


def has_period(schema: TableSchema) -> bool:
    """Whether rows of a table wait for an answer before they are public."""
    return DECLARED in schema.descriptor


def waiting(
    frame: pl.DataFrame,
    schema: TableSchema,
    days: int,
    sent_on: date,
    public: pl.DataFrame | None = None,
    beside: Beside | None = None,
) -> Waiting | None:
    """What keeps a valid table (`frame`) that was sent on a day from being public; None when nothing does.

    `days` is the length of the response period, 0 for none; `public` is the version that the public reads
    now, `beside` the other published tables of the dataset.
    """
    declared: Mapping[str, Any] | None = schema.descriptor.get(DECLARED)
    if declared is None or days <= 0:
        return None
    left = frame.filter(~_free(frame, declared))
    left = _not_public(left, public)
    left = _not_of_public(left, declared, beside or {})
    if left.is_empty():
        return None
    began = left.select(_began(left, declared["from"], sent_on).max()).item()
    return Waiting(left.height, began + timedelta(days=days))


def _free(frame: pl.DataFrame, declared: Mapping[str, Any]) -> pl.Expr:
    """Rows that are answered or withdrawn."""
    named = [declared[role] for role in ("answered", "withdrawn") if declared.get(role) in frame.columns]
    return pl.any_horizontal(pl.lit(False), *(pl.col(name).is_not_null() for name in named))


def _not_public(frame: pl.DataFrame, public: pl.DataFrame | None) -> pl.DataFrame:
    """Rows that the public does not read as they stand, in the columns that both tables have."""
    if public is None:
        return frame
    shared = [name for name in frame.columns if name in public.columns]
    return _without(frame, shared, public, shared)


def _not_of_public(frame: pl.DataFrame, declared: Mapping[str, Any], beside: Beside) -> pl.DataFrame:
    """Rows that are not of a public row of the other table."""
    if "of" not in declared:
        return frame
    key: Mapping[str, str] = declared["of"]["key"]
    there = columns_of_table(beside, declared["of"]["table"], {name: name for name in key})
    return frame if there is None else _without(frame, list(key.values()), there, list(key))


def _without(frame: pl.DataFrame, names: list[str], other: pl.DataFrame, theirs: list[str]) -> pl.DataFrame:
    """The rows whose values stand in no row of the other table."""
    known = other.select(_said(theirs)).to_series()
    return frame.filter(~_said(names).is_in(known.implode()))


def _said(names: list[str]) -> pl.Expr:
    return pl.concat_str([pl.col(name).cast(pl.String).fill_null("") for name in names], separator=_SEPARATOR)


def _began(frame: pl.DataFrame, name: str, sent_on: date) -> pl.Expr:
    return pl.col(name).fill_null(sent_on) if name in frame.columns else pl.lit(sent_on)
