"""A report as a page shows it: what to do first, the questions, the patterns, then cell by cell."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import ckan.plugins.toolkit as tk

from ckanext.dtts.views import labels, language, links

Row = dict[str, Any]
FEW = 30
# Cells that a page lists of one group; a reader who wants all takes the workbook.
MOST_LISTED = 200
GROUPINGS = ("rule", "column", "sheet")


def page(raw: Row | None) -> Row | None:
    """The report with errors before warnings, what can be corrected at once, and its faults in groups."""
    if raw is None:
        return None
    patterns = sorted(raw["patterns"], key=lambda each: (each["severity"] != "error", -each["count"]))
    by = _grouping()
    return raw | {
        "errors": [each for each in patterns if each["severity"] == "error"],
        "warnings": [each for each in patterns if each["severity"] != "error"],
        "correctable": sum(each.get("corrections") or 0 for each in patterns),
        "questions": raw.get("questions") or [],
        "grouping": by,
        "groupings": _groupings(raw, by),
        "groups": _groups(raw, patterns, by),
        "most_listed": MOST_LISTED,
    }


def _grouping() -> str:
    asked = tk.request.args.get("by", "")
    return asked if asked in GROUPINGS else "rule"


def _groupings(raw: Row, current: str) -> list[Row]:
    """The ways to group what is listed that make a difference, with their addresses."""
    names = {"rule": tk._("by fault"), "column": tk._("by column"), "sheet": tk._("by sheet")}
    sheets = {fault.get("sheet") for fault in raw["faults"]}
    offered = [each for each in GROUPINGS if each != "sheet" or len(sheets) > 1]
    if len(raw["faults"]) <= FEW or len(offered) < 2:
        return []
    return [
        {
            "title": names[each],
            "current": each == current,
            "url": links.here(by=each if each != "rule" else None) + "#cells",
        }
        for each in offered
    ]


def _groups(raw: Row, patterns: list[Row], by: str) -> list[Row]:
    """The faults in one list while they are few, else in groups with a title each."""
    faults = [_placed(fault) for fault in raw["faults"]]
    if len(faults) <= FEW:
        return [{"title": "", "count": len(faults), "faults": faults}] if faults else []
    if by == "rule":
        return [
            _group(language.pick(each["message"]), [fault for fault in faults if _kind(fault) == _kind(each)])
            for each in patterns
            if any(_kind(fault) == _kind(each) for fault in faults)
        ]
    if by == "sheet":
        return _by(faults, lambda fault: str(fault.get("sheet") or tk._("Whole file")))
    schema, lang = raw["schema"], language.current()
    return _by(faults, lambda fault: labels.field(schema, fault.get("field"), lang) or tk._("Rows and file"))


def _by(faults: Iterable[Row], title: Callable[[Row], str]) -> list[Row]:
    grouped: dict[str, list[Row]] = {}
    for fault in faults:
        grouped.setdefault(title(fault), []).append(fault)
    return [_group(name, listed) for name, listed in sorted(grouped.items(), key=lambda pair: -len(pair[1]))]


def _group(title: str, faults: list[Row]) -> Row:
    return {"title": title, "count": len(faults), "faults": faults[:MOST_LISTED]}


def _kind(fault: Row) -> tuple[str, str | None]:
    """What the faults of a pattern share: the rule and the column."""
    return fault["rule"], fault.get("field")


def _placed(fault: Row) -> Row:
    """A fault whose sentence leaves the cell to the column of the page that names it."""
    cell = fault.get("cell") or ""
    message = {lang: without_place(text, cell) for lang, text in fault["message"].items()}
    return fault | {"message": message}


def without_place(sentence: str, cell: str) -> str:
    """`Ô C3: mã xã …` as `Mã xã …`."""
    place, mark, rest = sentence.partition(f"{cell}: ")
    return rest[:1].upper() + rest[1:] if cell and mark and place else sentence
