"""Reminds agencies of what they owe: once for each entry, period and step of `dtts.duties.remind_days`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

import sqlalchemy as sa
from ckan import model

from ckanext.dtts import config, notices
from ckanext.dtts.duties import catalogue
from ckanext.dtts.duties.catalogue import Catalogue
from ckanext.dtts.duties.entries import Held
from ckanext.dtts.model import Reminder
from ckanext.dtts.rights import people
from ckanext.dtts.rights.person import SENDERS
from dtts import formats
from dtts.duties import Kept, Standing

Words = Mapping[str, str]


class Due(NamedTuple):
    """An obligation of which the agency is to be told, and the step (days after its due day) reached."""

    held: Held
    kept: Kept
    step: int


def remind(day: date) -> int:
    """Tell the agencies' people, in the caller's transaction, of what reached a step and was not told yet;
    how many obligations that were. Doing it again tells nobody; jobs of it run one after another."""
    found = catalogue.on(day)
    told = _told()
    new = [each for each in due(found, config.remind_days()) if told.get(_key(each), _NEVER) < each.step]
    told_to = people.holders({each.held.entry.agency for each in new}, SENDERS)
    for each in new:
        notices.tell("overdue", _occasion(each), told_to.get(each.held.entry.agency, []), _details(each))
    if new:
        model.Session.execute(sa.insert(Reminder), [_row(each) for each in new])
    return len(new)


def due(found: Catalogue, steps: Sequence[int]) -> Iterator[Due]:
    """What has reached a step on the catalogue's day: the last step reached, since only that is told."""
    for held, one in zip(found.held, found.standings, strict=True):
        for kept in _open(one):
            days = (found.on - kept.obligation.due).days
            reached = [step for step in steps if step <= days]
            if reached:
                yield Due(held, kept, max(reached))


def _open(one: Standing) -> Iterator[Kept]:
    """What is overdue, and what comes next while nothing fulfils it."""
    if one.overdue and one.decisive is not None:
        yield one.decisive
    if one.coming is not None and one.coming.publication is None:
        yield one.coming


def _told() -> dict[tuple[UUID, str], int]:
    """The last step told of each obligation; one query."""
    query = sa.select(Reminder.entry_id, Reminder.obligation, sa.func.max(Reminder.days))
    rows = model.Session.execute(query.group_by(Reminder.entry_id, Reminder.obligation)).tuples()
    return {(entry, obligation): days for entry, obligation, days in rows}


def _key(each: Due) -> tuple[UUID, str]:
    return each.held.id, each.kept.obligation.key


def _row(each: Due) -> dict[str, Any]:
    entry, obligation = _key(each)
    return {"entry_id": entry, "obligation": obligation, "days": each.step}


def _occasion(each: Due) -> str:
    return f"overdue:{each.held.entry.code}:{each.kept.obligation.key}:{each.step}"


def _details(each: Due) -> dict[str, Any]:
    entry = each.held.entry
    said = {lang: _said(each, lang) for lang in ("vi", "en")}
    titles = {"vi": f"{_TITLES[each.step > 0]['vi']}: {entry.name}"}
    titles["en"] = f"{_TITLES[each.step > 0]['en']}: {entry.title()['en']}"
    path = f"/danh-muc-du-lieu-mo/{entry.code}"
    return {"title": titles, "text": said, "path": path, "demo": entry.demo}


def _said(each: Due, lang: str) -> str:
    one, late = each.kept.obligation, each.kept.late_days
    period, day = one.period.label(lang), formats.day(one.due, lang)
    if late > 0:
        words = {
            "vi": "{period}: hạn công bố là {day}, đã quá hạn {late} ngày.",
            "en": "{period}: it was due on {day} and is {late} days overdue.",
        }
    else:
        words = {"vi": "{period}: hạn công bố là {day}.", "en": "{period}: it is due on {day}."}
    return words[lang].format(period=period, day=day, late=late)


_NEVER = -100_000
_TITLES: Mapping[bool, Words] = {
    True: {"vi": "Quá hạn công bố", "en": "Overdue for publication"},
    False: {"vi": "Sắp đến hạn công bố", "en": "Due for publication"},
}
