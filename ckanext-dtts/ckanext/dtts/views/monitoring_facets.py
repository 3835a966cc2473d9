"""The links by which lists of monitoring are narrowed: a value, how many rows have it, and the address."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import ckan.plugins.toolkit as tk

from ckanext.dtts.followup.published import Entry
from ckanext.dtts.registers import gazetteer
from ckanext.dtts.views import language, links, monitoring_places
from ckanext.dtts.views import monitoring_words as words
from ckanext.dtts.views.monitoring_data import Tally, tallies
from dtts.followup import Evaluation, Finding, Standing, Visit

Query = dict[str, str | int | None]
Address = Callable[..., str]
Column = tuple[str, Sequence[Tally[Any]], Callable[[Any], tuple[str, Query]], Address]
"""Heading, the values with their rows, what a value is called with its query, and where it leads."""


@dataclass(frozen=True)
class Value:
    """One value with its rows."""

    label: str
    count: int
    url: str


@dataclass(frozen=True)
class Facet:
    """The values of one column, most rows first."""

    heading: str
    values: Sequence[Value]


def to(endpoint: str) -> Address:
    """Addresses of another list with what was chosen here, and something changed."""

    def address(**changes: str | int | None) -> str:
        kept = {key: value for key, value in tk.request.args.items() if key != "page" and value}
        given = {key: value for key, value in {**kept, **changes}.items() if value not in (None, "")}
        return str(tk.url_for(endpoint, **given))

    return address


def of_visits(entries: Iterable[Entry[Visit]], address: Address = links.here) -> list[Facet]:
    """By year, kind, place, item and agency."""
    listed = list(entries)
    return _several(
        (tk._("Year"), tallies(listed, lambda one: one.row.visit_date.year), _year, address),
        (tk._("Kind"), tallies(listed, lambda one: one.row.visit_kind), _visit_kind, address),
        (tk._("Place"), by_place(listed), _place, address),
        (tk._("Programme item"), by_item(listed), _item, address),
        (tk._("Led by"), tallies(listed, lambda one: one.row.led_by), _agency, address),
        _by_dataset(listed, address),
    )


def of_findings(entries: Iterable[Entry[Finding]], address: Address = links.here) -> list[Facet]:
    """By kind, item, place and year."""
    listed = list(entries)
    return _several(
        (tk._("Kind"), tallies(listed, lambda one: one.row.kind), _finding_kind, address),
        (tk._("Programme item"), by_item(listed), _item, address),
        (tk._("Place"), by_place(listed), _place, address),
        (tk._("Year"), tallies(listed, lambda one: one.row.found_on.year), _year, address),
        _by_dataset(listed, address),
    )


def of_standings(entries: Iterable[Entry[Standing]], address: Address = links.here) -> list[Facet]:
    """By state, agency addressed, place, item of the finding and year of the due day."""
    listed = list(entries)
    items = tallies((one for one in listed if _item_of(one)), _item_of)
    return _several(
        (tk._("State"), tallies(listed, lambda one: one.row.state), _state, address),
        (
            tk._("Addressed to"),
            tallies(listed, lambda one: one.row.recommendation.addressed_to),
            _to,
            address,
        ),
        (tk._("Place"), _by_place(listed, lambda one: one.row.recommendation.area_id), _place, address),
        (tk._("Programme item"), items, _item, address),
        (tk._("Year due"), tallies(listed, lambda one: one.row.recommendation.due_on.year), _year, address),
        _by_dataset(listed, address),
    )


def of_evaluations(entries: Iterable[Entry[Evaluation]], address: Address = links.here) -> list[Facet]:
    """By kind, place and year of the report."""
    listed = list(entries)
    return _several(
        (tk._("Kind"), tallies(listed, lambda one: one.row.kind), _evaluation_kind, address),
        (tk._("Place"), by_place(listed), _place, address),
        (tk._("Year"), tallies(listed, lambda one: one.row.reported_on.year), _year, address),
        _by_dataset(listed, address),
    )


def of_datasets(entries: Iterable[Entry[Any]], address: Address = links.here) -> list[Facet]:
    """By dataset, where there are several: what one agency saw is not one figure with what another made."""
    return _several(_by_dataset(list(entries), address))


def by_place(entries: Iterable[Entry[Any]]) -> list[Tally[str]]:
    """By the place of today, or the place itself where there is not one such."""
    return _by_place(entries, lambda one: one.row.area_id)


def by_item(entries: Iterable[Entry[Any]]) -> list[Tally[tuple[str, str]]]:
    """By programme and code of the item, those of the whole programme left out."""
    listed = [one for one in entries if one.row.item_code]
    return tallies(listed, lambda one: (one.row.programme, one.row.item_code or ""))


def _item_of(one: Entry[Standing]) -> tuple[str, str] | None:
    """The programme and item of the finding that a recommendation answers."""
    finding = one.record.finding.get(one.row.recommendation.finding_id)
    return (finding.programme, finding.item_code) if finding and finding.item_code else None


def _by_place(entries: Iterable[Entry[Any]], of: Callable[[Entry[Any]], str]) -> list[Tally[str]]:
    places = gazetteer()

    def code(one: Entry[Any]) -> str:
        unit = monitoring_places.now(of(one), places)
        return unit.code if unit else of(one)

    return tallies(entries, code)


def _by_dataset(listed: Sequence[Entry[Any]], address: Address) -> Column:
    titles = {one.dataset.name: one.dataset.title for one in listed}

    def said(name: str) -> tuple[str, Query]:
        return language.pick(titles[name]), {"bo": name}

    return tk._("Dataset"), tallies(listed, lambda one: one.dataset.name), said, address


def _several(*given: Column) -> list[Facet]:
    """A facet of each column that has more than one value."""
    found = []
    for heading, counted, said, address in given:
        if len(counted) > 1:
            values = []
            for tally in counted:
                label, query = said(tally.value)
                values.append(Value(label, tally.count, address(**query)))
            found.append(Facet(heading, values))
    return found


def _year(value: int) -> tuple[str, Query]:
    return str(value), {"nam": value}


def _visit_kind(value: str) -> tuple[str, Query]:
    return words.visit_kind(value), {"loai": value}


def _finding_kind(value: str) -> tuple[str, Query]:
    return words.finding_kind(value), {"loai": value}


def _evaluation_kind(value: str) -> tuple[str, Query]:
    return words.evaluation_kind(value), {"loai": value}


def _state(value: Any) -> tuple[str, Query]:
    return words.state(value), {"tinh-trang": value}


def _agency(value: str) -> tuple[str, Query]:
    return value, {"co-quan": value}


def _to(value: str) -> tuple[str, Query]:
    return value, {"gui-den": value}


def _item(value: tuple[str, str]) -> tuple[str, Query]:
    return words.item(*value), {"chuong-trinh": value[0], "hang-muc": value[1]}


def _place(value: str) -> tuple[str, Query]:
    if value == "VN":
        return str(tk._("Whole country")), {"dia-ban": None}
    unit = gazetteer().place(value) or gazetteer().place(f"{value}@since-2025-07")
    return (unit.label(language.current()) if unit else value), {"dia-ban": value}
