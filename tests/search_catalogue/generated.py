"""Titles of datasets: topics × places × years, the same for the same number."""

from __future__ import annotations

import random
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from dtts.units import FORMER_ENDS, Gazetteer, Unit
from dtts.vietnamese import slug

FILE = Path(__file__).parents[1] / "fixtures" / "search" / "topics.yaml"
TODAY = date(2026, 11, 1)
SEED = 1719


@dataclass(frozen=True)
class Made:
    """One dataset of the catalogue."""

    topic: dict[str, Any]
    unit: Unit
    province: Unit
    year: int

    @property
    def title(self) -> str:
        """Content, place, year, as a title that can stand alone."""
        within = "" if self.unit == self.province else f", {_small(self.province)}"
        return f"{self.topic['title']} {_small(self.unit)}{within}, năm {self.year}"

    @property
    def id(self) -> str:
        """The same in every catalogue."""
        return str(uuid.uuid5(uuid.NAMESPACE_URL, f"{self.title} {self.unit.area_id}"))

    @property
    def name(self) -> str:
        """Part of the address."""
        return f"{slug(self.title, 70)}-{self.id[:8]}"


@cache
def manifest() -> dict[str, Any]:
    """The topics and what is made of them."""
    loaded: dict[str, Any] = yaml.safe_load(FILE.read_text("utf-8"))
    return loaded


def catalogue(size: int) -> list[Made]:
    """The first `size` datasets, no title twice."""
    found: dict[str, Made] = {}
    for made in _all():
        found.setdefault(made.title, made)
        if len(found) == size:
            break
    return list(found.values())


def _all() -> Iterator[Made]:
    known, topics, years = Gazetteer.load(), manifest()["topics"], manifest()["years"]
    today = known.in_force(TODAY, "province")
    for number, topic in enumerate(topics):
        for at, unit in enumerate(today):
            yield Made(topic, unit, unit, years[(number + at) % len(years)])
    ended = [
        unit for unit in known.in_force(FORMER_ENDS, "province") if known.place(unit.area_id, TODAY) is None
    ]
    names = {unit.name for unit in today}
    for topic in topics[: manifest()["former_topics"]]:
        yield from (Made(topic, unit, unit, 2022) for unit in ended if unit.name not in names)
    yield from _of_communes(known, topics, years)


def _of_communes(known: Gazetteer, topics: list[dict[str, Any]], years: list[int]) -> Iterator[Made]:
    named = [unit for each in manifest()["communes"] if (unit := known.place(each))]
    drawn = random.Random(SEED)
    others = [unit for unit in known.in_force(TODAY, "commune") if unit not in named]
    drawn.shuffle(others)
    for number, unit in enumerate([*named, *others, *others, *others, *others]):
        province = known.province(unit)
        assert province is not None
        if number < len(named):
            yield Made(topics[0], unit, province, years[-1])
        else:
            yield Made(drawn.choice(topics), unit, province, drawn.choice(years[-2:]))


def _small(unit: Unit) -> str:
    """`Tỉnh Bắc Ninh` as it stands inside a title: `tỉnh Bắc Ninh`."""
    return unit.name[:1].lower() + unit.name[1:]
