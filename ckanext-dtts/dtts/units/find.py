"""Names to units: ranked candidates, and an answer only where a single one is certain."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from dtts.units.candidate import (
    CERTAIN,
    REASONS,
    SCORES,
    Ambiguous,
    Candidate,
    Reason,
    Resolution,
    Resolved,
    Unknown,
)
from dtts.units.gazetteer import Gazetteer
from dtts.units.names import Entry
from dtts.units.reading import Reading, readings
from dtts.units.scope import Scope, scope_of
from dtts.units.spelling import lacks_only_marks
from dtts.units.unit import Unit, Words, level_of

LIMIT = 20
LONGEST = 300
"""Longer texts are no names; they are not taken apart."""

Match = tuple[Unit, Reason, bool]
"""A unit, what the match rests on, and whether its type was named and agrees."""


@dataclass(frozen=True, slots=True)
class _Asked:
    on: date
    level: str | None
    scope: Scope | None
    ended: bool = False


def find(
    gazetteer: Gazetteer,
    name: str,
    on: date,
    within: str | None = None,
    level: str | None = None,
    limit: int = LIMIT,
) -> list[Candidate]:
    """Units in force on the day that `name` may mean, the likeliest first, at most LIMIT.

    `within` is the name, code or area id of a province or district. The name may be written with its type
    before it or what it belongs to behind it, after commas.
    """
    return _find(gazetteer, name, on, within, level)[0][:limit]


def resolve(
    gazetteer: Gazetteer, name: str, on: date, within: str | None = None, level: str | None = None
) -> Resolution:
    """One unit when no other fits as well; otherwise the candidates, never a guess."""
    found, scope = _find(gazetteer, name, on, within, level)
    return _settled(name, found, scope)


def resolve_ended(
    gazetteer: Gazetteer, name: str, on: date, within: str | None = None, level: str | None = None
) -> Resolution:
    """Like `resolve`, among the units that had ended before the day."""
    found, scope = _find(gazetteer, name, on, within, level, ended=True)
    return _settled(name, found, scope)


def _settled(name: str, found: list[Candidate], scope: Scope | None) -> Resolution:
    if scope is not None and not scope.known:
        return Ambiguous(tuple(found), scope.reason) if found else Unknown(scope.reason)
    if not found:
        return Unknown(_nothing(name))
    best = [candidate for candidate in found if _competes(candidate, found[0], name)]
    if len(best) == 1 and best[0].certain:
        return Resolved(best[0])
    return Ambiguous(tuple(found), _several(name, best) if len(best) > 1 else _likely(best[0]))


def _find(
    gazetteer: Gazetteer, name: str, on: date, within: str | None, level: str | None, *, ended: bool = False
) -> tuple[list[Candidate], Scope | None]:
    if level is not None:
        level_of("", level)
    if len(name) > LONGEST:
        return [], None
    own, _, context = name.partition(",")
    scope = scope_of(gazetteer, tuple(part for part in (context, within) if part and part.strip()), on)
    asked = _Asked(on, level, scope, ended)
    ways = readings(own)
    found = _best(gazetteer, _matches(gazetteer, ways, asked), asked)
    return found or _best(gazetteer, _slips(gazetteer, ways, asked), asked), scope


def _matches(gazetteer: Gazetteer, ways: Iterable[Reading], asked: _Asked) -> Iterator[Match]:
    for way in ways:
        for entry in gazetteer.names.entries.get(way.spelling.bare, ()):
            if _admits(entry.unit, asked):
                yield entry.unit, _reason(way, entry, asked), _agrees(way, entry.unit)


def _slips(gazetteer: Gazetteer, ways: Iterable[Reading], asked: _Asked) -> Iterator[Match]:
    for way in ways:
        for entry in gazetteer.names.like(way.spelling.bare):
            if _admits(entry.unit, asked):
                yield entry.unit, "typo", _agrees(way, entry.unit)


def _admits(unit: Unit, asked: _Asked) -> bool:
    if not _in_time(unit, asked) or (asked.level is not None and unit.level != asked.level):
        return False
    return asked.scope is None or asked.scope.holds(unit)


def _in_time(unit: Unit, asked: _Asked) -> bool:
    if asked.ended:
        return unit.valid_to is not None and unit.valid_to < asked.on
    return unit.valid_on(asked.on)


def _agrees(way: Reading, unit: Unit) -> bool:
    return way.types is not None and unit.unit_type in way.types


def _reason(way: Reading, entry: Entry, asked: _Asked) -> Reason:
    """The weakest thing that the match rests on."""
    reason = _spelling_reason(way, entry)
    if not entry.alias and way.types is not None and entry.unit.unit_type not in way.types:
        reason = _weaker(reason, "other-type")
    if asked.scope is not None and not asked.scope.holds_directly(entry.unit):
        reason = _weaker(reason, "later-province")
    return reason


def _weaker(one: Reason, other: Reason) -> Reason:
    return one if SCORES[one] < SCORES[other] else other


def _spelling_reason(way: Reading, entry: Entry) -> Reason:
    given, full = way.spelling, entry.spelling
    if given.exact == full.exact:
        return "alias" if entry.alias else "exact"
    if given.loose == full.loose or (len(given.loose) != len(full.loose) and given.glued == full.glued):
        return "spelling"
    return "unmarked" if lacks_only_marks(given, full) else "other-marks"


def _best(gazetteer: Gazetteer, matches: Iterable[Match], asked: _Asked) -> list[Candidate]:
    """The best match of each place; places in the order of their scores, then by level and code."""
    kept: dict[str, Match] = {}
    for match in matches:
        area_id = match[0].area_id
        if area_id not in kept or _rank(match) > _rank(kept[area_id]):
            kept[area_id] = match
    ordered = sorted(kept.values(), key=lambda match: (-_rank(match), len(match[0].code), match[0].code))
    return [
        Candidate(unit, reason, typed, (*_above(gazetteer, unit.parent_id, asked.on), unit))
        for unit, reason, typed in ordered[:LIMIT]
    ]


@lru_cache(maxsize=16_384)
def _above(gazetteer: Gazetteer, area_id: str | None, on: date) -> tuple[Unit, ...]:
    """The place and what it belongs to, the province first; shared by all candidates below it."""
    unit = (gazetteer.place(area_id, on) or gazetteer.place(area_id)) if area_id else None
    return tuple(reversed(list(gazetteer.upwards(unit, on)))) if unit else ()


def _rank(match: Match) -> float:
    return SCORES[match[1]] + (0.5 if match[2] else 0.0)


def _competes(candidate: Candidate, best: Candidate, name: str) -> bool:
    """Whether the candidate could be meant as well as the best one.

    Among certain matches those by a variant of spelling compete, since sources differ in just that. A name
    without a single mark may also be a longer one with its marks left out, unless its writer used marks
    elsewhere in it, such as in the word for its type.
    """
    if candidate.reason not in CERTAIN:
        return candidate.reason == best.reason
    if best.reason in CERTAIN and candidate.reason == "unmarked":
        return best.reason == "unmarked" or not _has_marks(name)
    return best.reason in CERTAIN


def _has_marks(name: str) -> bool:
    return any(way.spelling.marked for way in readings(name))


def _nothing(name: str) -> Words:
    name = name[:LONGEST]
    return {
        "vi": f"Không có đơn vị nào tên “{name}” vào ngày và trong phạm vi đã nêu.",
        "en": f"No unit is called “{name}” on that day and in that scope.",
    }


def _several(name: str, best: list[Candidate]) -> Words:
    if not best[0].certain:
        return {
            "vi": f"Không có đơn vị tên đúng là “{name}”; có nhiều tên gần giống.",
            "en": f"No unit is called just “{name}”; several have similar names.",
        }
    return {
        "vi": f"Có nhiều đơn vị tên “{name}”: cần nêu thêm tỉnh, huyện hoặc loại đơn vị.",
        "en": f"Several units are called “{name}”: name the province, district or type of unit too.",
    }


def _likely(candidate: Candidate) -> Words:
    reason = REASONS[candidate.reason]
    return {
        "vi": f"Có thể là {candidate.label()} ({reason['vi']}): cần người xác nhận.",
        "en": f"Perhaps {candidate.label('en')} ({reason['en']}): a person has to confirm.",
    }
