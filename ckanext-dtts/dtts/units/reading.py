"""What a written name may mean: with its first or last words as a type of unit, or all of it as the name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dtts.units.spelling import Spelling, Word, spell, without_head, word_of, words_of

_CITY = (
    "thành phố trực thuộc trung ương",
    "thành phố thuộc tỉnh",
    "thành phố thuộc thành phố trực thuộc trung ương",
)

# Words before a name, without marks, and the types of unit that they may stand for.
_BEFORE: dict[tuple[str, ...], tuple[str, ...]] = {
    ("tinh",): ("tỉnh",),
    ("t",): ("tỉnh",),
    ("thanh", "pho"): _CITY,
    ("tp",): _CITY,
    ("t", "p"): _CITY,
    ("huyen",): ("huyện",),
    ("h",): ("huyện",),
    ("quan",): ("quận",),
    ("q",): ("quận",),
    ("thi", "xa"): ("thị xã",),
    ("tx",): ("thị xã",),
    ("t", "x"): ("thị xã",),
    ("thi", "tran"): ("thị trấn",),
    ("tt",): ("thị trấn",),
    ("t", "t"): ("thị trấn",),
    ("xa",): ("xã",),
    ("x",): ("xã",),
    ("phuong",): ("phường",),
    ("p",): ("phường",),
    ("f",): ("phường",),
    ("dac", "khu"): ("đặc khu",),
    ("dk",): ("đặc khu",),
    ("d", "k"): ("đặc khu",),
}
_AFTER: dict[str, tuple[str, ...]] = {
    "province": ("tỉnh",),
    "city": _CITY,
    "district": ("huyện", "quận"),
    "town": ("thị xã", "thị trấn"),
    "township": ("thị trấn",),
    "commune": ("xã",),
    "ward": ("phường",),
}
_LONGEST = 2
_SHORTEST_HEAD = 4
_GLUED_HEADS = {
    head: types for words, types in _BEFORE.items() if len(head := "".join(words)) >= _SHORTEST_HEAD
}
_GLUED_NUMBER = re.compile(r"^([pqf])(\d+)$")


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a name: its spelling, and the types of unit named with it (None: no type)."""

    spelling: Spelling
    types: tuple[str, ...] | None


def readings(text: str) -> tuple[Reading, ...]:
    """All ways to read `text`, those that name a type first."""
    words = tuple(_parted(words_of(text)))
    found = [Reading(spell(rest), types) for rest, types in _typed(words)]
    return (*found, Reading(spell(words), None))


def _parted(words: tuple[Word, ...]) -> Iterator[Word]:
    """`p1` is `p 1`: a number is often written directly behind the sign for a ward or district."""
    for at, word in enumerate(words):
        number = _GLUED_NUMBER.match(word.letters) if at == 0 else None
        if number is None:
            yield word
        else:
            yield from map(word_of, number.groups())


def _typed(words: tuple[Word, ...]) -> Iterator[tuple[tuple[Word, ...], tuple[str, ...]]]:
    letters = tuple(word.letters for word in words)
    for length in range(1, min(_LONGEST, len(words) - 1) + 1):
        types = _BEFORE.get(letters[:length])
        if types:
            yield words[length:], types
    if len(words) == 1:
        yield from _glued(words[0])
    if len(words) > 1 and letters[-1] in _AFTER:
        yield words[:-1], _AFTER[letters[-1]]


def _glued(word: Word) -> Iterator[tuple[tuple[Word, ...], tuple[str, ...]]]:
    """`TỉnhQuảngNam`: a type written in one with the name."""
    for head, types in _GLUED_HEADS.items():
        if word.loose.letters.startswith(head) and len(word.loose.letters) > len(head) + 1:
            yield (without_head(word, len(head)),), types
