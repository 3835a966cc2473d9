"""A place's id against the code and the epoch beside it."""

from __future__ import annotations

import polars as pl

from dtts.checks.row_checks.kind import Declared, Kind


def _disagrees(declared: Declared) -> pl.Expr:
    return pl.col(declared["area"]) != pl.concat_str([declared["code"], declared["epoch"]], separator="@")


AREA_ID = Kind(("area", "code", "epoch"), _disagrees)
