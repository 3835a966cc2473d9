"""A report as plain text for a terminal."""

from __future__ import annotations

from dtts import formats
from dtts.report.report import Report

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


def verdict(report: Report, language: str) -> str:
    """The first sentence about a file."""
    words = {
        "rows": formats.number(report.source.rows, language),
        "columns": formats.number(report.source.columns, language),
        "errors": formats.number(report.counts["error"], language),
    }
    return _VERDICT[report.valid][language].format(**words)


def report_text(report: Report, language: str) -> str:
    """The verdict, what repeats with what to do about it, then the first places one by one."""
    lines = [verdict(report, language)]
    for pattern in report.patterns:
        lines += ["", f"- {pattern.message[language]}", f"  {pattern.advice[language]}"]
    repeated = {(pattern.rule, pattern.field) for pattern in report.patterns if pattern.count > 1}
    shown = [fault for fault in report.faults if (fault.rule, fault.field) in repeated][:_CELLS_SHOWN]
    if shown:
        lines += ["", *(f"  {fault.message[language]}" for fault in shown)]
    return "\n".join(lines) + "\n"
