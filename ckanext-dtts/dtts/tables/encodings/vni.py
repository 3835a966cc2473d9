"""VNI for Windows, of the fonts VNI-Times and VNI-Helve: a base letter, then a sign for its marks."""

from __future__ import annotations

import re
import unicodedata

UNKNOWN = "\ufffd"

_GRAVE, _ACUTE, _TILDE, _HOOK, _DOT = "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"
_CIRCUMFLEX, _BREVE = "\u0302", "\u0306"
_TONES = {"ø": _GRAVE, "ù": _ACUTE, "õ": _TILDE, "û": _HOOK, "ï": _DOT}
_ROOFED = {
    "â": _CIRCUMFLEX,
    "à": _CIRCUMFLEX + _GRAVE,
    "á": _CIRCUMFLEX + _ACUTE,
    "ã": _CIRCUMFLEX + _TILDE,
    "å": _CIRCUMFLEX + _HOOK,
    "ä": _CIRCUMFLEX + _DOT,
}
_SHORT = {
    "ê": _BREVE,
    "è": _BREVE + _GRAVE,
    "é": _BREVE + _ACUTE,
    "ü": _BREVE + _TILDE,
    "ú": _BREVE + _HOOK,
    "ë": _BREVE + _DOT,
}
_SINGLE = {"ñ": "đ", "ó": "ĩ", "ò": "ị", "æ": "ỉ", "ô": "ơ", "ö": "ư", "î": "ỵ", "í": "í", "ì": "ì"}
_MARKS = {
    "a": _TONES | _ROOFED | _SHORT,
    "e": _TONES | _ROOFED,
    "o": _TONES | _ROOFED,
    **dict.fromkeys("uyôö", _TONES),
}
_SIGNS = "§«°±²³·»×"


def _pairs() -> dict[str, str]:
    pairs = {}
    for base, marks in _MARKS.items():
        for sign, combining in marks.items():
            letter = unicodedata.normalize("NFC", _SINGLE.get(base, base) + combining)
            for written in (sign, sign.upper()):
                pairs[base + written], pairs[base.upper() + written] = letter, letter.upper()
    return pairs


_TABLE = (
    _SINGLE
    | {letter.upper(): meant.upper() for letter, meant in _SINGLE.items()}
    | {sign: sign for sign in _SIGNS}
    | _pairs()
)


def _unit() -> re.Pattern[str]:
    """A base with a sign that it can bear, else one letter above ASCII."""
    pairs = []
    for base, marks in _MARKS.items():
        signs = "".join(marks)
        pairs.append(f"[{base}{base.upper()}][{signs}{signs.upper()}]")
    return re.compile("|".join([*pairs, "[\xa1-\xff]"]))


_UNIT = _unit()


def read(view: str) -> str:
    """The text behind `view`, its bytes as windows-1252 shows them; what has no meaning becomes U+FFFD."""
    return _UNIT.sub(_letter, view)


def _letter(found: re.Match[str]) -> str:
    return _TABLE.get(found.group(), UNKNOWN)
