"""Names of files as people give them: shown and kept, never used as a path."""

from __future__ import annotations

import re

from dtts.vietnamese import nfc


def clean_filename(filename: str) -> str:
    """The last part of a path in NFC, printable, at most 200 characters; never used as a path."""
    last = re.split(r"[/\\]", nfc(filename))[-1]
    kept = "".join(char for char in last if char.isprintable()).strip()
    return kept[-200:] or "table"
