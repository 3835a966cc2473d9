"""What a recipe could not read, as faults with the cell they stand in."""

from __future__ import annotations

from dtts.report.address import Address
from dtts.report.fault import Fault


def make_fault(
    rule: str, where: Address, vi: str, en: str, *, value: str | None = None, severity: str = "error"
) -> Fault:
    """A fault of the raw file at `where`, in the words of the tidying step."""
    return Fault(
        rule=rule,
        severity=severity,
        sheet=where.sheet,
        cell=where.a1,
        row=where.row,
        column=where.column,
        field=None,
        value=value,
        message={"vi": vi, "en": en},
    )
