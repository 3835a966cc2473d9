"""Observations of an SDMX-CSV message, 1.0 (it begins with DATAFLOW) or 2.0 (it begins with STRUCTURE)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence

from dtts_harvesters.session import FetchError

Observation = dict[str, str]
FIRST = ("DATAFLOW", "STRUCTURE")
LEAD = ("DATAFLOW", "STRUCTURE", "STRUCTURE_ID", "STRUCTURE_NAME", "ACTION")
"""Columns that tell of the message and not of an observation."""
ONLY_ADDED = ("", "I", "A", "R", "M")
_LABEL = ": "
_LONGEST_CELL = 1 << 20


def observations(content: bytes, address: str) -> Iterator[Observation]:
    """Every observation by the ids of the message, without cells that are blank.

    FetchError `no-sdmx` for what is no such message or has a line as long as its header is not, `sdmx-labels`
    for one whose codes have their names in the same cell, where nobody can tell a name from text,
    `sdmx-deletes` for one that takes data back.
    """
    csv.field_size_limit(_LONGEST_CELL)
    try:
        text = content.decode("utf-8-sig")
        lines = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
        header = _header(next(lines, []), address)
        for cells in lines:
            if cells:
                yield _observation(header, cells, address)
    except (UnicodeDecodeError, csv.Error):
        raise FetchError("no-sdmx", address=address) from None


def _delimiter(text: str) -> str:
    """A comma, or the semicolon that the standard lets a locale choose."""
    return ";" if text.startswith(tuple(f"{word};" for word in FIRST)) else ","


def _header(cells: Sequence[str], address: str) -> list[str]:
    names = [each.strip() for each in cells]
    if not names or names[0].partition(_LABEL)[0] not in FIRST or len(set(names)) < len(names):
        raise FetchError("no-sdmx", address=address)
    if any(_LABEL in each for each in names):
        raise FetchError("sdmx-labels", address=address)
    return names


def _observation(header: Sequence[str], cells: Sequence[str], address: str) -> Observation:
    if len(cells) != len(header):
        raise FetchError("no-sdmx", address=address)
    told = dict(zip(header, cells, strict=True))
    if told.get("ACTION", "") not in ONLY_ADDED:
        raise FetchError("sdmx-deletes", action=told["ACTION"][:20])
    return {name: value for name, value in told.items() if value != "" and name not in LEAD}
