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


def cell_position(cell: str) -> tuple[int, int]:
    """Row and column, from 1, of an address such as `C13`; UsageError for what is none."""
    match = re.fullmatch(r"([A-Z]{1,3})(\d{1,7})", cell)
    if match is None:
        raise UsageError(f"{cell!r} is no cell: write column letters and a row number, such as C13")
    return int(match[2]), column_number(match[1])
