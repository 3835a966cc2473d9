"""Which old encoding a text is in, by how many of its words become Vietnamese syllables; else a question."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from dtts.tables.encodings.legacy import LEGACY, UNKNOWN, Legacy
from dtts.tables.encodings.syllables import is_syllable

_WORD = re.compile("[A-Za-z\xa1-\xff\u0100-\u024f\u0300-\u036f\u1e00-\u1eff]+")
_ABBREVIATION = re.compile("[A-ZĐ]{2,8}")
_FEWEST_WORDS = 3
_CERTAIN, _DISTANCE, _POSSIBLE = 0.7, 0.35, 0.5


@dataclass(frozen=True)
class Verdict:
    """`certain` when one encoding alone makes sense; `possible` what a person may choose from, best first."""

    certain: Legacy | None
    possible: tuple[Legacy, ...]
    shares: dict[str, float]


def words_in(text: str) -> set[str]:
    """The distinct words of a text that are not plain ASCII."""
    return {word for word in _WORD.findall(text) if not word.isascii()}


def detect(words: Collection[str]) -> Verdict:
    """The verdict on words as windows-1252 shows them. Fewer than three are too few to be certain. An
    encoding is out of the question when it is far behind, or has no meaning for a byte of some word."""
    readings = {name: [legacy.read(word) for word in words] for name, legacy in LEGACY.items()}
    shares = {name: _share(read) for name, read in readings.items()}
    broken = {name: any(UNKNOWN in word for word in read) for name, read in readings.items()}
    first, *others = sorted(LEGACY.values(), key=lambda legacy: -shares[legacy.name])
    best = shares[first.name]
    certain = (
        len(words) >= _FEWEST_WORDS
        and best >= _CERTAIN
        and all(
            best - shares[other.name] >= _DISTANCE
            or (best > shares[other.name] and broken[other.name] and not broken[first.name])
            for other in others
        )
    )
    possible = tuple(legacy for legacy in (first, *others) if shares[legacy.name] >= _POSSIBLE)
    return Verdict(first if certain else None, possible, shares)


def _share(readings: Collection[str]) -> float:
    """The part of the words that are Vietnamese as they are read."""
    found = sum(is_syllable(word) or bool(_ABBREVIATION.fullmatch(word)) for word in readings)
    return found / len(readings) if readings else 0.0
