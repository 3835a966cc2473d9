"""A report as plain text for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from dtts import formats
from dtts.report.report import Pattern, Report

_VERDICT = {
    True: {
        "vi": "Bảng hợp lệ: {rows} dòng, {columns} cột.",
        "en": "The table is valid: {rows} rows, {columns} columns.",
    },
    False: {
        "vi": "Bảng có {errors} chỗ cần sửa ({rows} dòng đã đọc).",
        "en": "The table has {errors} places to correct ({rows} rows read).",
    },
}
_CELLS_SHOWN = 20
_ACCEPT = {"vi": "Sửa bằng lệnh: {command}", "en": "Correct by the command: {command}"}


def verdict(report: Report, language: str) -> str:
    """The first sentence about a file."""
    words = {
        "rows": formats.number(report.source.rows, language),
        "columns": formats.number(report.source.columns, language),
        "errors": formats.number(report.counts["error"], language),
    }
    return _VERDICT[report.valid][language].format(**words)


def _more(pattern: Pattern, language: str) -> Iterator[str]:
    """What there is to say below a pattern: the offer to correct all, or what to do by hand."""
    if pattern.offer and pattern.count > 1:
        yield f"  {pattern.offer[language]}"
    if pattern.corrections:
        command = f"python -m dtts correct … --accept {pattern.key}"
        yield f"  {_ACCEPT[language].format(command=command)}"
    yield f"  {pattern.advice[language]}"


def report_text(report: Report, language: str) -> str:
    """The verdict, what repeats with what to do about it, then the first places one by one."""
    lines = [verdict(report, language)]
    for pattern in report.patterns:
        lines += ["", f"- {pattern.message[language]}", *_more(pattern, language)]
    repeated = {(pattern.rule, pattern.field) for pattern in report.patterns if pattern.count > 1}
    shown = [fault for fault in report.faults if (fault.rule, fault.field) in repeated][:_CELLS_SHOWN]
    if shown:
        lines += ["", *(f"  {fault.message[language]}" for fault in shown)]
    return "\n".join(lines) + "\n"
