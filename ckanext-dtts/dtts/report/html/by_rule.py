"""What repeats, most frequent first, each with its cells behind it."""

from __future__ import annotations

from dtts.report.fault import Fault, without_place
from dtts.report.frictionless import first_of_each
from dtts.report.html import words
from dtts.report.html.element import Markup, element, markup
from dtts.report.html.words import both, filled, label
from dtts.report.report import Pattern, Report, group_key


def kinds_section(report: Report) -> Markup:
    """The section with every kind of fault."""
    faults: dict[str, list[Fault]] = {pattern.key: [] for pattern in report.patterns}
    for fault in first_of_each(report.faults):
        faults.setdefault(group_key(fault.rule, fault.field), []).append(fault)
    parts = []
    for severity, heading in (("error", words.ERRORS), ("warning", words.WARNINGS)):
        patterns = [pattern for pattern in report.patterns if pattern.severity == severity]
        parts.append(_part(heading, patterns, faults))
    return element("section", element("h2", both(words.BY_RULE)), markup(*parts), id="by-rule")


def anchor(pattern: Pattern) -> str:
    """The id of a pattern's card: its key, in which a colon would have to be escaped elsewhere."""
    return f"kind-{pattern.key.replace(':', '.')}"


def cell_name(fault: Fault) -> str:
    """The cell, or the row or the column, as a reader finds it."""
    if fault.cell:
        return fault.cell
    return label(filled(words.ROW, row=fault.row)) if fault.row else "–"


def _part(heading: words.Texts, patterns: list[Pattern], faults: dict[str, list[Fault]]) -> Markup:
    if not patterns:
        return markup()
    # Two patterns may be of one rule and field, such as two registers of a column: their cells come once.
    cards = [_card(pattern, faults.pop(pattern.key, None)) for pattern in patterns]
    return markup(element("h3", both(heading)), *cards)


def _card(pattern: Pattern, faults: list[Fault] | None) -> Markup:
    word = words.ERROR if pattern.severity == "error" else words.WARNING
    said = element(
        "p", element("span", f"{label(word)}: ", class_="word"), element("b", both(pattern.message))
    )
    parts = [said, _example(pattern), element("p", both(pattern.advice)), _command(pattern)]
    cells = _cells(pattern, faults) if pattern.count > 1 and faults else None
    own = None if faults is None else anchor(pattern)
    return element("article", *parts, cells, class_=f"pat {pattern.severity}", id=own)


def _example(pattern: Pattern) -> Markup | None:
    if pattern.count == 1 or not pattern.first_cell:
        return None
    change = _change(pattern.value, pattern.proposed) if pattern.proposed is not None else None
    cell = element("span", pattern.first_cell, class_="cell")
    return element("p", f"{label(words.FIRST_AT)} ", cell, ": " if change else ".", change)


def _command(pattern: Pattern) -> Markup | None:
    if not pattern.corrections:
        return None
    command = element("code", f"python -m dtts correct … --accept {pattern.key}")
    return element("p", f"{label(words.CORRECT_ALL)}: ", command)


def _cells(pattern: Pattern, faults: list[Fault]) -> Markup:
    shown = filled(words.KEPT, shown=len(faults), count=pattern.count)
    note = element("p", both(shown)) if len(faults) < pattern.count else None
    summary = element("summary", f"{label(words.CELLS)} ({len(faults)})")
    titles = (words.CELL, words.VALUE, words.WHY)
    head = element("tr", *(element("th", label(title), scope="col") for title in titles))
    body = element("tbody", *(_row(fault) for fault in faults))
    return element("details", summary, note, element("table", element("thead", head), body))


def _row(fault: Fault) -> Markup:
    cell = element("span", cell_name(fault), class_="cell")
    return element(
        "tr",
        element("th", cell, scope="row", data_label=label(words.CELL)),
        element("td", _change(fault.value, fault.proposed), data_label=label(words.VALUE)),
        element("td", both(without_place(fault)), data_label=label(words.WHY)),
    )


def _change(value: str | None, proposed: str | None) -> Markup:
    """What stands in the cell and, after an arrow, what is proposed."""
    before = element("span", value, class_="cell bad") if value else element("i", label(words.EMPTY))
    if proposed is None:
        return before
    return markup(before, " → ", element("span", proposed or label(words.EMPTY), class_="cell fix"))
