"""From a unit on one day to the units of another day, without inventing shares."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from dtts.errors import UsageError
from dtts.units import sentences
from dtts.units.change import Change, Flag, Link, Succession
from dtts.units.gazetteer import Gazetteer
from dtts.units.unit import Unit, Words


def successors(
    gazetteer: Gazetteer, code: str, from_date: date, to_date: date, level: str | None = None
) -> Succession:
    """What the unit that bore `code` on `from_date` is on `to_date`, the later day."""
    _need_order(from_date, to_date)
    unit = gazetteer.unit(code, from_date, level)
    if unit is None:
        return Succession(None, "unknown", (), sentences.no_unit(code, from_date))
    return forward(gazetteer, unit, from_date, to_date)


def predecessors(
    gazetteer: Gazetteer, code: str, from_date: date, to_date: date, level: str | None = None
) -> Succession:
    """What the unit that bears `code` on `to_date`, the later day, was made of on `from_date`."""
    _need_order(from_date, to_date)
    unit = gazetteer.unit(code, to_date, level)
    if unit is None:
        return Succession(None, "unknown", (), sentences.no_unit(code, to_date))
    earlier = gazetteer.place(unit.area_id, from_date)
    if earlier is not None:
        return _unchanged(unit, earlier, unit)
    changes = _between(gazetteer.changes_into(unit.area_id), from_date, to_date)
    links = _links(gazetteer, changes, from_date, to_date)
    if not links:
        return Succession(unit, "unknown", (), sentences.no_record(unit, from_date, to_date))
    return Succession(unit, _flag(links), links, sentences.made_of(unit, links))


def forward(gazetteer: Gazetteer, unit: Unit, from_date: date, to_date: date) -> Succession:
    """What became of `unit`, known to be in force on `from_date`, by `to_date`."""
    later = gazetteer.place(unit.area_id, to_date)
    if later is not None:
        return _unchanged(unit, unit, later)
    if unit.retired:
        return Succession(unit, "unknown", (), sentences.retired(unit))
    changes = _between(gazetteer.changes_from(unit.area_id), from_date, to_date)
    links = _links(gazetteer, changes, from_date, to_date)
    if not links:
        return _without_successor(unit, changes, from_date, to_date)
    return Succession(unit, _flag(links), links, _reason(unit, links))


def _unchanged(asked: Unit, earlier: Unit, later: Unit) -> Succession:
    link = Link(earlier, later, "unchanged", True, None)
    return Succession(asked, "unchanged", (link,), sentences.unchanged(earlier, later))


def _without_successor(unit: Unit, changes: tuple[Change, ...], start: date, end: date) -> Succession:
    if any(change.kind == "dissolved" for change in changes):
        return Succession(unit, "dissolved", (), sentences.dissolved(unit))
    return Succession(unit, "unknown", (), sentences.no_record(unit, start, end))


def _between(changes: Iterable[Change], start: date, end: date) -> tuple[Change, ...]:
    return tuple(c for c in changes if c.effective is not None and start < c.effective <= end)


def _links(gazetteer: Gazetteer, changes: Iterable[Change], start: date, end: date) -> tuple[Link, ...]:
    links = []
    for change in changes:
        old = gazetteer.place(change.old_id, start)
        new = gazetteer.place(change.new_id, end) if change.new_id else None
        if old is not None and new is not None:
            links.append(Link(old, new, _share(gazetteer, change), change.default, change))
    return tuple(links)


def _share(gazetteer: Gazetteer, change: Change) -> Flag:
    """Whole units that are all there is of the new one have its extent."""
    if not change.whole:
        return "split"
    alone = len(gazetteer.changes_into(change.new_id or "")) == 1
    return "same-extent" if alone else "whole"


def _flag(links: tuple[Link, ...]) -> Flag:
    """The weakest of the links' flags: one part makes the whole answer a split."""
    flags = {link.flag for link in links}
    order: tuple[Flag, ...] = ("split", "whole", "same-extent")
    return next(flag for flag in order if flag in flags)


def _reason(unit: Unit, links: tuple[Link, ...]) -> Words:
    flag = _flag(links)
    if flag == "split":
        return sentences.split(unit, links)
    return sentences.whole(links[0]) if flag == "whole" else sentences.same_extent(links[0])


def _need_order(start: date, end: date) -> None:
    if start > end:
        raise UsageError(f"from_date {start} lies after to_date {end}; name the earlier day first")
