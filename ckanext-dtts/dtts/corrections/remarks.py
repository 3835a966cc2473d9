"""Remarks of a person who decided on a file, put among the faults of its report for the copy to mark."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from dtts.errors import UsageError
from dtts.report import Fault, Report, describe
from dtts.report.address import Address, column_number
from dtts.report.fault import FaultGroup
from dtts.report.report import make_report
from dtts.report.rules.review import REMARK

_CELL = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")


@dataclass(frozen=True)
class Remark:
    """What to correct in a cell (`C7`); an empty cell is the whole sheet, an empty sheet the table's."""

    sheet: str
    cell: str
    message: str


def with_remarks(report: Report, remarks: Sequence[Remark], sheet: str | None) -> Report:
    """The report with the remarks first. `sheet` is the one that was read; a remark on another sheet is told
    without its cell, since only the table's sheet is marked."""
    if not remarks:
        return report
    faults = tuple(_fault(remark, sheet) for remark in remarks)
    group = FaultGroup(REMARK, None, len(faults), faults)
    said = make_report(report.schema, report.schema_version, report.source, [group], len(faults))
    counts = {name: count + said.counts.get(name, 0) for name, count in report.counts.items()}
    return replace(
        report,
        valid=False,
        counts=counts,
        patterns=(*said.patterns, *report.patterns),
        faults=(*said.faults, *report.faults),
    )


def write_remarks(remarks: Iterable[Remark], path: Path) -> None:
    """The remarks as a file for the child."""
    path.write_text(json.dumps([vars(each) for each in remarks], ensure_ascii=False), encoding="utf-8")


def read_remarks(path: Path) -> list[Remark]:
    """The inverse of `write_remarks`; UsageError for anything else."""
    try:
        return [Remark(**each) for each in json.loads(path.read_text(encoding="utf-8"))]
    except (ValueError, TypeError) as error:
        raise UsageError(
            f'{path.name}: remarks are [{{"sheet": text, "cell": text, "message": text}}, …]'
        ) from error


def _fault(remark: Remark, sheet: str | None) -> Fault:
    found = _CELL.fullmatch(remark.cell)
    here = not remark.sheet or remark.sheet == sheet
    address = (
        Address(sheet, int(found[2]), column_number(found[1]))
        if found and here
        else Address(remark.sheet or sheet)
    )
    said = remark.message if here or not remark.cell else f"{remark.cell}: {remark.message}"
    return describe(REMARK, address, words={"remark": said})
