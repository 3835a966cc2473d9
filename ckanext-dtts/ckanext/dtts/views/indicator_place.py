"""Which place the page of an indicator shows: by code or id, or by a name of today or of before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import ckan.plugins.toolkit as tk

from ckanext.dtts.registers import gazetteer, today
from ckanext.dtts.views import indicator_data, indicator_targets
from dtts.indicators.rollup import COUNTRY
from dtts.searching.figures import places_named
from dtts.units import FORMER_ENDS, Unit, find

LONGEST = 100
MOST_LISTED = 12


@dataclass(frozen=True)
class Chosen:
    """`area` is the id of the place that is shown, None when the indicator has no value anywhere.

    `without` is the place that was asked for where it has no value: `area` is then what it lies in. `words`
    are the name that was typed, `alike` further places that it may mean.
    """

    area: str | None
    without: Unit | None = None
    words: str = ""
    alike: tuple[Unit, ...] = ()

    @property
    def unknown(self) -> bool:
        """Whether a name was typed that leads to no place at all."""
        return bool(self.words) and not self.alike and self.without is None and self.area in (None, COUNTRY)


def chosen(areas: Sequence[str]) -> Chosen:
    """The place of this request: `noi` is a name, `dia-ban` a code of today or an id; `areas` have values."""
    words = tk.request.args.get("noi", "").strip()[:LONGEST]
    if words:
        return _named(words, areas)
    asked = place_of(tk.request.args.get("dia-ban", "").strip())
    return _shown(asked, areas) if asked else Chosen(next(iter(areas), None))


def place_of(asked: str) -> str | None:
    """The id of the place that a code of today or an id names; None when there is none."""
    if not asked or asked == COUNTRY:
        return asked or None
    unit = gazetteer().place(asked) if "@" in asked else gazetteer().unit(asked, today())
    return unit.area_id if unit else None


def named(words: str) -> list[Unit]:
    """The places that the words may name, the likeliest first: those of today before those of before."""
    if words.isdecimal():
        units = [gazetteer().unit(words, on) for on in (today(), FORMER_ENDS)]
        return list(dict.fromkeys(unit for unit in units if unit))
    current, former = places_named(words, gazetteer(), today())
    larger = [unit for unit in former if unit.level != "commune"]
    smaller = [unit for unit in former if unit.level == "commune"]
    return [*current, *larger, *smaller] or _close(words)


def _close(words: str) -> list[Unit]:
    """What is spelled almost so, which is only proposed."""
    found = (each.unit for on in (today(), FORMER_ENDS) for each in find(gazetteer(), words, on, limit=4))
    return list(dict.fromkeys(found))


def _named(words: str, areas: Sequence[str]) -> Chosen:
    units = named(words)
    if not units:
        return Chosen(next(iter(areas), None), words=words)
    first = _shown(units[0].area_id, areas)
    return Chosen(first.area, first.without, words, tuple(units[1 : MOST_LISTED + 1]))


def _shown(asked: str, areas: Sequence[str]) -> Chosen:
    """The place itself where it or its parts have values, else the first of what it lies in that has."""
    known = gazetteer()
    around = indicator_targets.chain(asked, known)
    area = next((each for each in around if _has(each, areas)), None)
    without = known.place(asked) if area != asked else None
    return Chosen(area or next(iter(areas), None), without)


def _has(area: str, areas: Sequence[str]) -> bool:
    """Whether a place or a unit that it was made of has values."""
    return area in areas or any(part in areas for part in indicator_data.parts_of(area, gazetteer()))
