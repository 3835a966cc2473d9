"""What the owners of sources are told once a day: what came, what failed, what waits for them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import NamedTuple
from uuid import UUID

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model

from ckanext.dtts import notices
from ckanext.dtts.model import Record, Run, Source
from ckanext.dtts.model.columns import now
from ckanext.dtts.rights.person import APPROVER

KIND = "harvest-digest"
FROM_HOUR = 7
_told: list[date] = []


class Day(NamedTuple):
    """Numbers of a source's last 24 hours, and how many of its records wait now."""

    runs: int
    created: int
    updated: int
    failed: int
    broken: int
    waiting: int

    @property
    def is_news(self) -> bool:
        """Whether there is anything that somebody wants to know."""
        return any(self[1:])


def tell_when_due() -> None:
    """Tell the day's news unless it has been told; a process looks once a day, after seven in the morning."""
    here = datetime.now(tk.h.get_display_timezone())
    if here.hour < FROM_HOUR or _told == [here.date()]:
        return
    tell(here.date())
    model.Session.commit()
    _told[:] = [here.date()]


def tell(day: date) -> int:
    """Tell each source's keeper, and the approvers of its agency, in the caller's transaction; how many
    sources had news. Each person is told once a day, however often this is called."""
    found = {key: each for key, each in _days().items() if each.is_news}
    sources = {each.id: each for each in model.Session.scalars(sa.select(Source).where(Source.id.in_(found)))}
    for person, own in _by_person(list(sources.values())).items():
        lines = [_line(sources[key], found[key]) for key in own]
        text = {lang: "\n".join(line[lang] for line in lines) for lang in ("vi", "en")}
        title = {"vi": "Thu thập trong 24 giờ qua", "en": "Harvested in the last 24 hours"}
        details = {"title": title, "text": text, "path": "/thu-thap"}
        notices.tell(KIND, f"{KIND}:{day.isoformat()}", [person], details)
    return len(found)


def _days() -> dict[UUID, Day]:
    waiting = sa.select(Record.source_id, sa.func.count()).where(Record.waits.is_not(None))
    held = dict(model.Session.execute(waiting.group_by(Record.source_id)).tuples().all())
    query = sa.select(
        Run.source_id,
        sa.func.count(),
        sa.func.sum(Run.created_in),
        sa.func.sum(Run.updated_in),
        sa.func.sum(Run.failed_in),
        sa.func.count().filter(Run.state == "failed"),
    ).where(Run.kind == "harvest", Run.finished > now() - timedelta(days=1))
    rows = model.Session.execute(query.group_by(Run.source_id)).tuples()
    return {row[0]: Day._make([*map(int, row[1:]), held.get(row[0], 0)]) for row in rows}


def _by_person(sources: list[Source]) -> Mapping[str, list[UUID]]:
    query = sa.select(model.Member.group_id, model.Member.table_id).where(
        model.Member.table_name == "user",
        model.Member.state == model.State.ACTIVE,
        model.Member.capacity == APPROVER,
        model.Member.group_id.in_({each.agency_id for each in sources}),
    )
    approvers: dict[str, set[str]] = {}
    for agency, person in model.Session.execute(query).tuples():
        approvers.setdefault(agency, set()).add(person)
    found: dict[str, list[UUID]] = {}
    for source in sorted(sources, key=lambda each: each.title):
        for person in {source.keeper_id, *approvers.get(source.agency_id, ())}:
            found.setdefault(person, []).append(source.id)
    return found


def _line(source: Source, day: Day) -> dict[str, str]:
    return {
        "vi": f"{source.title}: {day.runs} lần chạy, {day.created} mới, {day.updated} thay đổi, "
        f"{day.failed} bản ghi lỗi, {day.broken} lần chạy hỏng, {day.waiting} chờ quyết định.",
        "en": f"{source.title}: {day.runs} runs, {day.created} new, {day.updated} changed, "
        f"{day.failed} records failed, {day.broken} runs failed, {day.waiting} wait for a decision.",
    }
