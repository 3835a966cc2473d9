"""Gives a file back as a workbook: faults marked, accepted corrections in place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from dtts.catalogue import TableSchema
from dtts.checks import Keys, check_table, packaged_keys
from dtts.corrections.accepted import EVERY_GROUP, Accepted
from dtts.corrections.anew import Marked, new_workbook, write_sheet, write_table_sheet
from dtts.corrections.copy import mark_sheet, open_copy
from dtts.corrections.lists import keep_lists
from dtts.corrections.marks import Mark, Place, marks_of
from dtts.corrections.remarks import Remark, with_remarks
from dtts.corrections.report_sheet import free_name, write_report_sheet
from dtts.corrections.results import keep_results
from dtts.corrections.values import typed_columns
from dtts.exports.xlsx import sheet_name
from dtts.report import Pattern, Report, group_key
from dtts.report.sheet import is_report_sheet
from dtts.tables import NOTHING_SAID, Answers, Table, read_table
from dtts.tables.archive import Member
from dtts.tables.cells import SheetCells, bare_file, every_sheet
from dtts.tables.xlsx.size import filled_cells

MOST_CELLS = 1_200_000
"""Cells of a workbook that is held with its formatting: some 600 MB."""
_ALL = 2**31


@dataclass(frozen=True)
class Corrected:
    """What was done: cells `corrected`, places that still have an error (`left`), and whether the copy is
    `faithful`, that is the sender's own workbook and not its values written anew. `unused` are groups and
    cells that were accepted and for which the report proposes nothing."""

    corrected: int
    left: int
    faithful: bool
    unused: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Work:
    file: Member
    schema: TableSchema
    answers: Answers
    table: Table
    report: Report
    marks: Mapping[Place, Mark]

    @property
    def patterns(self) -> dict[str, Pattern]:
        """The report's patterns by their key."""
        return {pattern.key: pattern for pattern in self.report.patterns}

    @property
    def corrections(self) -> Counter[str]:
        """Corrected cells by the key of their pattern."""
        done = (mark.correction for mark in self.marks.values() if mark.correction is not None)
        return Counter(group_key(fault.rule, fault.field) for fault in done)


def correct(
    path: Path,
    filename: str,
    schema: TableSchema,
    out: Path,
    accepted: Accepted | None = None,
    *,
    answers: Answers = NOTHING_SAID,
    keys: Keys = packaged_keys,
    previous: Path | None = None,
    today: date | None = None,
    remarks: Sequence[Remark] = (),
) -> Corrected:
    """Writes the file at `path` to `out` as .xlsx with every cell at its address, whatever it was: faults
    coloured and commented, the accepted corrections in place, and the report as a sheet of its own; `remarks`
    of a person stand among the faults.

    Reads and checks as `dtts.examine.examine` does with the same arguments. Raises UnreadableFile for what
    is no table or no sheet could hold; UsageError when `accepted` was made for another file.
    """
    if accepted is not None:
        accepted.need(path)
    table = read_table(path, filename=filename, schema=schema, answers=answers)
    report = check_table(
        table, schema, keys=keys, answers=answers, previous=previous, today=today, kept=_ALL
    ).report
    report = with_remarks(report, remarks, table.sheet)
    first = min(table.columns.values(), default=1)
    marks = marks_of(report, accepted or Accepted(""), first)
    with bare_file(path, filename) as file:
        work = _Work(file, schema, answers, table, report, marks)
        part = out.with_name(out.name + ".part")
        faithful = _mark_copy(work, part)
        if not faithful:
            _write_anew(work, part)
    part.replace(out)
    unused = _unused(accepted, work.marks) if accepted else ()
    return Corrected(sum(work.corrections.values()), _left(work), faithful, unused)


def _unused(accepted: Accepted, marks: Mapping[Place, Mark]) -> tuple[str, ...]:
    used = {EVERY_GROUP}
    for mark in marks.values():
        if mark.correction is not None:
            used |= {mark.correction.cell or "", group_key(mark.correction.rule, mark.correction.field)}
    return tuple(name for name in (*accepted.groups, *accepted.cells) if name not in used)


def _left(work: _Work) -> int:
    errors = (fault for fault in work.report.faults if fault.severity == "error")
    fixed = {(mark.correction.row, mark.correction.column) for mark in work.marks.values() if mark.correction}
    return sum((fault.row, fault.column) not in fixed for fault in errors)


def _mark_copy(work: _Work, out: Path) -> bool:
    """Whether the file is a workbook that can be given back as it is; then it is written."""
    if work.table.format != "xlsx" or filled_cells(work.file.path) > MOST_CELLS:
        return False
    workbook = open_copy(work.file.path)
    if workbook is None:
        return False
    sheet = workbook[work.table.sheet]
    keep_lists(workbook, work.file.path)
    keep_results(sheet, work.file.path, work.table)
    mark_sheet(sheet, work.schema, work.marks, work.patterns)
    _add_report(workbook, work, sheet.title, faithful=True)
    workbook.save(out)
    return True


def _write_anew(work: _Work, out: Path) -> None:
    workbook = new_workbook()
    title = work.table.sheet or sheet_name(work.schema, "vi")
    with every_sheet(work.file, work.schema, work.answers) as sheets:
        for cells in sheets:
            if _is_report(cells):
                continue
            if cells.name == work.table.sheet:
                write_table_sheet(workbook, cells, title, _marked(work))
            else:
                write_sheet(workbook, cells, cells.name or "")
    _add_report(workbook, work, title, faithful=False)
    workbook.save(out)


def _marked(work: _Work) -> Marked:
    # A sheet that was laid out by a mapping has its values elsewhere, and some of them converted.
    text_file = work.table.kinds is None and work.answers.mapping is None
    typed = typed_columns(work.table, work.schema, work.report, work.answers) if text_file else {}
    return Marked(work.table, work.schema, work.marks, work.patterns, typed)


def _is_report(cells: SheetCells) -> bool:
    first = next(iter(cells.rows()), ())
    return is_report_sheet(cells.name, str(first[0]) if first else None)


def _add_report(workbook: Any, work: _Work, data_sheet: str, *, faithful: bool) -> None:
    sheet = workbook.create_sheet(free_name(workbook.sheetnames))
    write_report_sheet(sheet, work.report, data_sheet, work.corrections, faithful=faithful)
    for other in workbook.worksheets:
        other.sheet_view.tabSelected = other is sheet
    workbook.active = sheet
