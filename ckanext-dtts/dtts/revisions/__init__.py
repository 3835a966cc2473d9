"""What a new version of a table changes against the one before."""

from dtts.revisions.child import CHANGES, DIFFERENCE, NotComparedError, compare_in_child, compare_to
from dtts.revisions.compare import compare
from dtts.revisions.difference import (
    Changed,
    Columns,
    Difference,
    FieldChange,
    Move,
    RowCounts,
    Sample,
    Total,
)

__all__ = [
    "CHANGES",
    "DIFFERENCE",
    "Changed",
    "Columns",
    "Difference",
    "FieldChange",
    "Move",
    "NotComparedError",
    "RowCounts",
    "Sample",
    "Total",
    "compare",
    "compare_in_child",
    "compare_to",
]
