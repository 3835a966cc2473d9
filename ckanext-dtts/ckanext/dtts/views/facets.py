"""Narrowing a search by links: each facet is one parameter of the address and one field of the index."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import ckan.plugins.toolkit as tk

from ckanext.dtts.views import labels, language, links

SHOWN = 8


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


def _agency(value: str, lang: str) -> str:
    return (labels.agency_in_english(value) if lang == "en" else "") or value


KINDS = (
    Kind("type", "dataset_type", lambda: tk._("Kind of data"), labels.dataset_type),
    Kind("agency", "organization", lambda: tk._("Agency"), _agency),
    Kind("item", "programme_item", lambda: tk._("Programme item"), _programme_item),
    Kind("year", "dtts_year", lambda: tk._("Year"), lambda value, _lang: value, newest_first=True),
)
FIELDS = [kind.field for kind in KINDS]


def queries() -> list[str]:
    """The picked facets as filter queries of the index."""
    picked = ((kind.field, tk.request.args.get(kind.param, "").strip()) for kind in KINDS)
    return [f"{field}:{quoted(value)}" for field, value in picked if value]


def quoted(value: str) -> str:
    """A value as one phrase of the query language, whatever a reader put into the address."""
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def read(found: dict[str, Any]) -> list[Facet]:
    """The facets of a search answer, without those that offer no choice."""
    facets = (_facet(kind, found.get("search_facets", {}).get(kind.field, {})) for kind in KINDS)
    return [facet for facet in facets if facet.values]


def picked(facets: list[Facet]) -> list[Value]:
    """What the reader narrowed the search to."""
    return [value for facet in facets for value in (*facet.values, *facet.rest) if value.picked]


def _facet(kind: Kind, answer: dict[str, Any]) -> Facet:
    chosen = tk.request.args.get(kind.param, "").strip()
    items = list(answer.get("items", []))
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
    return Value(
        label=item.get("display_name") or name if label == name else label,
        count=item["count"],
        url=links.here(**{kind.param: None if name == chosen else name}),
        picked=name == chosen,
    )
