"""Text of a workbook whose fonts are from before Unicode: `.VnTime` and its kin, `VNI-Times` and its."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from dtts.report import Address, FaultGroup, describe, one
from dtts.tables.encodings import LEGACY, UNKNOWN
from dtts.tables.encodings.tcvn3 import read_capitals

Read = Callable[[str], str]
OLD_FONT_NAMES = (".Vn", "VNI-")
"""How the names begin; the bytes of a file without them need no look at its fonts."""

_ABOVE_OLD = re.compile("[\u0102-\u01b0\u0300-\u036f\u1ea0-\u1ef9]")
_LONGEST_SAMPLE = 60


def reading_of(font: str | None) -> Read | None:
    """How text in a font is read; None for a font of Unicode. A name that ends in H draws capitals."""
    name = (font or "").strip().lower()
    if name.startswith(".vn"):
        return read_capitals if name.endswith("h") else LEGACY["tcvn3"].read
    return LEGACY["vni"].read if name.startswith("vni-") else None


@dataclass
class OldText:
    """Converts the cells of one sheet and keeps the first that changed, to be said in the report."""

    sheet: str
    before: str = ""
    after: str = ""
    font: str = ""

    def read(self, text: str, font: str | None) -> str:
        """The text of a cell. Unicode typed into an old font stays as it is, as does what the font's
        encoding gives no meaning to."""
        reading = reading_of(font)
        if reading is None or _ABOVE_OLD.search(text):
            return text
        converted = reading(text)
        if UNKNOWN in converted or converted == text:
            return text
        if not self.before and not text.isascii():
            self.before, self.after, self.font = (
                text[:_LONGEST_SAMPLE],
                converted[:_LONGEST_SAMPLE],
                font or "",
            )
        return converted

    def groups(self) -> tuple[FaultGroup, ...]:
        """What the report says: nothing when no cell was converted."""
        if not self.before:
            return ()
        words = {"encoding": _named(self.font), "before": self.before, "after": self.after}
        return (one(describe("encoding-detected", Address(self.sheet), words=words), words),)


def _named(font: str) -> dict[str, str]:
    title = LEGACY["tcvn3" if font.lower().startswith(".vn") else "vni"].title
    return {"vi": f"{title}, phông {font}", "en": f"{title}, font {font}"}
