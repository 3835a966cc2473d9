"""A cell of a table as a reader sees it: figures in the reader's form, codes with their names."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import ckan.plugins.toolkit as tk

from ckanext.dtts.views import labels, language, links
from dtts import formats
from dtts.catalogue import Field, TableSchema

LONG = 40
DECIMALS = "dtts:decimals"
REGISTER = "register:"


@dataclass(frozen=True)
class Cell:
    """The text, the name of the code when it is one, how the cell is set, and the page of what it names."""

    text: str
    name: str = ""
    style: str = ""
    url: str = ""


def row(schema: TableSchema, fields: list[Field], values: Mapping[str, Any]) -> list[Cell]:
    """The cells of some columns of a row."""
    named = registers_of(schema)
    return [
        figure(field, values)
        if DECIMALS in field.descriptor
        else cell(field, values.get(field.name), named.get(field.name, ""))
        for field in fields
    ]


def figure(field: Field, values: Mapping[str, Any]) -> Cell:
    """A figure with as many decimals as another column of its row says."""
    value, decimals = values.get(field.name), values.get(field.descriptor[DECIMALS])
    if value is None or value == "":
        return cell(field, value)
    return Cell(formats.number(value, language.current(), least=int(decimals or 0)), style="r")


def cell(field: Field, value: Any, register: str = "") -> Cell:
    """The value of a column for the reader; an empty cell says so.

    `register` is the one whose codes the column holds, if any.
    """
    if value is None or value == "":
        return Cell("…", style="nil")
    label = field.enum_labels.get(str(value))
    if label:
        return Cell(language.pick(label), style=_width(language.pick(label)))
    if register:
        return _coded(register, str(value))
    return _BY_TYPE.get(field.type, _text)(field, value)


def registers_of(schema: TableSchema) -> dict[str, str]:
    """The register whose codes a column holds, by column, as the foreign keys say."""
    return {
        key.fields[-1]: key.resource.removeprefix(REGISTER)
        for key in schema.foreign_keys
        if key.resource.startswith(REGISTER)
    }


def style(field: Field) -> str:
    """`r` for a column of figures, which stand under one another at the right."""
    return "r" if field.type in ("integer", "number") and not field.enum_labels else ""


def _figure(_field: Field, value: Any) -> Cell:
    return Cell(formats.number(value, language.current()), style="r")


def _date(_field: Field, value: Any) -> Cell:
    return Cell(formats.day(str(value), language.current()), style="date")


def _moment(_field: Field, value: Any) -> Cell:
    """A day and its time to the minute."""
    clock = str(value).replace("T", " ").partition(" ")[2][:5]
    return Cell(f"{formats.day(str(value), language.current())} {clock}".rstrip(), style="date")


def _year(_field: Field, value: Any) -> Cell:
    return Cell(str(value), style="date")


def _boolean(_field: Field, value: Any) -> Cell:
    return Cell(tk._("Yes") if str(value).lower() in ("true", "t", "1") else tk._("No"))


def _text(_field: Field, value: Any) -> Cell:
    text = str(value)
    return Cell(text, style=_width(text))


def _coded(register: str, code: str) -> Cell:
    name = labels.code(register, code, language.current())
    if name is None:
        return Cell(code, style="code")
    if "@" not in code:
        return Cell(name, name=code, style=_width(name))
    time = labels.era(code, language.current())
    return Cell(
        name,
        name=" · ".join(filter(None, (code.partition("@")[0], time))),
        style="place",
        url=links.place(code),
    )


def _width(text: str) -> str:
    if len(text) > LONG:
        return "long"
    return "" if " " in text else "code"


_BY_TYPE: dict[str, Callable[[Field, Any], Cell]] = {
    "integer": _figure,
    "number": _figure,
    "date": _date,
    "datetime": _moment,
    "year": _year,
    "boolean": _boolean,
}
