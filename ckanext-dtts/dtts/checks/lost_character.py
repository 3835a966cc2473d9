"""The sign that stands for a letter which a program could not read: what it was, nobody can tell any more."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from dtts.checks.problem import Context, Problem

LOST = "\ufffd"


def check_lost_character(context: Context) -> Iterator[Problem]:
    """Text with U+FFFD. It begins with a byte that `visible` text does not have."""
    for field in () if context.table.visible else context.fields:
        if context.typed[field.name].dtype == pl.String:
            lost = context.where(pl.col(field.name).str.contains(LOST, literal=True))
            if lost.any():
                yield Problem("lost-character", lost, field)
