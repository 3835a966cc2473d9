"""The scripts of a page for readers."""

from __future__ import annotations

import re

_KEEPING = re.compile(r"/dtts-assets/offline\.[0-9a-f]{12}\.js")


def needed(html: str) -> list[str]:
    """The script elements of a page but for data (JSON-LD) and the one that keeps pages for when the line is
    down, which a page does not need and which is loaded last."""
    found = re.findall(r"<script\b[^>]*>", html)
    return [each for each in found if "ld+json" not in each and not _keeps(each)]


def _keeps(tag: str) -> bool:
    return bool(_KEEPING.search(tag)) and " defer" in tag
