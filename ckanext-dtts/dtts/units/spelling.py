"""How a name is spelled, taken apart so that two spellings can be compared for what they share.

A name becomes letters with their own marks (ă â ê ô ơ ư đ) and, apart from them, the tone of each word, so
that the place where the tone is written does not matter.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

# Look-alikes of đ that keyboards and old converters produce, and one form of apostrophes and dashes.
_SAME = (
    dict.fromkeys(map(ord, "ÐðƉɖĐ"), "đ")
    | dict.fromkeys(map(ord, "’‘ʼʹ′`´＇ʻ"), "'")
    | dict.fromkeys(map(ord, "‐‑‒–—―−－_"), "-")
)
_TONES = {"\u0300": "2", "\u0301": "3", "\u0309": "4", "\u0303": "5", "\u0323": "6"}
_QUALITY = {"\u0302": "^", "\u0306": "(", "\u031b": "+"}
_WORD = re.compile(r"[^\s.,;:/()\-]+")
_INNER = re.compile(r"[^0-9a-zđ]")
_Y = re.compile(r"^((?:qu|[bcdghklmnpqrstvx]*))y(?=[bcdghklmnpstv]*$)|^y(?=a)")


@dataclass(frozen=True, slots=True)
class Letters:
    """Letters without any mark, the marks of their quality by position, and the tone (empty: level)."""

    letters: str
    quality: tuple[str, ...]
    tone: str

    def written(self) -> str:
        """Letters with their marks, the tone behind them as a figure."""
        return "".join(map("".join, zip(self.letters, self.quality, strict=True))) + self.tone


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it stands and with the usual variants of spelling made one, each also as text."""

    letters: str
    exact: str
    loose: Letters
    loose_text: str


@dataclass(frozen=True, slots=True)
class Spelling:
    """A name: `exact` as written but for case, form and tone placement; `loose` with the usual variants
    (i/y, Đắk/Đăk, apostrophes, leading zeros) made one; `glued` also without word boundaries; `bare` only
    the letters, the key of the index."""

    exact: str
    loose: tuple[str, ...]
    glued: str
    bare: str
    quality: frozenset[tuple[int, str]]
    tones: tuple[str, ...]

    @property
    def marked(self) -> bool:
        """Whether any letter bears a mark."""
        return bool(self.quality) or any(self.tones)


def words_of(text: str) -> tuple[Word, ...]:
    """The words of a text, in lower case; dots, commas, slashes and dashes part words like spaces."""
    spread = unicodedata.normalize("NFKD", text.translate(_SAME)).casefold().translate(_SAME)
    return tuple(word for word in map(word_of, _WORD.findall(spread)) if word.letters)


@lru_cache(maxsize=20_000)
def word_of(spread: str) -> Word:
    """One word, given in lower case with its marks apart."""
    plain = _letters(spread)
    loose = _loosened(plain)
    return Word(plain.letters, plain.written(), loose, loose.written())


def without_head(word: Word, length: int) -> Word:
    """The word without its first letters, for what is written in one with it; the tone stays."""
    rest = Letters(word.loose.letters[length:], word.loose.quality[length:], word.loose.tone)
    return Word(rest.letters, rest.written(), rest, rest.written())


def spell(words: tuple[Word, ...]) -> Spelling:
    """The spelling of a name given by its words."""
    kept = [word for word in words if word.loose.letters]
    letters = "".join([word.loose.letters for word in kept])
    marks = [mark for word in kept for mark in word.loose.quality]
    tones = tuple([word.loose.tone for word in kept])
    return Spelling(
        exact=" ".join([word.exact for word in words]),
        loose=tuple([word.loose_text for word in kept]),
        glued=f"{letters} {''.join(marks)} {''.join(tones)}",
        bare=letters,
        quality=frozenset([(at, mark) for at, mark in enumerate(marks) if mark]),
        tones=tones,
    )


def lacks_only_marks(given: Spelling, full: Spelling) -> bool:
    """Whether `given` is `full` with marks left out: every mark that it has is there."""
    if not given.quality <= full.quality:
        return False
    if len(given.tones) == len(full.tones):
        return all(tone in ("", other) for tone, other in zip(given.tones, full.tones, strict=True))
    rest = iter("".join(full.tones))
    return all(tone in rest for tone in "".join(given.tones))


def _letters(spread: str) -> Letters:
    letters: list[str] = []
    quality: list[str] = []
    tone = ""
    for char in spread:
        if char in _TONES:
            tone = _TONES[char]
        elif char in _QUALITY:
            if quality:
                quality[-1] = _QUALITY[char]
        elif unicodedata.category(char) not in ("Mn", "Me", "Cf"):
            letters.append("d" if char == "đ" else char)
            quality.append("-" if char == "đ" else "")
    return Letters("".join(letters), tuple(quality), tone)


def _loosened(word: Letters) -> Letters:
    """The word with the spellings that people use for one another made one."""
    if word.letters.isdigit():
        kept = word.letters.lstrip("0") or "0"
        return Letters(kept, ("",) * len(kept), "")
    word = _without_signs(word)
    letters = _Y.sub(lambda found: found.group()[:-1] + "i", word.letters)
    quality, tone = word.quality, word.tone
    if letters in ("dak", "dac"):
        if quality[0] == "-" and tone in ("", "3") and quality[1] in ("", "("):
            quality, tone = ("-", "(", ""), "3"
        letters = "dak"
    elif letters == "ngok":
        letters = "ngoc"
    return Letters(letters, quality, tone)


def _without_signs(word: Letters) -> Letters:
    if not _INNER.search(word.letters):
        return word
    kept = [pair for pair in zip(word.letters, word.quality, strict=True) if not _INNER.match(pair[0])]
    return Letters("".join(letter for letter, _ in kept), tuple(mark for _, mark in kept), word.tone)
