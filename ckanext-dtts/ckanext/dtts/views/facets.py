"""Narrowing a search by links: each facet is one parameter of the address and one field of the index."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import ckan.plugins.toolkit as tk

from ckanext.dtts.registers import gazetteer, today
from ckanext.dtts.search.compose import quoted
from ckanext.dtts.views import labels, language, links
from dtts.units import CURRENT

SHOWN = 8

__all__ = ["KINDS", "PARAMS", "Facet", "Kind", "Value", "counted", "picked", "queries", "quoted", "read"]


@dataclass(frozen=True)
class Kind:
    """A facet: its parameter, the field that it filters, its heading and how a value is called."""

    param: str
    field: str
    heading: Callable[[], str]
    label: Callable[[str, str], str]
    newest_first: bool = False


@dataclass(frozen=True)
class Value:
    """One value of a facet, with the address that picks it or drops it again."""

    label: str
    count: int
    url: str
    picked: bool


@dataclass(frozen=True)
class Facet:
    """A facet as the page shows it."""

    heading: str
    values: list[Value]
    rest: list[Value]


def _programme_item(value: str, lang: str) -> str:
    return labels.any_choice("programme_item", value, lang)


def _theme(value: str, lang: str) -> str:
    return labels.any_choice("theme", value, lang)


def _agency(value: str, lang: str) -> str:
    return (labels.agency_in_english(value) if lang == "en" else "") or value


def _place(value: str, lang: str) -> str:
    era = labels.era(value, lang)
    return f"{labels.area(value, lang)} ({era})" if era else labels.area(value, lang)


def _quality(value: str, _lang: str) -> str:
    names = {
        "checked": tk._("Has a table checked cell by cell"),
        "open": tk._("Licence names what may be done"),
        "english": tk._("Described in English too"),
        "real": tk._("Real figures, no demonstration"),
    }
    return str(names.get(value, value))


_PROVINCES, _WITHIN = "area_province", "area_within"
KINDS = (
    Kind("type", "dataset_type", lambda: tk._("Kind of data"), labels.dataset_type),
    Kind("place", _WITHIN, lambda: tk._("Place"), _place),
    Kind("item", "programme_item", lambda: tk._("Programme item"), _programme_item),
    Kind("topic", "theme", lambda: tk._("Topic"), _theme),
    Kind("agency", "organization", lambda: tk._("Agency"), _agency),
    Kind("year", "dtts_year", lambda: tk._("Year"), lambda value, _lang: value, newest_first=True),
    Kind("quality", "dtts_quality", lambda: tk._("Quality"), _quality),
)
PARAMS = tuple(kind.param for kind in KINDS)


def counted() -> list[str]:
    """The fields whose values are counted: of places the provinces, or what lies in the one picked."""
    fields = [kind.field for kind in KINDS if kind.field != _WITHIN]
    return [*fields, _WITHIN if _chosen("place") else _PROVINCES]


def queries(without: str = "") -> list[str]:
    """The picked facets as filter queries of the index, but for the one named."""
    chosen = ((kind.field, _chosen(kind.param)) for kind in KINDS if kind.param != without)
    return [f"{field}:{quoted(value)}" for field, value in chosen if value]


def read(found: dict[str, Any], only: str = "") -> list[Facet]:
    """The facets of a search answer, without those that offer no choice; of one parameter if it is named."""
    answers = found.get("search_facets", {})
    kinds = (kind for kind in KINDS if only in ("", kind.param))
    facets = (_facet(kind, _items(kind, answers), _chosen(kind.param)) for kind in kinds)
    return [facet for facet in facets if facet.values]


def picked(facets: list[Facet]) -> list[Value]:
    """What the reader narrowed the search to."""
    return [value for facet in facets for value in (*facet.values, *facet.rest) if value.picked]


def _chosen(param: str) -> str:
    """The value that the address picks; a place by its code of today or its whole id."""
    value = str(tk.request.args.get(param, "")).strip()
    if param == "place" and value and value != "VN" and "@" not in value:
        return f"{value}@{CURRENT}"
    return value


def _items(kind: Kind, answers: dict[str, Any]) -> list[dict[str, Any]]:
    if kind.field != _WITHIN:
        return list(answers.get(kind.field, {}).get("items", []))
    chosen = _chosen("place")
    if not chosen:
        return list(answers.get(_PROVINCES, {}).get("items", []))
    unit = gazetteer().place(chosen)
    below = gazetteer().children(unit.code, today(), unit.level) if unit and unit.valid_on(today()) else ()
    offered = {chosen, *(each.area_id for each in below)}
    return [item for item in answers.get(_WITHIN, {}).get("items", []) if item["name"] in offered]


def _facet(kind: Kind, items: list[dict[str, Any]], chosen: str) -> Facet:
    if chosen and chosen not in {item["name"] for item in items}:
        items.append({"name": chosen, "display_name": chosen, "count": 0})
    if kind.newest_first:
        items.sort(key=lambda item: str(item["name"]), reverse=True)
    else:
        items.sort(key=lambda item: (item["name"] != chosen, -item["count"], str(item["name"])))
    values = [_value(kind, item, chosen) for item in items]
    return Facet(kind.heading(), values[:SHOWN], values[SHOWN:])


def _value(kind: Kind, item: dict[str, Any], chosen: str) -> Value:
    name = str(item["name"])
    label = kind.label(name, language.current())
    address = name.removesuffix(f"@{CURRENT}")
    return Value(
        label=item.get("display_name") or name if label == name else label,
        count=item["count"],
        url=links.here(**{kind.param: None if name == chosen else address}),
        picked=name == chosen,
    )
