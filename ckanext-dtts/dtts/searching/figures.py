"""A reader's words as a question for a figure: which indicators, in which place, since which year."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from types import MappingProxyType

import yaml

from dtts.catalogue import schemas_path
from dtts.indicators.definition import definitions
from dtts.searching.places import MOST_WORDS, known
from dtts.searching.words import Word, keys_of, words_of
from dtts.units import FORMER_ENDS, Gazetteer, Unit
from dtts.units.candidate import CERTAIN, Candidate

MOST_ASKED = 14
"""Words; longer texts are no question for one figure."""
MOST_INDICATORS = 6
_YEARS = range(1990, 2051)

Keys = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FigureAsked:
    """`indicators` are codes, the likeliest first. `place` are the words that name the place, as typed, empty
    when none does; `current` and `former` the units of today and of before July 2025 that bear this name.
    `since` is the first year that the words hold."""

    indicators: tuple[str, ...]
    place: str
    current: tuple[Unit, ...]
    former: tuple[Unit, ...]
    since: int | None


def figure_asked(text: str, gazetteer: Gazetteer, today: date) -> FigureAsked | None:
    """What figure the words ask for; None when they name no indicator.

    Words that name an indicator in full name no place: `ho ngheo` is no question for the poor of Phường Hồ.
    Else the longest name of a place that leaves words for an indicator is taken, the last before the first.
    """
    words = words_of(text)
    if not words or len(words) > MOST_ASKED:
        return None
    if codes := indicators_named(words, whole=True):
        return FigureAsked(codes, "", (), (), _first_year(words))
    for start, end in _spans(len(words)):
        name = " ".join(word.text for word in words[start:end])
        current, former = places_named(name, gazetteer, today)
        left = [*words[:start], *words[end:]]
        if (current or former) and (codes := indicators_named(left, whole=False)):
            return FigureAsked(codes, name, current, former, _first_year(left))
    return None


def places_named(name: str, gazetteer: Gazetteer, today: date) -> tuple[tuple[Unit, ...], tuple[Unit, ...]]:
    """The units of today and those of before July 2025 that surely bear a name, the best matches only."""
    current, former = (_bearing(name, gazetteer, on) for on in (today, FORMER_ENDS))
    return current, tuple(unit for unit in former if not unit.valid_on(today))


def indicators_named(words: Sequence[Word], whole: bool) -> tuple[str, ...]:
    """The codes of the indicators that the words name, those that they name in full first; only these when
    `whole`. None when nothing but fillers and years is left."""
    spoken = tuple(key for word in words for key in word.keys if _year(key) is None)
    asked = _without_fillers(spoken)
    if not asked:
        return ()
    found = []
    for code, wordings in _wordings().items():
        full = any(asked == _without_fillers(each) for each in wordings)
        if full or (not whole and any(set(asked) <= set(each) for each in wordings)):
            found.append((not full, min(map(len, wordings)), code))
    return tuple(code for *_, code in sorted(found)[:MOST_INDICATORS])


def _spans(count: int) -> Iterator[tuple[int, int]]:
    """Where a name may stand among some words: longest first, then last."""
    for length in range(min(MOST_WORDS, count - 1), 0, -1):
        for start in range(count - length, -1, -1):
            yield start, start + length


def _bearing(name: str, gazetteer: Gazetteer, on: date) -> tuple[Unit, ...]:
    """The units of the day that surely bear a name; what they belong to may stand behind it."""
    pieces = name.replace(",", " ").split()
    for at in range(len(pieces), 0, -1):
        own, above = " ".join(pieces[:at]), " ".join(pieces[at:])
        found = _within(known(gazetteer, own, on), above, gazetteer)
        sure = [each for each in found if each.reason in CERTAIN]
        best = max((each.score for each in sure), default=0)
        if best:
            return tuple(each.unit for each in sure if each.score == best)
    return ()


def _within(found: list[Candidate], above: str, gazetteer: Gazetteer) -> list[Candidate]:
    """Those that lie, today or before, in a unit of the name `above`; all when it is empty."""
    if not above:
        return found
    wanted = keys_of(above)
    return [each for each in found if any(_ends_with(name, wanted) for name in _around(each.unit, gazetteer))]


def _around(unit: Unit, gazetteer: Gazetteer) -> Iterator[Keys]:
    """The names of what a unit lies in, and of what the units that it was made of or became lay in."""
    changes = (*gazetteer.changes_into(unit.area_id), *gazetteer.changes_from(unit.area_id))
    ids = {id_ for change in changes for id_ in (change.old_id, change.new_id) if id_}
    beside = (gazetteer.place(id_) for id_ in ids)
    for one in (unit, *(each for each in beside if each)):
        yield from (keys_of(each.name) for each in list(gazetteer.upwards(one))[1:])


def _ends_with(name: Keys, wanted: Keys) -> bool:
    return name[-len(wanted) :] == wanted


@cache
def _wordings() -> Mapping[str, tuple[Keys, ...]]:
    """By indicator the keys of its names and of the other ways to say it."""
    also: Mapping[str, list[str]] = _file()["wordings"]
    return MappingProxyType(
        {
            code: tuple(keys_of(text) for text in (*one.name.values(), *also.get(code, ())) if text)
            for code, one in definitions().items()
        }
    )


def _without_fillers(keys: Keys) -> Keys:
    left: list[str] = []
    at = 0
    while at < len(keys):
        length = next((n for n in (3, 2, 1) if keys[at : at + n] in _fillers()), 0)
        if not length:
            left.append(keys[at])
        at += length or 1
    return tuple(left)


@cache
def _fillers() -> frozenset[Keys]:
    return frozenset(keys_of(text) for text in _file()["fillers"])


@cache
def _file() -> Mapping[str, Mapping[str, list[str]]]:
    text = (schemas_path() / "search" / "figures.yaml").read_text(encoding="utf-8")
    read: Mapping[str, Mapping[str, list[str]]] = yaml.safe_load(text)
    return read


def _first_year(words: Sequence[Word]) -> int | None:
    years = (_year(key) for word in words for key in word.keys)
    return next((year for year in years if year), None)


def _year(key: str) -> int | None:
    return int(key) if key.isdecimal() and int(key) in _YEARS else None
