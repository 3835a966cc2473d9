"""TCVN 5712:1993 VN3, the encoding of the fonts .VnTime, .VnArial: one byte a letter, no toned capitals."""

from __future__ import annotations

import re

UNKNOWN = "\ufffd"

_ROWS = {
    0xA1: "ĂÂÊÔƠƯĐăâêôơưđ",
    0xB5: "àảãáạ",
    0xBB: "ằẳẵắ",
    0xC6: "ặầẩẫấậè",
    0xCE: "ẻẽéẹềểễếệìỉ",
    0xDC: "ĩíịò",
    0xE1: "ỏõóọồổỗốộờởỡớợù",
    0xF1: "ủũúụừửữứựỳỷỹýỵ",
}
_LETTERS = {start + step: letter for start, row in _ROWS.items() for step, letter in enumerate(row)}
_TABLE = dict.fromkeys(range(161, 256), UNKNOWN) | _LETTERS

_PHRASE = re.compile(r"[^\W\d_]+(?: [^\W\d_]+)*")
_CAPITALS = re.compile(r"[A-Z]")


def read(view: str) -> str:
    """The text behind `view`, its bytes as windows-1252 shows them; what has no meaning becomes U+FFFD."""
    return _PHRASE.sub(_with_capitals, view.translate(_TABLE))


def read_capitals(view: str) -> str:
    """The same in a font of capitals (.VnTimeH), which draws every letter as its capital."""
    return view.translate(_TABLE).upper()


def _with_capitals(found: re.Match[str]) -> str:
    """`HUYệN` can only be `HUYỆN`: the encoding has no such capital. `Hà` beside it tells nothing."""
    phrase = found.group()
    if phrase.isascii() or any(letter.isascii() and letter.islower() for letter in phrase):
        return phrase
    certain = any(len(_CAPITALS.findall(word)) > 1 and not word.isupper() for word in phrase.split())
    return phrase.upper() if certain else phrase
