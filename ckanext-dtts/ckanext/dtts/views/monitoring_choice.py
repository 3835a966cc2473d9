"""What a reader of the pages of monitoring asks for, out of the query."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import ckan.plugins.toolkit as tk
from flask import abort

from ckanext.dtts.followup import published
from ckanext.dtts.followup.places import within
from ckanext.dtts.followup.published import Dataset
from ckanext.dtts.registers import gazetteer, today
from ckanext.dtts.views import language, links
from ckanext.dtts.views import monitoring_words as words
from dtts.followup import STATES, Asked
from dtts.units import Unit

DONE = "xong"
"""A state of the query for all that was done, on time or late; `den-han` is all that has fallen due."""
DUE = "den-han"


@dataclass(frozen=True)
class Choice:
    """`asked` is for the rows, `among` are the datasets shown; `dataset` is the name of the only one, `to`
    the agency that a recommendation is addressed to, and `state` how it stands. Demonstration data are never
    mixed with others: `demo` tells which are shown."""

    asked: Asked
    among: tuple[Dataset, ...]
    place: Unit | None = None
    dataset: str | None = None
    to: str | None = None
    state: str | None = None
    demo: bool = False

    def chips(self) -> Iterator[tuple[str, str]]:
        """What was chosen, in words, and the address of this page without it."""
        asked = self.asked
        given = {
            "nam": str(asked.year) if asked.year else "",
            "loai": kind_word(asked.kind),
            "hang-muc": words.item(asked.programme or "", asked.item),
            "chuong-trinh": words.programme(asked.programme) if asked.programme and not asked.item else "",
            "dia-ban": self.place.label(tk.h.dtts_lang()) if self.place else "",
            "co-quan": asked.agency or "",
            "gui-den": self.to or "",
            "tinh-trang": state_word(self.state),
            "bo": self.dataset_title(),
        }
        for name, text in given.items():
            if text:
                yield text, links.here(**{name: None})

    def dataset_title(self) -> str:
        """The title of the only dataset; its name as it was asked for where none such is shown."""
        found = (language.pick(one.title) for one in self.among if one.name == self.dataset)
        return next(found, self.dataset or "")


def read(**fixed: str) -> Choice:
    """The choice of this request; 404 in words for a year or a place that there is none of."""
    place = _place(_given("dia-ban"))
    asked = Asked(
        agency=_given("co-quan"),
        within=within([place.area_id]) if place else None,
        programme=_given("chuong-trinh"),
        item=_given("hang-muc"),
        kind=_given("loai"),
        year=_year(_given("nam")),
    )
    state = fixed.get("state") or _given("tinh-trang")
    demo, dataset = _given("minh-hoa") == "1", _given("bo")
    return of(asked, place=place, dataset=dataset, to=_given("gui-den"), state=state, demo=demo)


def of(
    asked: Asked,
    *,
    place: Unit | None = None,
    dataset: str | None = None,
    to: str | None = None,
    state: str | None = None,
    demo: bool = False,
) -> Choice:
    """A choice among what is public now: of demonstration data, marked, where asked or where all is such."""
    known = published.datasets()
    demo = demo or all(one.demo for one in known)
    among = tuple(one for one in known if one.demo == demo and dataset in (None, one.name))
    return Choice(asked, among, place, dataset, to, state, demo)


def kind_word(kind: str | None) -> str:
    """The name of a kind, of a visit, a finding or an evaluation; their codes differ."""
    named = (name(kind or "") for name in (words.visit_kind, words.finding_kind, words.evaluation_kind))
    return next((name for name in named if name != kind), kind or "")


def state_word(state: str | None) -> str:
    """The name of a state of the query."""
    if state == DONE:
        return str(tk._("Done"))
    if state == DUE:
        return str(tk._("Fallen due"))
    return next((words.state(known) for known in STATES if known == state), state or "")


def _given(name: str) -> str | None:
    return tk.request.args.get(name, "").strip() or None


def _year(text: str | None) -> int | None:
    if text is None:
        return None
    if not (text.isascii() and text.isdecimal() and len(text) == len("2026")):
        abort(404, tk._("A year is written with four digits, such as 2026."))
    return int(text)


def _place(text: str | None) -> Unit | None:
    if text is None or text == "VN":
        return None
    unit = gazetteer().place(text) if "@" in text else gazetteer().unit(text, today())
    if unit is None:
        abort(404, tk._("No place has this code or name at this address. Search for it among the places."))
    return unit
