"""The place that somebody writes for an agency: settled where it can only be one, else offered to choose."""

from __future__ import annotations

from typing import Any, NamedTuple

from ckanext.dtts.registers import gazetteer, today
from ckanext.dtts.views import places
from dtts.units import Resolved, Unit, resolve

LONGEST = 100


class Answer(NamedTuple):
    """`area_id` when the words mean one place; else `choices`, which are none when they mean nothing."""

    area_id: str | None
    choices: list[dict[str, Any]]


def read(words: str) -> Answer:
    """A name, a code or an area id. Units of today go first; a former one is taken where it alone fits."""
    known, words = gazetteer(), " ".join(words.split())[:LONGEST]
    unit = known.place(words) if "@" in words else None
    if unit is not None:
        return Answer(unit.area_id, [])
    found = resolve(known, words, today()) if words and not words.isdecimal() else None
    if isinstance(found, Resolved):
        return Answer(found.unit.area_id, [])
    offered = [*places.matches(known, words, former=False), *places.matches(known, words, former=True)]
    if len(offered) == 1 and words.isdecimal():
        return Answer(offered[0]["unit"].area_id, [])
    return Answer(None, [_choice(each["unit"], each["path"]) for each in offered])


def _choice(unit: Unit, path: tuple[Unit, ...]) -> dict[str, Any]:
    return {"unit": unit, "above": [above for above in reversed(path) if above.area_id != unit.area_id]}
