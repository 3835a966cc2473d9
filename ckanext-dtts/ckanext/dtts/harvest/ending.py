"""How a run ended, what the source remembers of it, when it runs next, and who is told."""

from __future__ import annotations

import random
import uuid
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from ckan import model

from ckanext.dtts.harvest import runs, sources, telling
from ckanext.dtts.harvest.leased import Leased
from ckanext.dtts.harvest.reading import Reading
from ckanext.dtts.harvest.trouble import Trouble
from ckanext.dtts.model import Run, Source
from ckanext.dtts.model.columns import now
from dtts.harvest import after_failure
from dtts_harvesters.breaker import HALF_OPEN_EVERY, OPENS_AFTER
from dtts_harvesters.report import Report

OUT_OF_TIME = "total-time"


def conclude(leased: Leased, reading: Reading) -> None:
    """Write the end down, with the source's memory, and commit."""
    told = {
        "requests": reading.requests,
        "found": found_of(reading.report),
        "is_complete": reading.is_complete,
    }
    if reading.trouble is not None:
        _failed(leased.run_id, leased.token, reading.trouble, reading.report.retry_at, told)
        return
    source, run = _locked(leased.run_id)
    runs.end(leased.run_id, leased.token, "done", **told)
    if not run.failed_in:  # what could not be taken must be asked for again
        source.memory = dict(reading.kept)
    source.failures = 0
    if source.state == "paused" and source.paused_by == sources.BREAKER:
        source.state, source.paused_by = "active", None
    if source.state == "active":
        source.next_run = sources.definition_of(source).schedule.next_after(now())
    telling.expectations(source, run, reading)
    model.Session.commit()


def out_of_time(run_id: uuid.UUID, token: uuid.UUID) -> None:
    """The process was ended because it took too long; commits."""
    _failed(run_id, token, _OUT_OF_TIME)


def unusable(run_id: uuid.UUID, token: uuid.UUID) -> None:
    """The source's file is not one that this release takes; commits."""
    _failed(run_id, token, _UNUSABLE)


def give_up(run_id: uuid.UUID, token: uuid.UUID) -> None:
    """The run was taken up too often; commits."""
    _failed(run_id, token, _GAVE_UP)


def _failed(
    run_id: uuid.UUID,
    token: uuid.UUID,
    why: Trouble,
    not_before: datetime | None = None,
    told: dict[str, Any] | None = None,
) -> None:
    """A run that was ended by time and had brought something is no failure of its source: it goes on."""
    source, run = _locked(run_id)
    runs.end(run_id, token, "failed", error=why.to_dict(), **(told or {}))
    if run.kind == "check":
        model.Session.commit()
        return
    came_further = why.code == OUT_OF_TIME and run.created_in + run.updated_in > 0
    if not came_further:
        source.failures += 1
        telling.failed(source, run, why)
    if source.state == "active" and source.failures >= OPENS_AFTER:
        source.state, source.paused_by = "paused", sources.BREAKER
    if source.state == "active" or source.paused_by == sources.BREAKER:
        source.next_run = now() if came_further else _next(source, not_before)
    model.Session.commit()


def _next(source: Source, not_before: datetime | None) -> datetime | None:
    if source.failures >= OPENS_AFTER:
        return now() + HALF_OPEN_EVERY
    definition = sources.usable_definition(source)
    regular = definition.schedule.next_after(now()) if definition else now() + HALF_OPEN_EVERY
    if regular is None:
        return None
    soon = after_failure(source.failures, regular, now(), random.SystemRandom().random)
    return max(soon, not_before) if not_before else soon


def _locked(run_id: uuid.UUID) -> tuple[Source, Run]:
    """The run and its source, which nobody changes until the transaction ends."""
    run = model.Session.get_one(Run, run_id, populate_existing=True)
    query = sa.select(Source).where(Source.id == run.source_id).with_for_update()
    return model.Session.scalars(query.execution_options(populate_existing=True)).one(), run


def found_of(report: Report) -> dict[str, Any]:
    """What a connector noticed beside its records, as JSON."""
    return {
        "not_modified": report.not_modified,
        "announced": report.announced,
        "drift": [vars(each) for each in report.drift.values()],
        "ignored": dict(report.ignored),
        "notes": [dict(each) for each in report.notes],
    }


_OUT_OF_TIME = Trouble(
    OUT_OF_TIME,
    "Lần chạy vượt quá thời gian cho phép và đã bị dừng; những gì đã nhận vẫn được giữ.",
    "The run took longer than it may and was ended; what it had taken stays.",
)
_UNUSABLE = Trouble(
    "source-file",
    "Tệp khai báo của nguồn không còn dùng được với phiên bản này của cổng; hãy mở tệp để xem lỗi.",
    "The source's file cannot be used with this release of the portal any more; open it to see why.",
)
_GAVE_UP = Trouble(
    "gave-up",
    "Tiến trình đọc nguồn này bị ngắt nhiều lần liên tiếp; hãy xem nhật ký của máy chủ.",
    "The process that reads this source broke off again and again; see the server's log.",
)
