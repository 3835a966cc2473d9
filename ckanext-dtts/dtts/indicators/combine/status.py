"""Observation status of a value made of several.

Source: SDMX guideline on CL_OBS_STATUS 2.2, order of precedence when only one flag can be kept.
"""

from __future__ import annotations

import polars as pl

PRECEDENCE = "BOMLHQJSDKWIFEPNUVGA"
_RANK = {status: rank for rank, status in enumerate(PRECEDENCE)}
# O missing, M cannot exist, L not collected, Q suppressed.
WITHOUT_VALUE = ("O", "M", "L", "H", "Q")
CONFIDENTIAL = ("C", "N")


def strongest(column: str) -> pl.Expr:
    """The status that goes before the others of a group."""
    ranks = pl.col(column).replace_strict(_RANK, default=len(PRECEDENCE), return_dtype=pl.UInt8)
    return ranks.min().replace_strict(dict(enumerate(PRECEDENCE)), default="A", return_dtype=pl.String)


def at_least(status: pl.Expr, other: str) -> pl.Expr:
    """`status`, or `other` where that goes before it."""
    ranks = status.replace_strict(_RANK, default=len(PRECEDENCE), return_dtype=pl.UInt8)
    return pl.when(ranks <= _RANK[other]).then(status).otherwise(pl.lit(other))
