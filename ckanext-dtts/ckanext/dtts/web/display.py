"""How a reader wants pages shown: the size of text, the contrast, how many bytes.

The choice lives in a cookie of the reader's own browser and says nothing about anybody. Who chose nothing
has no cookie, so that pages stay the same for all and may be kept by proxies: only answers to those who
chose, or whose browser asks for few bytes, are theirs alone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

COOKIE = "dtts-display"
KEPT_S = 365 * 24 * 3600
SIZES = ("thuong", "nho", "lon")
CONTRASTS = ("thuong", "cao")
AMOUNTS = ("theo-may", "it", "du")
PARTS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "co-chu": ("size", SIZES),
    "tuong-phan": ("contrast", CONTRASTS),
    "du-lieu": ("amount", AMOUNTS),
}
"""What may be chosen, by the name in an address: the attribute, and its values with the usual one first."""

_CLASSES = {("size", "nho"): "text-small", ("size", "lon"): "text-large", ("contrast", "cao"): "contrast"}
_FOUND = re.compile(rf"(?:^|;\s*){COOKIE}=([a-z-]+)\.([a-z-]+)\.([a-z-]+)(?:;|$)")


@dataclass(frozen=True, slots=True)
class Display:
    """A reader's choice; `saves` says whether the browser asks for few bytes by `Save-Data`."""

    size: str = SIZES[0]
    contrast: str = CONTRASTS[0]
    amount: str = AMOUNTS[0]
    saves: bool = False

    @property
    def light(self) -> bool:
        """Whether pictures and maps are links instead of being in the page."""
        return self.amount == "it" or (self.saves and self.amount == AMOUNTS[0])

    @property
    def classes(self) -> str:
        """What stands in the class of the page's first element."""
        parts = (_CLASSES.get((name, getattr(self, name))) for name in ("size", "contrast"))
        return " ".join(filter(None, parts))

    @property
    def is_usual(self) -> bool:
        """Whether the page is the one that everybody gets."""
        return not self.classes and not self.light

    @property
    def cookie(self) -> str:
        """The choice as the browser keeps it; empty when nothing is chosen."""
        chosen = (self.size, self.contrast, self.amount)
        return "" if chosen == (SIZES[0], CONTRASTS[0], AMOUNTS[0]) else ".".join(chosen)

    def changed(self, asked: Mapping[str, str]) -> Display:
        """With those of the named parts of an address that may be chosen; others are passed over."""
        changed = self
        for name, (attribute, values) in PARTS.items():
            if asked.get(name) in values:
                changed = replace(changed, **{attribute: asked[name]})  # type: ignore[arg-type]
        return changed


def read(cookies: str, save_data: str) -> Display:
    """The choice in the headers `Cookie` and `Save-Data` of a request; what nobody could choose is none."""
    found = _FOUND.search(cookies)
    parts = dict(zip(PARTS, found.groups(), strict=True)) if found else {}
    return Display(saves=save_data.strip().lower() == "on").changed(parts)
