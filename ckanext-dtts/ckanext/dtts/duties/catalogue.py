"""The whole catalogue on a day: how every entry stands, and whom and which place it counts for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

import ckan.plugins.toolkit as tk

from ckanext.dtts import registers
from ckanext.dtts.duties import agencies, entries, publications
from ckanext.dtts.duties.agencies import Named
from ckanext.dtts.duties.entries import Held
from ckanext.dtts.errors import RefusedError
from ckanext.dtts.registers.names import place_name
from dtts.duties import Publication, Share, Standing, by, province_on, share, standing
from dtts.duties.sheet import Row, as_row

Words = Mapping[str, str]


@dataclass(frozen=True)
class Catalogue:
    """Standings by code on the day `on`; `held` are their entries in the same order."""

    on: date
    held: Sequence[Held]
    standings: Sequence[Standing]
    published: publications.Published
    agencies: Mapping[str, Named]

    @property
    def share(self) -> Share:
        """The share of all entries."""
        return share(self.standings)

    def by_agency(self) -> dict[str, Share]:
        """The share of each agency that has entries, by its id."""
        return by(self.standings, lambda one: one.entry.agency)

    def by_province(self) -> dict[str, Share]:
        """The share of each province that entries are about, by its id; the whole country is one of them."""
        return by(self.standings, self.province)

    def province(self, one: Standing) -> str:
        """The province of the day that an entry counts for."""
        return province_on(registers.gazetteer(), one.entry.area_id, self.on)

    def agency(self, identifier: str) -> Words:
        """What an agency is called; its id when the portal never had it."""
        known = self.agencies.get(identifier)
        return known.title if known else {"vi": identifier, "en": identifier}

    def publications_of(self, one: Held) -> Sequence[Publication]:
        """What was published of the table of an entry."""
        return self.published.get((one.package_id or "", one.entry.table or ""), ())

    def rows(self, chosen: Sequence[Standing] | None = None) -> Iterator[Row]:
        """The entries, or some of them, as the CSV has them; agencies by the name in their address."""
        for one in self.standings if chosen is None else chosen:
            row = as_row(one, self.province(one), self.agency, place)
            known = self.agencies.get(one.entry.agency)
            yield row | {"agency": known.name if known else one.entry.agency}


def on(day: date) -> Catalogue:
    """The catalogue on a day that is not to come; RefusedError for a day before its log begins."""
    held = entries.now_held() if day >= registers.today() else entries.held_at(_end(day))
    return _standing(held, day)


def need_day(day: date) -> date:
    """The day, when the log can say how the catalogue stood at its end; else RefusedError."""
    first, today = entries.log_begins(), registers.today()
    if day > today:
        raise RefusedError(
            "as_of",
            "day-to-come",
            "Ngày xem phải là hôm nay hoặc một ngày đã qua.",
            "The day must be today or one that has passed.",
        )
    if first is not None and day < publications.day_of(first):
        begins = publications.day_of(first).isoformat()
        raise RefusedError(
            "as_of",
            "before-the-log",
            f"Nhật ký của danh mục bắt đầu ngày {begins}; không biết danh mục trước ngày đó ra sao.",
            f"The catalogue's log begins on {begins}; how it stood before is not known.",
        )
    return day


def place(area_id: str) -> Words:
    """What a place is called in both languages; its id when no register has it."""
    return {lang: place_name(area_id, lang) or area_id for lang in ("vi", "en")}


def _standing(held: Sequence[Held], day: date) -> Catalogue:
    known = agencies.named()
    heirs = agencies.heirs(known, day)
    passed_on = [_passed_on(each, heirs) for each in held]
    published = publications.of_datasets({each.package_id for each in held if each.package_id})
    standings = [
        standing(each.entry, published.get((each.package_id or "", each.entry.table or ""), ()), day)
        for each in passed_on
    ]
    return Catalogue(day, passed_on, standings, published, known)


def _passed_on(each: Held, heirs: Mapping[str, str]) -> Held:
    heir = heirs.get(each.entry.agency)
    return replace(each, entry=replace(each.entry, agency=heir)) if heir else each


def _end(day: date) -> datetime:
    """The first moment after a day on the portal's clock."""
    return datetime.combine(day + timedelta(days=1), time.min, tk.h.get_display_timezone())
