"""The rows of records and faults: found, written, counted; all in the caller's transaction."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Collection, Mapping
from typing import Any

import sqlalchemy as sa
from ckan import model
from sqlalchemy.dialects.postgresql import insert

from ckanext.dtts.harvest.leased import Leased
from ckanext.dtts.harvest.trouble import Trouble
from ckanext.dtts.model import Fault, Record, Run
from ckanext.dtts.model.columns import now
from dtts.harvest import Known, Outcome

ID_LONGEST = 1000
"""Bytes of an id; PostgreSQL indexes at most about 2,700."""
CONTENT_LONGEST = 4 * 1024 * 1024
KEY_LONGEST = 300
NOT_WAITING: Mapping[str, Any] = {
    "waits": None,
    "waits_since": None,
    "waits_reason": None,
    "waiting_digest": None,
    "waiting_content": None,
}


def identity(source_id: uuid.UUID, remote_id: str) -> uuid.UUID:
    """The record's id here, and that of its dataset: the same however often it is made anew."""
    return uuid.uuid5(source_id, remote_id)


def usable(identifier: str) -> bool:
    """Whether an id of a source can be kept."""
    return bool(identifier) and "\0" not in identifier and len(identifier.encode("utf-8")) <= ID_LONGEST


def by_id(source_id: uuid.UUID, remote_ids: Collection[str]) -> dict[str, Record]:
    """What is known of these, in one query."""
    query = sa.select(Record).where(Record.source_id == source_id, Record.remote_id.in_(remote_ids))
    return {each.remote_id: each for each in model.Session.scalars(query)}


def known(record: Record | None) -> Known | None:
    """A row as the core judges it."""
    if record is None:
        return None
    state: Any = record.state
    return Known(state, record.digest, record.waiting_digest if record.waits else None, record.refused)


def locked(leased: Leased, remote_id: str) -> Record:
    """The row of a record, which nobody else changes until the transaction ends; where there is none, a new
    one that `mark` adds."""
    query = sa.select(Record).where(Record.source_id == leased.source_id, Record.remote_id == remote_id)
    found = model.Session.scalar(query.with_for_update().execution_options(populate_existing=True))
    return new(leased, remote_id) if found is None else found


def new(leased: Leased, remote_id: str) -> Record:
    """The row of a record of which nothing is known; `mark` adds it."""
    made = Record(id=identity(leased.source_id, remote_id), source_id=leased.source_id, remote_id=remote_id)
    made.state, made.title = "absent", ""
    return made


def mark(leased: Leased, record: Record, outcome: Outcome) -> dict[str, int]:
    """Note that the record came in this run and what became of it; the change of the run's counters.

    One that was counted in an earlier attempt of the same run is moved from outcome to outcome, never counted
    twice.
    """
    before = record.outcome if record.run_id == leased.run_id else None
    if before == "created" and outcome == "updated":
        outcome = "created"
    record.run_id, record.attempt = leased.run_id, leased.attempt
    record.outcome, record.seen = outcome, now()
    model.Session.add(record)
    return moved(before, outcome, 1)


def moved(before: str | None, after: str, number: int) -> dict[str, int]:
    """How the counters change when so many records go from one outcome to another; None is from outside."""
    if before == after or not number:
        return {}
    into = {f"{after}_in": number}
    return {**into, "records_in": number} if before is None else {**into, f"{before}_in": -number}


def tell(
    run_id: uuid.UUID,
    key: str,
    trouble: Trouble,
    *,
    severity: str = "record",
    remote_id: str | None = None,
    content: str | None = None,
) -> bool:
    """Write a fault down; False when this run has told it before."""
    short = key if len(key) <= KEY_LONGEST else hashlib.sha256(key.encode()).hexdigest()
    values = {
        "run_id": run_id, "key": plain(short), "severity": severity, "code": trouble.code,
        "field": trouble.field, "remote_id": plain(remote_id),
        "vi": plain(trouble.vi), "en": plain(trouble.en),
        "content": content if content and len(content) <= CONTENT_LONGEST else None,
    }  # fmt: skip
    new = insert(Fault).values(id=uuid.uuid4(), created=now(), **values)
    told = model.Session.scalar(new.on_conflict_do_nothing(constraint="dtts_fault_once").returning(Fault.id))
    return told is not None


def plain(text: str | None) -> str | None:
    """A text that the database takes, whatever a source wrote into it."""
    return None if text is None else text.replace("\0", "\N{SYMBOL FOR NULL}")[:2000]


def count(leased: Leased, changes: Mapping[str, int], **values: Any) -> None:
    """Change the run's counters under its lease; a run that comes further may be taken up often."""
    added = {name: getattr(Run, name) + number for name, number in changes.items() if number}
    leased.update(**added, **({"tries": 0} if added else {}), **values)
