"""Columns by the letters that a spreadsheet shows."""

from __future__ import annotations

import re

from dtts.errors import UsageError
from dtts.report import column_number


def numbered(letters: str) -> int:
    """1 for `A`, 27 for `AA`; UsageError for what is no column."""
    if not re.fullmatch("[A-Z]{1,3}", letters):
        raise UsageError(f"{letters!r} is no column: write its letters, such as C")
    return column_number(letters)
