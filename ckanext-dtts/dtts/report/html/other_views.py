"""The same faults by column and, from the top of each sheet, by cell: both lead to the kinds."""

from __future__ import annotations

from collections.abc import Mapping

from dtts import formats
from dtts.report.fault import Fault
from dtts.report.html import words
from dtts.report.html.by_rule import anchor, cell_name
from dtts.report.html.element import Markup, element
from dtts.report.html.words import both, label
from dtts.report.report import Pattern, Report, group_key

_ORDERED = 1000
"""So many cells of a sheet are listed from the top."""


def column_section(report: Report, titles: Mapping[str, words.Texts]) -> Markup:
    """Each column with its kinds of fault and how many places they have."""
    columns: dict[str | None, list[Pattern]] = {}
    for pattern in sorted(report.patterns, key=lambda pattern: pattern.field is None):
        columns.setdefault(pattern.field, []).append(pattern)
    rows = [_column(_title(field, titles), patterns) for field, patterns in columns.items()]
    table = _table((words.COLUMN, words.COUNT, words.KINDS), rows)
    return element("section", element("h2", both(words.BY_COLUMN)), table, id="by-column")


def sheet_section(report: Report) -> Markup:
    """The cells of each sheet in reading order."""
    sheets: dict[str | None, list[Fault]] = {}
    for fault in report.faults:
        sheets.setdefault(fault.sheet, []).append(fault)
    patterns = {pattern.key: pattern for pattern in report.patterns}
    parts = [_sheet(name, faults, patterns) for name, faults in sheets.items()]
    return element("section", element("h2", both(words.BY_SHEET)), *parts, id="by-sheet")


def _title(field: str | None, titles: Mapping[str, words.Texts]) -> Markup | str:
    if field is None:
        return label(words.WHOLE_TABLE)
    return both(titles[field]) if field in titles else element("code", field)


def _column(name: Markup | str, patterns: list[Pattern]) -> Markup:
    count = formats.number(sum(pattern.count for pattern in patterns), "vi")
    links = [element("p", _link(pattern, both(pattern.message))) for pattern in patterns]
    return element(
        "tr",
        element("th", name, scope="row", data_label=label(words.COLUMN)),
        element("td", count, class_="r", data_label=label(words.COUNT)),
        element("td", *links, data_label=label(words.KINDS)),
    )


def _sheet(name: str | None, faults: list[Fault], patterns: Mapping[str, Pattern]) -> Markup:
    title = name if name is not None else label(words.NO_SHEET)
    rows = [_place(fault, patterns) for fault in faults[:_ORDERED]]
    table = _table((words.CELL, words.VALUE, words.KINDS), rows)
    summary = element("summary", f"{label(words.CELLS)} ({formats.number(len(rows), 'vi')})")
    return element("div", element("h3", title), element("details", summary, table))


def _place(fault: Fault, patterns: Mapping[str, Pattern]) -> Markup:
    pattern = patterns.get(group_key(fault.rule, fault.field))
    kind = _link(pattern, fault.rule) if pattern else fault.rule
    cell = element("span", cell_name(fault), class_="cell")
    return element(
        "tr",
        element("th", cell, scope="row", data_label=label(words.CELL)),
        element("td", element("span", fault.value or "", class_="cell"), data_label=label(words.VALUE)),
        element("td", kind, data_label=label(words.KINDS)),
    )


def _link(pattern: Pattern, content: str) -> Markup:
    return element("a", content, href=f"#{anchor(pattern)}")


def _table(titles: tuple[words.Texts, ...], rows: list[Markup]) -> Markup:
    head = element("tr", *(element("th", label(title), scope="col") for title in titles))
    return element("table", element("thead", head), element("tbody", *rows))
