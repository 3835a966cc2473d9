"""Vietnamese text: one normal form, one key to match on, one slug, one alphabetical order."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Any

# Letters that Unicode does not take apart. The eth and the African D are look-alikes of Đ that
# keyboards and old converters really produce: a name typed with them must still be found.
_STROKED_D = dict.fromkeys(map(ord, "đĐðÐɖƉ"), "d")
_ONE_APOSTROPHE = dict.fromkeys(map(ord, "’‘ʼʹ′`´＇"), "'")
_ONE_DASH = dict.fromkeys(map(ord, "‐‑‒–—―−－"), "-")
_FOLDED = _STROKED_D | _ONE_APOSTROPHE | _ONE_DASH

_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_RANK = {letter: rank for rank, letter in enumerate(_ALPHABET)}
_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
# Every code point lies below this, so three classes of characters sort one after another.
_CLASS_WIDTH = 0x110000

SortKey = tuple[tuple[tuple[int, ...], tuple[int, ...]], ...]


def nfc(text: str) -> str:
    """`text` in Unicode normal form C, the only form that is stored."""
    return unicodedata.normalize("NFC", text)


def composed(value: Any) -> Any:
    """`value` with every text in it, keys and nested ones too, in NFC; everything else as it is."""
    if isinstance(value, str):
        return nfc(value)
    if isinstance(value, dict):
        return {nfc(key) if isinstance(key, str) else key: composed(item) for key, item in value.items()}
    if type(value) in (list, tuple):
        return type(value)(composed(item) for item in value)
    return value


def fold(text: str) -> str:
    """Key to match names on: lower case, no marks, `đ` as `d`, one space between words.

    Also makes one of every apostrophe and of every dash and drops invisible characters, so that
    `Hòa`, `Hoà`, `HOA` and the same typed as base letters and marks have one key. Never for display.
    """
    spread = unicodedata.normalize("NFKD", text.translate(_FOLDED)).casefold()
    # Case folding can bring composed letters back, so they are taken apart once more.
    spread = unicodedata.normalize("NFKD", spread).translate(_FOLDED)
    return " ".join("".join(char for char in spread if not _is_invisible(char)).split())


def slug(text: str, max_length: int = 100) -> str:
    """`text` as an address part of `a-z`, `0-9` and single hyphens, cut between words where it can be.

    Empty when `text` holds no Latin letter and no digit.
    """
    words = "".join(char if char in _SLUG_LETTERS else " " for char in fold(text).replace("'", "")).split()
    joined = "-".join(words)
    if len(joined) <= max_length:
        return joined
    head, hyphen, _ = joined[: max_length + 1].rpartition("-")
    return head if hyphen else joined[:max_length]


def sort_key(text: str) -> SortKey:
    """Vietnamese alphabetical order: syllable by syllable, letters (a ă â … d đ … ư) before tones."""
    return tuple(_syllable_key(syllable) for syllable in nfc(text).lower().split())


_SLUG_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789")


def _is_invisible(char: str) -> bool:
    """Combining marks, and format characters such as a zero-width space or a stray byte order mark."""
    return unicodedata.category(char) in ("Mn", "Me", "Cf")


@lru_cache(maxsize=8192)  # Vietnamese has some 7,000 syllables
def _syllable_key(syllable: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    letters: list[int] = []
    tones: list[int] = []
    for char in syllable:
        letter, tone = _letter_and_tone(char)
        letters.append(_rank(letter))
        tones.append(tone)
    return tuple(letters), tuple(tones)


def _letter_and_tone(char: str) -> tuple[str, int]:
    spread = unicodedata.normalize("NFD", char)
    tone = max((_TONES.get(mark, 0) for mark in spread), default=0)
    return nfc("".join(mark for mark in spread if mark not in _TONES)), tone


def _rank(letter: str) -> int:
    """Digits and signs before letters, letters of other scripts after them."""
    if letter in _RANK:
        return _CLASS_WIDTH + _RANK[letter]
    code = ord(letter[0]) if letter else 0
    return code + (2 * _CLASS_WIDTH if letter[:1].isalpha() else 0)
