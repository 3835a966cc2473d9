"""A cell of a table as a reader sees it: figures in the reader's form, codes with their names."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import ckan.plugins.toolkit as tk

from ckanext.dtts.views import labels, language
from dtts import formats
from dtts.catalogue import Field

LONG = 40


@dataclass(frozen=True)
class Cell:
    """The text, the name of the code when it is one, and how the cell is set."""

    text: str
    name: str = ""
    style: str = ""


def cell(field: Field, value: Any) -> Cell:
    """The value of a column for the reader; an empty cell says so."""
    if value is None or value == "":
        return Cell("…", style="nil")
    label = field.enum_labels.get(str(value))
    if label:
        return Cell(language.pick(label), style=_width(language.pick(label)))
    return _BY_TYPE.get(field.type, _text)(field, value)


def style(field: Field) -> str:
    """`r` for a column of figures, which stand under one another at the right."""
    return "r" if field.type in ("integer", "number") and not field.enum_labels else ""


def _figure(_field: Field, value: Any) -> Cell:
    return Cell(formats.number(value, language.current()), style="r")


def _date(_field: Field, value: Any) -> Cell:
    return Cell(formats.day(str(value), language.current()), style="date")


def _year(_field: Field, value: Any) -> Cell:
    return Cell(str(value), style="date")


def _boolean(_field: Field, value: Any) -> Cell:
    return Cell(tk._("Yes") if str(value).lower() in ("true", "t", "1") else tk._("No"))


def _text(_field: Field, value: Any) -> Cell:
    text = str(value)
    if text.endswith(("@pre-2025-07", "@since-2025-07")):
        name = labels.area(text, language.current())
        code = " · ".join(filter(None, (text.partition("@")[0], labels.era(text))))
        return Cell(name, name=code, style="place") if name != text else Cell(text, style="code")
    return Cell(text, style=_width(text))


def _width(text: str) -> str:
    if len(text) > LONG:
        return "long"
    return "" if " " in text else "code"


_BY_TYPE: dict[str, Callable[[Field, Any], Cell]] = {
    "integer": _figure,
    "number": _figure,
    "date": _date,
    "datetime": _date,
    "year": _year,
    "boolean": _boolean,
}
