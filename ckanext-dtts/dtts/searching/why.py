"""Why a record answers a question: which of its texts hold the words, and where."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from dtts.searching.understanding import Segment, Understood
from dtts.searching.words import key_of, keys_of
from dtts.vietnamese import fold, nfc

_PIECE = re.compile(r"[^\W_]+")
_AROUND = 70
"""Characters shown before the first word that was found, and behind it twice as many."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text, and whether it is what was asked for."""

    text: str
    hit: bool


@dataclass(frozen=True, slots=True)
class Field:
    """One text of a record, by the name of its field."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Reason:
    """The text of a field that holds words which no field before it held."""

    field: str
    pieces: tuple[Piece, ...]


def reasons(understood: Understood, fields: Iterable[Field]) -> tuple[tuple[Reason, ...], frozenset[int]]:
    """The fields that answer, in their order, and the numbers of the segments that any of them answers.

    A field is named when it answers a segment that none before it did.
    """
    answered: set[int] = set()
    found: list[Reason] = []
    for field in fields:
        held = _keys(field.text)
        here = {at for at, one in enumerate(understood.segments) if wording_in(one, field.text, held)}
        if here - answered:
            answered |= here
            found.append(Reason(field.name, marked(excerpt(field.text, understood), wanted(understood))))
    return tuple(found), frozenset(answered)


def wording_in(segment: Segment, text: str, held: Collection[str] | None = None) -> str | None:
    """The wording of the segment that the text holds: its own words first, then one of the same meaning."""
    if set(segment.keys) <= set(held if held is not None else _keys(text)):
        return segment.text
    if not segment.others:
        return None
    spread = f" {' '.join(_keys(text))} "
    return next((other for other in segment.others if f" {' '.join(keys_of(other))} " in spread), None)


def wanted(understood: Understood) -> frozenset[str]:
    """All keys whose words are marked."""
    others = (key for one in understood.segments for other in one.others for key in keys_of(other))
    return frozenset((*understood.keys, *others))


def marked(text: str, keys: Collection[str]) -> tuple[Piece, ...]:
    """The text cut at the words of these keys; words side by side are one piece."""
    text = nfc(text)
    spans: list[tuple[str, bool]] = []
    end = 0
    for word in _PIECE.finditer(text):
        between = text[end : word.start()]
        hit = _key(word.group()) in keys
        spans.append((between, hit and bool(spans) and spans[-1][1] and not between.strip(" ")))
        spans.append((word.group(), hit))
        end = word.end()
    spans.append((text[end:], False))
    merged = ((hit, "".join(part for part, _ in run)) for hit, run in groupby(spans, lambda span: span[1]))
    return tuple(Piece(part, hit) for hit, part in merged if part)


def accented(understood: Understood, texts: Iterable[str]) -> str:
    """The words as they are written in the first of the texts that holds each, with its marks."""
    written: dict[str, str] = {}
    for text in texts:
        for word in _PIECE.findall(nfc(text)):
            written.setdefault(_key(word), word.lower())
    return " ".join(written.get(key, key) for key in understood.keys)


def excerpt(text: str, understood: Understood) -> str:
    """The text around the first word that was asked for, cut between words."""
    text = " ".join(nfc(text).split())
    keys = wanted(understood)
    first = next((w.start() for w in _PIECE.finditer(text) if _key(w.group()) in keys), 0)
    start = text.rfind(" ", 0, max(0, first - _AROUND)) + 1 if first > _AROUND else 0
    end = text.find(" ", first + 2 * _AROUND)
    head, tail = ("… " if start else ""), ("" if end < 0 else " …")
    return head + (text[start:] if end < 0 else text[start:end]) + tail


def _keys(text: str) -> tuple[str, ...]:
    return tuple(_key(piece) for piece in _PIECE.findall(nfc(text)))


@lru_cache(maxsize=65_536)
def _key(piece: str) -> str:
    """The key of one word; a page of results holds the same few hundred words again and again."""
    return key_of(fold(piece))
