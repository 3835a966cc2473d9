"""The scripts of a page for readers."""

from __future__ import annotations

import re

_UNNEEDED = re.compile(r"/dtts-assets/(leaving|offline|suggest)\.[0-9a-f]{12}\.js")


def needed(html: str) -> list[str]:
    """The script elements of a page but for data (JSON-LD), the one that keeps pages for when the line is down,
    the one that suggests what to search for and the one that clears a device when somebody signs out: a page
    needs none of them, and they are loaded last."""
    found = re.findall(r"<script\b[^>]*>", html)
    return [each for each in found if "ld+json" not in each and not _unneeded(each)]


def _unneeded(tag: str) -> bool:
    return bool(_UNNEEDED.search(tag)) and " defer" in tag
