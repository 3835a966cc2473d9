"""Places as a source writes them, code or name, as the `area_id` of the portal."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from dtts.units import CURRENT_STARTS, FORMER_ENDS, Conversion, Gazetteer, convert
from dtts_harvesters.entries import EntryRefusedError
from dtts_harvesters.source.geography import place_columns
from dtts_harvesters.source.source import Geography, Source

_DAYS = {"pre-2025-07": FORMER_ENDS, "since-2025-07": CURRENT_STARTS}
_CERTAIN = {"unchanged", "same-extent", "whole", "current"}


class Places:
    """Turns the columns of a table that hold places, for a source whose file says what they are written in.

    With `keep` a place stays the unit that it is, with its time: `24` becomes `24@pre-2025-07`. With
    `convert` it becomes the unit of today where all of it went there; a unit that was divided, or a district,
    which has no successor, is refused and not guessed.
    """

    def __init__(self, source: Source) -> None:
        self._geography = source.geography
        self._columns = place_columns(source.target.table) if source.target.table else ()

    def __call__(self, row: Mapping[str, Any]) -> Mapping[str, Any]:
        """The row with its places. EntryRefusedError `no-place` says why."""
        if self._geography is None:
            return row
        found = dict(row)
        for name in self._columns:
            if found.get(name) and found[name] != "VN":
                found[name] = _placed(str(found[name]), self._geography)
        return found


@cache
def _placed(given: str, geography: Geography) -> str:
    day = _DAYS[geography.written_in]
    to = CURRENT_STARTS if geography.then == "convert" else day
    found = convert(_gazetteer(), given, on=day, to=to)
    if found.flag not in _CERTAIN or len(found.targets) != 1:
        raise EntryRefusedError("no-place", got=given[:60], **_reason(found))
    return found.targets[0].area_id


def _reason(found: Conversion) -> Mapping[str, str]:
    return {language: found.reason[language].rstrip(".") for language in ("vi", "en")}


@cache
def _gazetteer() -> Gazetteer:
    """The registers of the package: those that a portal published later are held against by its check."""
    return Gazetteer.load()
