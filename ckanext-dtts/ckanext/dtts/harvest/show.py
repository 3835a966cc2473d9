"""Sources, runs, records and faults as the actions answer them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from ckan import model

from ckanext.dtts.harvest import sources
from ckanext.dtts.model import Fault, Record, Run, Source
from ckanext.dtts.model.columns import iso, now
from dtts.harvest import HEALTH, OUTCOMES, Past, health


def source_list() -> list[dict[str, Any]]:
    """Every source with its last run, the most urgent first; four queries, however many there are."""
    runs, waiting, numbers = _last_runs(), _waiting(), _numbers()
    found = [
        _source(each, runs.get(each.id), waiting.get(each.id, 0), numbers.get(each.id, {}))
        for each in model.Session.scalars(sa.select(Source).order_by(Source.title, Source.name))
    ]
    return sorted(found, key=lambda each: HEALTH.index(each["health"]))


def source_dict(source: Source) -> dict[str, Any]:
    """One source with its file, its last runs, and how many of its records are in which state."""
    runs = sa.select(Run).where(Run.source_id == source.id).order_by(Run.created.desc()).limit(20)
    last = list(model.Session.scalars(runs))
    told = _source(
        source, last[0] if last else None, _waiting().get(source.id, 0), _numbers(source).get(source.id, {})
    )
    return {**told, "definition": source.definition, "runs": [run_dict(each) for each in last]}


def run_dict(run: Run) -> dict[str, Any]:
    """What a run counted, and how it ended."""
    seconds = ((run.finished or now()) - run.started).total_seconds() if run.started else None
    return {
        "id": str(run.id), "kind": run.kind, "state": run.state, "asked_by": run.asked_by,
        "in": run.records_in, **{each: getattr(run, f"{each}_in") for each in OUTCOMES},
        "missing": run.missing, "removed": run.removed, "requests": run.requests,
        "expected": run.expected, "complete": run.is_complete, "attempt": run.attempt,
        "at": iso(run.created), "started": _iso(run.started), "finished": _iso(run.finished),
        "seconds": None if seconds is None else round(seconds, 1), "error": run.error, "found": run.found,
    }  # fmt: skip


def fault_dict(fault: Fault) -> dict[str, Any]:
    """One fault, without the record that came."""
    return {
        "id": str(fault.id), "severity": fault.severity, "code": fault.code, "record": fault.remote_id,
        "field": fault.field, "can_retry": fault.can_retry, "message": {"vi": fault.vi, "en": fault.en},
        "settled": _iso(fault.settled), "created": iso(fault.created),
    }  # fmt: skip


def faults_of(run_id: UUID, limit: int = 10_000, offset: int = 0) -> list[Fault]:
    """The faults of a run in their order."""
    query = sa.select(Fault).where(Fault.run_id == run_id).order_by(Fault.seq)
    return list(model.Session.scalars(query.limit(limit).offset(offset)))


def record_dict(record: Record) -> dict[str, Any]:
    """One record: what is held, and what waits."""
    return {
        "id": str(record.id), "record": record.remote_id, "title": record.title, "address": record.address,
        "state": record.state, "outcome": record.outcome, "dataset_id": record.package_id,
        "submission_id": str(record.submission_id) if record.submission_id else None,
        "modified": record.modified, "seen": iso(record.seen), "fetched": _iso(record.fetched),
        "gone": _iso(record.gone),
        "lost": {name: held["gone"] for name, held in record.tables.items() if held.get("gone")},
        "waits": record.waits, "waits_since": _iso(record.waits_since),
        "reason": record.waits_reason,
    }  # fmt: skip


def _source(source: Source, run: Run | None, waiting: int, numbers: Mapping[str, int]) -> dict[str, Any]:
    ended = run is not None and run.kind == "harvest" and run.state in ("done", "failed")
    state: Any = source.state
    past = Past(
        state, ended, source.failures, run.failed_in if run and ended else 0, waiting, source.next_run
    )
    said = sources.usable_definition(source)
    return {
        "id": str(source.id), "name": source.name, "title": sources.title_of(source),
        "state": source.state, "paused_by": source.paused_by, "health": health(past, now()),
        "checked": source.is_checked, "agency_id": source.agency_id, "failures": source.failures,
        "connector": said.connector if said else None,
        "every": said.schedule.every if said else "manual",
        "policy": said.policy if said else "approval",
        "waiting": waiting, "records": dict(numbers), "next_run": _iso(source.next_run),
        "last": run_dict(run) if run else None,
    }  # fmt: skip


def _last_runs() -> dict[UUID, Run]:
    """The newest run of each source."""
    query = sa.select(Run).distinct(Run.source_id).order_by(Run.source_id, Run.created.desc())
    return {run.source_id: run for run in model.Session.scalars(query)}


def _waiting() -> dict[UUID, int]:
    query = sa.select(Record.source_id, sa.func.count()).where(Record.waits.is_not(None))
    return dict(model.Session.execute(query.group_by(Record.source_id)).tuples().all())


def _numbers(source: Source | None = None) -> dict[UUID, dict[str, int]]:
    query = sa.select(Record.source_id, Record.state, sa.func.count())
    query = query.where(Record.source_id == source.id) if source else query
    found: dict[UUID, dict[str, int]] = {}
    for source_id, state, number in model.Session.execute(
        query.group_by(Record.source_id, Record.state)
    ).tuples():
        found.setdefault(source_id, {})[state] = number
    return found


def _iso(moment: datetime | None) -> str | None:
    return iso(moment) if moment else None
