"""What the address of a comparison names, with what is left out filled in and what is wrong said."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

import ckan.plugins.toolkit as tk

from ckanext.dtts.observations.answer import area_names
from ckanext.dtts.views import indicator_data
from ckanext.dtts.views.compared import LEAST, MOST
from ckanext.dtts.views.indicator_place import place_of
from dtts.indicators.definition import definitions
from dtts.indicators.rollup import COUNTRY
from dtts.units import Gazetteer
from dtts.units.neighbours import neighbours

APART = "tung-o"
_LONGEST = 60


@dataclass(frozen=True)
class Choice:
    """Codes of indicators and ids of places in the order in which they were named; `faults` are sentences in
    the reader's language, `filled` when the portal chose a part. `since` and `until` bound the periods, empty
    for all; `apart` asks for a small chart of each series."""

    codes: Sequence[str]
    areas: Sequence[str]
    faults: Sequence[str]
    filled: bool
    since: str = ""
    until: str = ""
    apart: bool = False

    @property
    def query(self) -> str:
        """What the address of this comparison has behind its question mark."""
        several = [*(("chi-tieu", code) for code in self.codes), *(("dia-ban", area) for area in self.areas)]
        bounds = [("tu", self.since), ("den", self.until), ("cach-ve", APART if self.apart else "")]
        return urlencode([*several, *((name, value) for name, value in bounds if value)])

    @property
    def together(self) -> Choice:
        """The same in one chart."""
        return replace(self, apart=False)

    @property
    def each_apart(self) -> Choice:
        """The same with a small chart of each series."""
        return replace(self, apart=True)

    def without(self, code: str, area: str) -> Choice | None:
        """The same less one series; None when that cannot be said, or less than two would stay."""
        one_code, one_area = len(self.codes) == 1, len(self.areas) == 1
        if len(self.codes) * len(self.areas) <= LEAST or not (one_code or one_area):
            return None
        if one_code:
            return replace(self, areas=[each for each in self.areas if each != area])
        return replace(self, codes=[each for each in self.codes if each != code])


def read(held: Sequence[str]) -> Choice:
    """The choice of this request; `held` are the indicators that have values."""
    codes, areas = _asked("chi-tieu"), _asked("dia-ban")
    unknown = [code for code in codes if code not in held]
    faults = [tk._("There is no indicator {code} with values.").format(code=code) for code in unknown]
    ids = [place_of(area) for area in areas]
    faults += [
        tk._("{code} is no place of today, nor an id of a former one.").format(code=area)
        for area, id_ in zip(areas, ids, strict=True)
        if id_ is None
    ]
    known = [each for each in ids if each]
    if faults or not held:
        return Choice(codes, known, faults, filled=False)
    chosen = codes or [_first(held)]
    places = _filled(chosen, list(dict.fromkeys(known)))
    filled = places != known or chosen != codes
    since, until = (next(iter(_asked(name)), "") for name in ("tu", "den"))
    apart = APART in _asked("cach-ve")
    return Choice(chosen, places, _too_many(chosen, places), filled, since, until, apart)


def areas(choice: Choice, places: Gazetteer) -> dict[str, dict[str, str]]:
    """The places that have values of one of the indicators, or were chosen, with their names."""
    found = [area for code in choice.codes for area in indicator_data.areas_of(code)]
    return {area: area_names(area, places) for area in dict.fromkeys([*found, *choice.areas])}


def _asked(name: str) -> list[str]:
    """Values of a parameter, each once, in their order."""
    given = (value.strip()[:_LONGEST] for value in tk.request.args.getlist(name))
    return list(dict.fromkeys(value for value in given if value))


def _first(held: Sequence[str]) -> str:
    """The first indicator of which more or less is better: there a comparison says something."""
    return next((code for code in held if definitions()[code].direction in ("up", "down")), held[0])


def _filled(codes: Sequence[str], areas: list[str]) -> list[str]:
    """The places asked for; when they make one series only, with the country and the provinces beside."""
    if len(codes) * len(areas) >= LEAST:
        return areas
    having = indicator_data.areas_of(codes[0])
    wanted = [*areas, *(area for area in _beside(areas) if area in having), *having]
    most = MOST - 1 if len(codes) == 1 else 1
    return list(dict.fromkeys(wanted))[:most]


def _beside(areas: Iterable[str]) -> list[str]:
    """The country, then the provinces that lie beside a province of today."""
    found = [COUNTRY]
    for area in areas:
        code, _, epoch = area.partition("@")
        found += [f"{other}@{epoch}" for other in neighbours(code)] if epoch == "since-2025-07" else []
    return found


def _too_many(codes: Sequence[str], areas: Sequence[str]) -> list[str]:
    count = len(codes) * len(areas)
    if count <= MOST:
        return []
    said = tk._("This would be {count} series, more than {most} can be told apart. Choose fewer.")
    return [said.format(count=count, most=MOST)]
