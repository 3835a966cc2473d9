"""What a query asks of the store, read strictly: what does not exist is refused with what does."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, datetime, time, timezone
from functools import lru_cache
from typing import cast
from uuid import UUID

import ckan.plugins.toolkit as tk

from ckanext.dtts.errors import refusal
from ckanext.dtts.observations.query import Slice
from ckanext.dtts.openapi import dimensions
from ckanext.dtts.openapi.parameters import unknown
from ckanext.dtts.registers import gazetteer
from ckanext.dtts.views import answers
from dtts.indicators.definition import definitions
from dtts.indicators.rollup import COUNTRY
from dtts.units import LEVELS, Gazetteer, Level
from dtts.units.scope import scope_of

PARAMETERS = tuple(each.name for each in dimensions.SLICE)


def wanted(tables: Collection[UUID]) -> Slice:
    """The slice that the request's query names."""
    values: dict[str, Collection[str]] = {}
    if codes := several("indicator"):
        values["indicator"] = known("indicator", codes, definitions())
    if named := areas():
        values["ref_area"] = named
    for name in dimensions.CODED:
        if given := several(name):
            values[name] = given
    if periods := several("period"):
        values["time_period"] = periods
    if versions := [*several("geo_version"), *(each.upper() for each in several("geo"))]:
        values["geo_version"] = versions
    return Slice(tables, values, text("since"), text("until"), public_at())


def asked() -> dict[str, str]:
    """The parameters as they were given, to be repeated in the answer."""
    return {name: ",".join(several(name)) for name in PARAMETERS if several(name)}


def several(name: str) -> list[str]:
    """Values of a parameter, given with commas or again and again."""
    return [
        part.strip() for given in tk.request.args.getlist(name) for part in given.split(",") if part.strip()
    ]


def text(name: str) -> str | None:
    """A single value; None when it is not given."""
    return next(iter(several(name)), None)


def known(name: str, given: Iterable[str], choices: Iterable[str]) -> list[str]:
    """The values given, each one of `choices`; else a refusal that names the likest ones."""
    listed, possible = list(given), list(choices)
    for value in listed:
        if value not in possible:
            raise refusal(unknown(name, value, possible))
    return listed


def areas() -> list[str]:
    """Ids of the areas named by `area`, or of those of a `level` that lie `within` others."""
    named = [area(code) for code in several("area")]
    within, level = several("within"), cast("Level | None", answers.chosen("level", LEVELS))
    if not within and not level:
        return named
    places, on = gazetteer(), answers.day("valid_on")
    scope = scope_of(places, tuple(within), on) if within else None
    if scope is not None and not scope.known:
        raise answers.refused("within", "unknown-place", scope.reason["vi"], scope.reason["en"])
    return [*named, *_below(places, tuple(within), level, on)]


@lru_cache(maxsize=256)
def _below(places: Gazetteer, within: tuple[str, ...], level: Level | None, on: date) -> tuple[str, ...]:
    """Looking through ten thousand units takes longer than reading the values of a province."""
    scope = scope_of(places, within, on) if within else None
    return tuple(unit.area_id for unit in places.in_force(on, level) if scope is None or scope.holds(unit))


def area(code: str, name: str = "area") -> str:
    """An area's id, as the parameter `name` gives it: itself, or that of the unit that bears a code on
    `valid_on`."""
    if code == COUNTRY or ("@" in code and gazetteer().place(code)):
        return code
    unit = gazetteer().unit(code, answers.day("valid_on"))
    if unit is None:
        raise answers.refused(
            name,
            "unknown-place",
            f"“{code}” không phải mã địa bàn có hiệu lực ngày đã hỏi; dùng mã kèm giai đoạn (24@pre-2025-07) "
            "hoặc valid_on.",
            f"“{code}” is no code in force on that day; use an id (24@pre-2025-07) or valid_on.",
        )
    return unit.area_id


def public_at() -> datetime | None:
    """The moment asked for: a day means its end."""
    given = text("as_of")
    if given is None:
        return None
    try:
        return moment_of(given)
    except ValueError as wrong:
        raise answers.refused(
            "as_of",
            "bad-date",
            "“as_of” phải là ngày hay thời điểm ISO 8601, ví dụ 2026-06-30 hoặc 2026-06-30T12:00:00Z.",
            "“as_of” must be a day or a moment in ISO 8601, such as 2026-06-30 or 2026-06-30T12:00:00Z.",
        ) from wrong


def moment_of(text: str) -> datetime:
    """The moment that `as_of` means: of a day its end, in UTC without a zone. ValueError for neither."""
    if len(text) <= len("2026-01-01"):
        return datetime.combine(date.fromisoformat(text), time.max, timezone.utc)
    moment = datetime.fromisoformat(text.replace("Z", "+00:00"))
    return moment if moment.tzinfo else moment.replace(tzinfo=timezone.utc)
