"""A reader's words taken apart into what is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from dtts.searching.codes import codes_in
from dtts.searching.places import Former, places_in
from dtts.searching.synonyms import Synonyms
from dtts.searching.words import Word, keys_of, words_of
from dtts.units import Gazetteer, Unit

LONGEST = 200
"""Characters; what comes behind is not read."""


@dataclass(frozen=True, slots=True)
class Segment:
    """Words that belong together and what else answers them.

    `others`: wordings that mean the same. `current` and `former`: places that they name. `item`: the item of
    the programme. `phrase`: they only count side by side, as the parts of a number do.
    """

    words: tuple[Word, ...]
    others: tuple[str, ...] = ()
    current: tuple[Unit, ...] = ()
    former: tuple[Former, ...] = ()
    item: str | None = None
    phrase: bool = False

    @property
    def text(self) -> str:
        """The words as typed."""
        return " ".join(word.text for word in self.words)

    @property
    def keys(self) -> tuple[str, ...]:
        """Their keys, one after the other."""
        return tuple(key for word in self.words for key in word.keys)

    @property
    def said(self) -> tuple[str, ...]:
        """The other wordings that tell a reader something: those that are no shorter than what was typed."""
        return tuple(other for other in self.others if len(keys_of(other)) >= len(self.keys))

    @property
    def plain(self) -> bool:
        """Whether nothing but the words themselves answers it."""
        return not (self.others or self.former or self.item or self.phrase)


@dataclass(frozen=True, slots=True)
class Understood:
    """What was typed, in its order."""

    text: str
    segments: tuple[Segment, ...]

    @property
    def words(self) -> tuple[Word, ...]:
        """Every word."""
        return tuple(word for segment in self.segments for word in segment.words)

    @property
    def keys(self) -> tuple[str, ...]:
        """Every key."""
        return tuple(key for segment in self.segments for key in segment.keys)

    @property
    def plain(self) -> bool:
        """Whether all is only words."""
        return all(segment.plain for segment in self.segments)

    @property
    def former(self) -> tuple[Former, ...]:
        """All former places that are named."""
        return tuple(one for segment in self.segments for one in segment.former)

    @property
    def current(self) -> tuple[Unit, ...]:
        """All places of today that are named."""
        return tuple(one for segment in self.segments for one in segment.current)


@lru_cache(maxsize=512)
def understand(text: str, synonyms: Synonyms, gazetteer: Gazetteer, today: date) -> Understood:
    """What the text asks for. Codes go before places and places before synonyms."""
    words = words_of(text[:LONGEST])
    taken: dict[int, tuple[int, Segment]] = {}
    for code in codes_in(words):
        part = words[code.start : code.start + code.length]
        taken[code.start] = (code.length, Segment(part, item=code.item, phrase=code.item is None))
    for place in places_in(words, gazetteer, today):
        if not _overlaps(taken, place.start, place.length):
            part = words[place.start : place.start + place.length]
            taken[place.start] = (place.length, Segment(part, current=place.current, former=place.former))
    return Understood(text, tuple(_walked(words, taken, synonyms)))


def _overlaps(taken: dict[int, tuple[int, Segment]], start: int, length: int) -> bool:
    return any(start < at + held and at < start + length for at, (held, _) in taken.items())


def _walked(words: tuple[Word, ...], taken: dict[int, tuple[int, Segment]], known: Synonyms) -> list[Segment]:
    found: list[Segment] = []
    at = 0
    while at < len(words):
        if at in taken:
            length, segment = taken[at]
        else:
            free = min((start for start in taken if start > at), default=len(words))
            length, segment = _worded(words[at:free], known)
        found.append(segment)
        at += length
    return found


def _worded(words: tuple[Word, ...], known: Synonyms) -> tuple[int, Segment]:
    """The first words: as a wording that has synonyms, or one alone."""
    keys = tuple(key for word in words for key in word.keys)
    held, others = known.at(keys, 0)
    count = next((n for n in range(1, len(words) + 1) if _keys(words[:n]) == held), 0) if held else 0
    return (count, Segment(words[:count], others)) if count else (1, Segment(words[:1]))


def _keys(words: tuple[Word, ...]) -> int:
    return sum(len(word.keys) for word in words)
