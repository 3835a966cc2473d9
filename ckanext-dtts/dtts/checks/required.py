"""Cells that may not be empty."""

from __future__ import annotations

from collections.abc import Iterator

from dtts.checks.problem import Context, Problem


def check_required(context: Context) -> Iterator[Problem]:
    """A required cell without text; text of a wrong type is another fault."""
    for field in context.fields:
        if field.required:
            yield Problem("required", context.raw[field.name].is_null(), field)
