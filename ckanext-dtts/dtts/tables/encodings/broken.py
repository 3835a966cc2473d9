"""Text that a program has written wrongly: UTF-8 read as windows-1252 and saved again (`Báº¯c`), and UTF-7
(`B+Hq8-c`), which is ASCII to look at. Both are valid UTF-8, and no table should hold them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dtts.tables.encodings.syllables import is_syllable

# A byte of UTF-8 above ASCII as windows-1252 shows it; the five that it has no sign for stay controls.
_SHOWN = {chr(byte): byte for byte in range(0x80, 0x100)} | {
    bytes([byte]).decode("cp1252"): byte
    for byte in range(0x80, 0xA0)
    if byte not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
}
_FOLLOWING = "".join(re.escape(sign) for sign, byte in _SHOWN.items() if byte < 0xC0)
_LETTER = f"(?:[\xc3-\xc6\xcc][{_FOLLOWING}]|\xe1[{_FOLLOWING}]{{2}})"
# No syllable is longer, and a line of a million letters has to be passed over in one go.
_TWICE = re.compile(f"[A-Za-z]{{0,6}}{_LETTER}(?:[A-Za-z]|{_LETTER}){{0,9}}")
_UTF_7 = re.compile(r"[A-Za-z]{0,6}(?:\+[A-Za-z0-9+/]{3,12}-?[A-Za-z]{0,6}){1,3}")
_FEWEST_WORDS = 2


@dataclass(frozen=True)
class Broken:
    """A word as it stands and as it was meant."""

    before: str
    after: str


def find_broken(text: str) -> Broken | None:
    """The first of two or more words that become Vietnamese when what was done to them is undone."""
    for pattern, undo in ((_TWICE, _undo_twice), (_UTF_7, _undo_utf_7)):
        found = (Broken(word, meant) for word in pattern.findall(text) if (meant := undo(word)))
        first = next(found, None)
        if first and any(other.before != first.before for other in found):
            return first
    return None


def _undo_twice(word: str) -> str | None:
    content = bytes(_SHOWN.get(sign, ord(sign)) for sign in word)
    return _vietnamese(content, "utf-8")


def _undo_utf_7(word: str) -> str | None:
    return _vietnamese(word.encode(), "utf-7")


def _vietnamese(content: bytes, encoding: str) -> str | None:
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        return None
    return text if not text.isascii() and is_syllable(text) else None
