"""What the page of money shows: amounts by what they are of, stage beside stage, with shares and sums."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from ckanext.dtts.finance.answer import as_fact, shared, summed
from ckanext.dtts.finance.query import Row
from ckanext.dtts.observations.visible import Origin
from dtts.finance import STAGES
from dtts.units import Gazetteer

Answered = dict[str, Any]
_SUBJECT = ("DEMO", "PROGRAMME", "REF_AREA", "ITEM", "YEAR_FROM", "YEAR_TO")
_LINE = ("AS_OF", "SOURCE", "NATURE", "PLAN_KIND")
_FIRST = ("total", "all", "both", "unstated")


@dataclass(frozen=True)
class Line:
    """One source and nature at one date: its amount by stage, and its shares by the stage they are of."""

    source: str
    nature: str
    plan_kind: str
    as_of: str | None
    amounts: Mapping[str, Answered]
    shares: Mapping[str, Answered]
    summed: Mapping[str, Answered]


@dataclass(frozen=True)
class Subject:
    """A programme or item in a place over some years; `stages` are those of which an amount is told."""

    programme: str
    item: str
    area_id: str
    names: Mapping[str, str]
    years: tuple[int, int]
    demo: bool
    stages: Sequence[str]
    lines: Sequence[Line]
    facts: Sequence[Answered] = field(repr=False)

    @property
    def headline(self) -> Line | None:
        """The line with the share that says most: of all sources and natures when it is there."""
        return next((line for line in self.lines if line.shares), None)


def subjects(rows: Sequence[Row], origins: Mapping[Any, Origin], places: Gazetteer) -> list[Subject]:
    """The rows of a slice by subject, real ones first, those with a share before those without."""
    facts = sorted((as_fact(row, origins, places) for row in rows), key=_subject)
    part_of = _by_line(shared(rows, origins, places))
    sums = _by_line(summed(rows, "NATURE", origins, places))
    found = [_made(list(own), part_of, sums) for _, own in groupby(facts, _subject)]
    return sorted(found, key=lambda one: (one.demo, one.headline is None))


def _made(facts: list[Answered], part_of: Mapping[Any, Any], sums: Mapping[Any, Any]) -> Subject:
    first = facts[0]
    lines = [
        Line(
            own[0]["SOURCE"],
            own[0]["NATURE"],
            own[0]["PLAN_KIND"],
            own[0]["AS_OF"],
            {fact["STAGE"]: fact for fact in own},
            {share["OF"]: share for share in part_of.get(_whole(own[0]), ())},
            {each["STAGE"]: each for each in sums.get(_whole(own[0]), ())},
        )
        for own in (list(group) for _, group in groupby(sorted(facts, key=_ordered), _line))
    ]
    told = {fact["STAGE"] for fact in facts}
    return Subject(
        first["PROGRAMME"],
        first["ITEM"],
        first["REF_AREA"],
        {"vi": first["AREA_NAME"], "en": first["AREA_NAME_EN"]},
        (first["YEAR_FROM"], first["YEAR_TO"]),
        first["DEMO"],
        [stage for stage in STAGES if stage in told],
        lines,
        facts,
    )


def _by_line(rows: Any) -> dict[Any, list[Answered]]:
    found: dict[Any, list[Answered]] = {}
    for row in rows:
        found.setdefault(_whole(row), []).append(row)
    return found


def _subject(fact: Answered) -> tuple[Any, ...]:
    return tuple(fact[name] for name in _SUBJECT)


def _line(fact: Answered) -> tuple[str, ...]:
    return tuple(fact[name] or "" for name in _LINE)


def _ordered(fact: Answered) -> tuple[Any, ...]:
    """Wholes before their parts."""
    return tuple((fact[name] not in _FIRST, fact[name] or "") for name in _LINE)


def _whole(fact: Answered) -> tuple[Any, ...]:
    return (*_subject(fact), *_line(fact), fact["DATASET"], fact["TABLE"])
