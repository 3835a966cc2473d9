"""Codes in a reader's words: numbers of documents, items of the programme by their number."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dtts.searching.words import Word

_NUMBERED = re.compile(r"^\d{1,5}([/-]\d{4})?[/-][a-z]{2,}")
_KIND = r"(?P<project>da|du an)|(?P<sub>tda|tieu du an)|(?P<content>nd|noi dung)"
_PART = re.compile(rf"^(?:{_KIND})(?: so)? ?0?(?P<number>\d{{1,2}})\b")
_GLUED = re.compile(r"^(da|tda|nd)0?(\d{1,2})$")


@dataclass(frozen=True, slots=True)
class Coded:
    """`length` words from `start` on that are a code; `item` is one of the programme, else a document's
    number that stands as one phrase."""

    start: int
    length: int
    item: str | None


def codes_in(words: tuple[Word, ...]) -> list[Coded]:
    """The codes among the words, none inside another."""
    found: list[Coded] = []
    at = 0
    while at < len(words):
        here = _document(words, at) or _item(words, at)
        if here:
            found.append(here)
        at += here.length if here else 1
    return found


def _document(words: tuple[Word, ...], at: int) -> Coded | None:
    """`861/QĐ-TTg`, and the same with spaces: `861 qd ttg`."""
    keys = words[at].keys
    if len(keys) > 1 and _NUMBERED.match("/".join(keys)):
        return Coded(at, 1, None)
    return None


def _item(words: tuple[Word, ...], at: int) -> Coded | None:
    """`DA01.TDA2`, `dự án 1`, `tiểu dự án 2 dự án 5`: parts in either order, the project among them."""
    if at and words[at - 1].keys[-1] == "tieu":
        return None  # a sub-project without its project, whose own words would name another project
    keys = [key for word in words[at:] for key in word.keys]
    parts: dict[str, int] = {}
    taken = 0
    while found := _PART.match(" ".join(_spaced(keys[taken:]))):
        kind = next(name for name in ("project", "sub", "content") if found.group(name))
        if kind in parts:
            break
        parts[kind] = int(found["number"])
        taken += _keys_in(keys[taken:], found.group())
    length = _words_in(words[at:], taken)
    if "project" not in parts or length is None:
        return None
    marks = (("project", "DA{:02d}"), ("sub", "TDA{}"), ("content", "ND{:02d}"))
    code = ".".join(mark.format(parts[kind]) for kind, mark in marks if kind in parts)
    return Coded(at, length, code)


def _spaced(keys: list[str]) -> list[str]:
    """`da01` as `da 01`."""
    return [_GLUED.sub(r"\1 \2", key) for key in keys]


def _keys_in(keys: list[str], text: str) -> int:
    """How many of the keys make the text."""
    for count in range(1, len(keys) + 1):
        if " ".join(_spaced(keys[:count])) == text or len(" ".join(_spaced(keys[:count]))) >= len(text):
            return count
    return len(keys)


def _words_in(words: tuple[Word, ...], keys: int) -> int | None:
    """How many whole words hold that many keys; None when a word is cut."""
    held = 0
    for count, word in enumerate(words, 1):
        held += len(word.keys)
        if held >= keys:
            return count if held == keys else None
    return None
