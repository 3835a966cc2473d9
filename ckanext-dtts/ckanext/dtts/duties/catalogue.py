"""The whole catalogue on a day: how every entry stands, and whom and which place it counts for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model

from ckanext.dtts import registers
from ckanext.dtts.duties import agencies, entries, history, publications
from ckanext.dtts.duties.agencies import Named
from ckanext.dtts.duties.entries import Held
from ckanext.dtts.errors import RefusedError
from ckanext.dtts.model import Coverage, EntryChange, Event
from ckanext.dtts.registers.names import place_name
from dtts.duties import NOTHING, Published, Share, Standing, by, province_on, share, standing
from dtts.duties.sheet import Row, as_row

Words = Mapping[str, str]


@dataclass(frozen=True)
class Catalogue:
    """Standings by code on the day `on`; `held` are their entries in the same order, `months` the shares at
    the ends of the months before."""

    on: date
    held: Sequence[Held]
    standings: Sequence[Standing]
    months: Sequence[tuple[date, Share]]
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

    def rows(self, chosen: Sequence[Standing] | None = None) -> Iterator[Row]:
        """The entries, or some of them, as the CSV has them; agencies by the name in their address."""
        for one in self.standings if chosen is None else chosen:
            row = as_row(one, self.province(one), self.agency, place)
            known = self.agencies.get(one.entry.agency)
            yield row | {"agency": known.name if known else one.entry.agency}


Heirs = tuple[tuple[str, str], ...]
Counted = tuple[Sequence[Held], Sequence[Standing], Sequence[tuple[date, Share]]]


def on(day: date) -> Catalogue:
    """The catalogue on a day; two queries while nothing of it has changed, a few more otherwise."""
    known = agencies.named()
    heirs = tuple(sorted(agencies.heirs(known, day).items()))
    return Catalogue(day, *_counted(day, heirs, registers.folder(), state()), known)


@lru_cache(maxsize=2)
def _counted(day: date, heirs: Heirs, _folder: Path | None, _state: Any) -> Counted:
    """What is counted again only when something changed of entries, versions, datasets or registers."""
    held = entries.now_held() if day >= registers.today() else entries.held_at(_end(day))
    held = [_passed_on(each, dict(heirs)) for each in held]
    published = publications.of_datasets({each.package_id for each in held if each.package_id})
    pairs = [(each.entry, published.get(address(each), NOTHING)) for each in held]
    standings = [standing(entry, found, day) for entry, found in pairs]
    return held, standings, history.by_month(pairs, day) if pairs else []


def state() -> Any:
    """What tells one state of all that the catalogue is made of from another; one query."""
    query = sa.select(
        sa.select(sa.func.max(EntryChange.seq)).scalar_subquery(),
        sa.select(sa.func.max(Event.seq)).scalar_subquery(),
        sa.select(sa.func.count()).select_from(Coverage).scalar_subquery(),
        sa.select(sa.func.max(model.Package.metadata_modified)).scalar_subquery(),
    )
    return tuple(model.Session.execute(query).one())


def published_of(one: Held) -> Published:
    """What was published of the table of one entry."""
    ids = {one.package_id} if one.package_id else set()
    return publications.of_datasets(ids).get(address(one), NOTHING)


def address(one: Held) -> tuple[str, str]:
    """The dataset's id and the table that fulfil an entry; of no table for an entry without one."""
    return one.package_id or "", one.entry.table or ""


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


def _passed_on(each: Held, heirs: Mapping[str, str]) -> Held:
    heir = heirs.get(each.entry.agency)
    return replace(each, entry=replace(each.entry, agency=heir)) if heir else each


def _end(day: date) -> datetime:
    """The first moment after a day on the portal's clock."""
    return datetime.combine(day + timedelta(days=1), time.min, tk.h.get_display_timezone())
