"""Cells that may not be empty."""

from __future__ import annotations

from collections.abc import Iterator

from dtts.checks.no_values import without_values
from dtts.checks.problem import Context, Problem


def check_required(context: Context) -> Iterator[Problem]:
    """A required cell without text; text of a wrong type is another fault, and so is a row of nothing."""
    required = [field for field in context.fields if field.required]
    if not required or not context.raw.width:
        return
    nothing = without_values(context)
    for field in required:
        yield Problem("required", context.raw[field.name].is_null() & ~nothing, field)
