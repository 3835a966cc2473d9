"""Signs for "no figure" in columns of figures and days."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

import polars as pl
import yaml

from dtts.catalogue import LOADER, Field, schemas_path
from dtts.checks.types.column import Found

_OF_FIGURES = ("number", "integer", "year", "yearmonth", "date", "datetime", "time")


def with_markers(field: Field, text: pl.Series, found: tuple[Found, ...]) -> Iterator[Found]:
    """The faults, with cells of a wrong type that hold such a sign under a rule of their own; in a column of
    yes and no an x is a tick.

    What a sign means (zero, not applicable, not collected, suppressed) is not guessed: the table has to
    declare it.
    """
    for one in found:
        if field.type not in _OF_FIGURES or one.rule != "type" or not one.mask.any():
            yield one
            continue
        marker = one.mask & text.is_in(_markers().implode()).fill_null(False)
        yield replace(one, mask=one.mask & ~marker)
        yield Found("missing-marker", marker)


@cache
def _markers() -> pl.Series:
    path = schemas_path() / "missing" / "markers.yaml"
    return pl.Series(yaml.load(path.read_text(encoding="utf-8"), LOADER)["markers"], dtype=pl.String)  # noqa: S506 - a safe one
