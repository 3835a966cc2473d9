"""All checks of the registers in one run."""

from collections.abc import Callable
from dataclasses import dataclass

from dtts.registers.check.book import Book, Fault, Figure, Lines
from dtts.registers.check.boundaries import check_communes, check_provinces
from dtts.registers.check.changes import check_changes
from dtts.registers.check.lists import check_lists
from dtts.registers.check.published import check_published
from dtts.registers.check.tables import check_tables
from dtts.registers.check.units import check_units

CHECKS: tuple[Callable[[Book], Lines], ...] = (
    check_tables,
    check_units,
    check_changes,
    check_lists,
    check_published,
    check_provinces,
    check_communes,
)


@dataclass(frozen=True)
class Examination:
    """What was counted and what is wrong."""

    figures: tuple[Figure, ...]
    faults: tuple[Fault, ...]


def examine_registers(book: Book, checks: tuple[Callable[[Book], Lines], ...] = CHECKS) -> Examination:
    """What was counted and what is wrong; UsageError when a register's file is missing."""
    lines = [line for check in checks for line in check(book)]
    return Examination(
        tuple(line for line in lines if isinstance(line, Figure)),
        tuple(line for line in lines if isinstance(line, Fault)),
    )
