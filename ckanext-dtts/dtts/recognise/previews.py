"""How a text file would read in each encoding that it may be in, for a person to choose."""

from __future__ import annotations

from pathlib import Path

from dtts.tables.encodings import LEGACY, sample


def previews(path: Path) -> dict[str, str]:
    """By encoding, a few words around the first letter that is not ASCII; empty when there is none."""
    unicode = _is_utf8(path)
    seen = sample(path, "utf-8" if unicode else None)
    if not seen:
        return {}
    as_it_is = {"utf-8": seen} if unicode else {}
    return as_it_is | {name: legacy.read(seen) for name, legacy in LEGACY.items()}


def _is_utf8(path: Path) -> bool:
    """Old text may have been saved as UTF-8 by a program that knew no better."""
    try:
        path.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
