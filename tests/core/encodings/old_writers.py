"""Writes Vietnamese as programs before Unicode did: what the reader has to find out again."""

from __future__ import annotations

import unicodedata
from functools import cache

TCVN3 = {
    **dict(zip("ĂÂÊÔƠƯĐăâêôơưđ", range(0xA1, 0xAF), strict=True)),
    **dict(zip("àảãáạ", range(0xB5, 0xBA), strict=True)),
    **dict(zip("ằẳẵắ", range(0xBB, 0xBF), strict=True)),
    **dict(zip("ặầẩẫấậè", range(0xC6, 0xCD), strict=True)),
    **dict(zip("ẻẽéẹềểễếệìỉ", range(0xCE, 0xD9), strict=True)),
    **dict(zip("ĩíịò", range(0xDC, 0xE0), strict=True)),
    **dict(zip("ỏõóọồổỗốộờởỡớợù", range(0xE1, 0xF0), strict=True)),
    **dict(zip("ủũúụừửữứựỳỷỹýỵ", range(0xF1, 0xFF), strict=True)),
}
VNI_SINGLE = {"đ": "ñ", "ĩ": "ó", "ị": "ò", "ỉ": "æ", "ơ": "ô", "ư": "ö", "ỵ": "î", "í": "í", "ì": "ì"}
VNI_MARKS = {
    "\u0300": "ø",
    "\u0301": "ù",
    "\u0303": "õ",
    "\u0309": "û",
    "\u0323": "ï",
    "\u0302": "â",
    "\u0302\u0300": "à",
    "\u0302\u0301": "á",
    "\u0302\u0303": "ã",
    "\u0302\u0309": "å",
    "\u0302\u0323": "ä",
    "\u0306": "ê",
    "\u0306\u0300": "è",
    "\u0306\u0301": "é",
    "\u0306\u0303": "ü",
    "\u0306\u0309": "ú",
    "\u0306\u0323": "ë",
}
_TONES = "\u0300\u0301\u0303\u0309\u0323"


def tcvn3(text: str) -> bytes:
    """A capital with a tone has no byte and is typed as its small letter, to be shown by a font of capitals."""
    return b"".join(_one_byte(letter) for letter in text)


def vni(text: str) -> bytes:
    return "".join(_vni_letter(letter) for letter in text).encode("cp1252")


def cp1258(text: str) -> bytes:
    return b"".join(_cp1258_letter(letter) for letter in text)


@cache
def _one_byte(letter: str) -> bytes:
    byte = TCVN3.get(letter) or TCVN3.get(letter.lower())
    if byte:
        return bytes([byte])
    written = letter.encode("cp1252")
    if written > b"\xa0":
        raise UnicodeEncodeError("tcvn3", letter, 0, 1, "not in the table")
    return written


@cache
def _vni_letter(letter: str) -> str:
    small = letter.lower()
    if small in VNI_SINGLE:
        return VNI_SINGLE[small] if letter == small else VNI_SINGLE[small].upper()
    spread = unicodedata.normalize("NFD", small.replace("ơ", "ô\0").replace("ư", "ö\0"))
    base, marks = _vni_base(small, spread)
    if not marks:
        return letter
    # U+0323 sorts before the roof in the decomposed form.
    ordered = "".join(sorted(marks, key=lambda mark: mark in _TONES))
    written = base + VNI_MARKS[ordered]
    return written if letter == small else written.upper()


def _vni_base(small: str, spread: str) -> tuple[str, str]:
    horned = unicodedata.normalize("NFD", small)
    if "\u031b" in horned:
        return VNI_SINGLE[{"o": "ơ", "u": "ư"}[horned[0]]], horned[1:].replace("\u031b", "")
    return spread[0], spread[1:] if spread[0] in "aeouy" and all(
        m in "".join(VNI_MARKS) for m in spread[1:]
    ) else ""


@cache
def _cp1258_letter(letter: str) -> bytes:
    try:
        return letter.encode("cp1258")
    except UnicodeEncodeError:
        spread = unicodedata.normalize("NFD", letter)
        base = unicodedata.normalize("NFC", "".join(sign for sign in spread if sign not in _TONES))
        return (base + "".join(sign for sign in spread if sign in _TONES)).encode("cp1258")
