"""All checks, in the order in which they run."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from dtts.checks.duplicate_row import check_duplicate_row
from dtts.checks.enum import check_enum
from dtts.checks.foreign_key import check_foreign_key
from dtts.checks.invisible import check_invisible
from dtts.checks.length import check_length
from dtts.checks.pattern import check_pattern
from dtts.checks.primary_key import check_primary_key
from dtts.checks.problem import Context, Problem
from dtts.checks.range import check_range
from dtts.checks.required import check_required
from dtts.checks.row_checks import check_rows
from dtts.checks.unique import check_unique
from dtts.checks.unique_keys import check_unique_keys

CHECKS: tuple[Callable[[Context], Iterator[Problem]], ...] = (
    check_required,
    check_pattern,
    check_enum,
    check_range,
    check_length,
    check_unique,
    check_primary_key,
    check_unique_keys,
    check_foreign_key,
    check_duplicate_row,
    check_rows,
    check_invisible,
)
