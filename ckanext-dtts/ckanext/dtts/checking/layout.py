"""When the layout of a sheet, and not its cells, is what a report is about."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

LAYOUT_RULES = frozenset(
    {
        "header-not-found", "missing-column", "extra-column", "incorrect-label", "blank-label",
        "several-sheets", "no-such-sheet", "no-rows", "layout-changed", "cell-changed", "unknown-line",
    }
)  # fmt: skip
"""Faults that a reader of the sheet as it lies may settle better than its sender by typing it anew."""


def helps(report: Mapping[str, Any] | None) -> bool:
    """Whether reading the sheet in another way may settle what the report says."""
    return any(pattern["rule"] in LAYOUT_RULES for pattern in (report or {}).get("patterns", ()))
