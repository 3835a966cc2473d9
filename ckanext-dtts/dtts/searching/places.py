"""Names of places in a reader's words, and what covers the ground of those that are no more."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from dtts.searching.words import Word
from dtts.units import FORMER_ENDS, LEVELS, Gazetteer, Unit, Words, find, former_district
from dtts.units.candidate import CERTAIN, Candidate
from dtts.units.reading import readings
from dtts.units.succession import forward

MOST_WORDS = 7
MOST_PLACES = 8
"""A name that more places bear says too little: its words are searched as they stand."""
MOST_NAMED = 4


@dataclass(frozen=True, slots=True)
class Former:
    """A unit of the time before July 2025, the units that cover its ground today, and their provinces."""

    unit: Unit
    within: Unit | None
    now: tuple[Unit, ...]
    provinces: tuple[Unit, ...]

    def sentence(self) -> Words:
        """What became of it, in both languages."""
        return {lang: self._said(lang) for lang in ("vi", "en")}

    def _said(self, lang: str) -> str:
        whole = self.unit.label(lang) + (f", {self.within.label(lang)}" if self.within else "")
        names = ", ".join(unit.label(lang) for unit in self.now[:MOST_NAMED])
        more = len(self.now) - MOST_NAMED
        within = ", ".join(unit.label(lang) for unit in self.provinces if unit not in self.now)
        if lang == "en":
            rest = f" and {more} more" if more > 0 else ""
            return f"{whole} (before July 2025) now lies in {names}{rest}" + (
                f" ({within})" if within else ""
            )
        rest = f" và {more} đơn vị khác" if more > 0 else ""
        return f"{whole} (trước 7/2025) nay thuộc {names}{rest}" + (f" ({within})" if within else "")


@dataclass(frozen=True, slots=True)
class Named:
    """`length` words from `start` on that name places: of today, and of before."""

    start: int
    length: int
    current: tuple[Unit, ...]
    former: tuple[Former, ...]


def places_in(words: tuple[Word, ...], gazetteer: Gazetteer, today: date) -> list[Named]:
    """The names of places among the words, the longest first at each word, none inside another."""
    found: list[Named] = []
    at = 0
    while at < len(words):
        here = next(_at(words, at, gazetteer, today), None)
        if here:
            found.append(here)
        at += here.length if here else 1
    return found


def former(gazetteer: Gazetteer, unit: Unit, today: date) -> Former:
    """What covers the ground of a former unit today."""
    now = tuple(sorted(_covering(gazetteer, unit, today), key=lambda each: each.code))
    provinces = {above for each in now if (above := gazetteer.province(each))}
    within = next((above for above in gazetteer.upwards(unit, FORMER_ENDS) if above != unit), None)
    return Former(unit, within, now, tuple(sorted(provinces, key=lambda each: each.code)))


def _covering(gazetteer: Gazetteer, unit: Unit, today: date) -> set[Unit]:
    if unit.level == "district":
        grouped = former_district(gazetteer, unit.code)
        return {*grouped.inside, *grouped.shared} if grouped else set()
    return {link.new for link in forward(gazetteer, unit, FORMER_ENDS, today).links}


def _at(words: tuple[Word, ...], at: int, gazetteer: Gazetteer, today: date) -> Iterator[Named]:
    for length in range(min(MOST_WORDS, len(words) - at), 0, -1):
        text = " ".join(word.text for word in words[at : at + length])
        alone = length == len(words)
        current = _sure(known(gazetteer, text, today), alone)
        ended = [
            each for each in _sure(known(gazetteer, text, FORMER_ENDS), alone) if not each.valid_on(today)
        ]
        largest = min((LEVELS.index(each.level) for each in (*current, *ended)), default=0)
        meant = (former(gazetteer, each, today) for each in ended if LEVELS.index(each.level) == largest)
        told = tuple(each for each in meant if _is_news(each))
        if current or told:
            yield Named(at, length, current, told)


def known(gazetteer: Gazetteer, text: str, on: date) -> list[Candidate]:
    """What the text names on the day; slips of typing are not looked for, since most words are no names."""
    spellings = (way.spelling.bare for way in readings(text))
    entries = (entry for bare in spellings for entry in gazetteer.names.entries.get(bare, ()))
    return find(gazetteer, text, on) if any(entry.unit.valid_on(on) for entry in entries) else []


def _sure(found: list[Candidate], alone: bool) -> tuple[Unit, ...]:
    """The units that a name surely means. Without a word for its type only provinces and districts are taken
    out of a sentence, since many communes bear names that are everyday words."""
    sure = [
        each
        for each in found
        if each.reason in CERTAIN and (alone or each.typed or each.unit.level != "commune")
    ]
    best = max((each.score for each in sure), default=0)
    units = tuple(each.unit for each in sure if each.score == best)
    return units if len(units) <= MOST_PLACES else ()


def _is_news(one: Former) -> bool:
    """Whether a reader learns something: a unit that is only under one of the same name is no news."""
    return bool(one.now) and not (len(one.now) == 1 and one.now[0].name == one.unit.name)
