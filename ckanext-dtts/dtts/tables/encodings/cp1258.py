"""windows-1258: letters with a roof, then the tone as a mark of its own; kept composed like all text."""

from __future__ import annotations

import unicodedata

UNKNOWN = "\ufffd"


def read(view: str) -> str:
    """The text behind `view`, its bytes as windows-1252 shows them; what has no meaning becomes U+FFFD."""
    return unicodedata.normalize("NFC", view.translate(_TABLE))


def _table() -> dict[int, str]:
    table = {}
    for byte in range(0x80, 0x100):
        shown = bytes([byte]).decode("cp1252", "ignore")
        if shown:
            table[ord(shown)] = bytes([byte]).decode("cp1258", "replace")
    return table


_TABLE = _table()
