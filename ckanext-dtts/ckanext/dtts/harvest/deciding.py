"""What people decide about records: yes or no to what waits, another try, bringing back what went."""

from __future__ import annotations

import uuid

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model

from ckanext.dtts.errors import RefusedError
from ckanext.dtts.harvest import sources
from ckanext.dtts.harvest.landing import Landing, landing_for, noting
from ckanext.dtts.harvest.leased import Leased
from ckanext.dtts.harvest.removing import KEPT, REMOVAL, take_away
from ckanext.dtts.model import Fault, Record, Source
from ckanext.dtts.model.columns import iso, now


def accept(record_id: uuid.UUID) -> Record:
    """Do what a record waits for, in the caller's transaction. RefusedError when it waits for nothing."""
    row, landing = _locked(record_id)
    if row.waits is None:
        raise _NOTHING_WAITS
    if row.waits == "remove":
        take_away(row, landing)
    else:
        landing.land(row, noting.read_text(row.waiting_content or ""))
    return row


def refuse(record_id: uuid.UUID) -> Record:
    """Say no to what a record waits for, in the caller's transaction; nobody is asked the same again."""
    row, _landing = _locked(record_id)
    if row.waits is None:
        raise _NOTHING_WAITS
    row.refused = REMOVAL if row.waits == "remove" else row.waiting_digest
    noting.settle(row)
    return row


def bring_back(record_id: uuid.UUID) -> Record:
    """Show again what was taken away, in the caller's transaction; RefusedError when that is too long ago."""
    row, landing = _locked(record_id)
    if row.state == "present" and _tables_gone(row):
        landing.bring_back(row)
        return row
    if row.state != "gone" or row.gone is None or row.gone < now() - KEPT:
        raise RefusedError(
            "id",
            "not-gone",
            f"Bản ghi này không bị gỡ, hoặc đã gỡ quá {KEPT.days} ngày nên không khôi phục được nữa.",
            f"This record was not taken away, or longer than {KEPT.days} days ago; it is not brought back.",
        )
    landing.bring_back(row)
    row.state, row.gone, row.refused = "present", None, REMOVAL
    return row


def retry(fault_id: uuid.UUID) -> Fault:
    """Take a record that failed, as it came then, in the caller's transaction. ValidationError when it fails
    again, RefusedError when it was settled or what came is not kept."""
    fault = model.Session.get(Fault, fault_id, with_for_update=True)
    if fault is None:
        raise tk.ObjectNotFound("fault")
    if fault.settled or not fault.can_retry or not fault.content or not fault.remote_id:
        raise RefusedError(
            "id",
            "nothing-to-retry",
            "Không còn nội dung để thử lại; hãy chạy lại nguồn.",
            "There is nothing kept that could be tried again; run the source again.",
        )
    item = noting.read_text(fault.content)
    found = sa.select(Record.id).where(Record.remote_id == item.id, Record.run_id == fault.run_id)
    record_id = model.Session.scalar(found)
    if record_id is None:
        raise RefusedError(
            "id", "come-since",
            "Nguồn đã được đọc lại sau đó; hãy xem lần chạy mới nhất.",
            "The source was read again since; look at its newest run.",
        )  # fmt: skip
    row, landing = _locked(record_id)
    against = landing.against(row, item)
    if against is not None:
        noting.asked(row, item, against)
    else:
        landing.land(row, item)
    fault.settled = now()
    return fault


def waiting(source: Source, kind: str | None = None) -> list[uuid.UUID]:
    """Ids of the records of a source that wait for a person, or of one kind of them."""
    query = sa.select(Record.id).where(Record.source_id == source.id, Record.waits.is_not(None))
    query = query.where(Record.waits == kind) if kind else query
    return list(model.Session.scalars(query.order_by(Record.waits_since, Record.remote_id)))


def restorable(source: Source) -> list[Record]:
    """What was taken away lately and can be brought back, the newest first; at most 50. Then records that are
    here and lost tables lately."""
    query = sa.select(Record).where(Record.source_id == source.id)
    gone = query.where(Record.gone > now() - KEPT).order_by(Record.gone.desc()).limit(50)
    held = query.where(Record.state == "present", sa.cast(Record.tables, sa.Text).contains('"gone"'))
    return [*model.Session.scalars(gone), *filter(_tables_gone, model.Session.scalars(held.limit(500)))]


def _tables_gone(row: Record) -> list[str]:
    """Tables of a record that went so lately that they can be brought back."""
    since = iso(now() - KEPT)
    return [name for name, held in row.tables.items() if held.get("gone", "") > since]


def _locked(record_id: uuid.UUID) -> tuple[Record, Landing]:
    row = model.Session.get(Record, record_id, with_for_update=True, populate_existing=True)
    if row is None:
        raise tk.ObjectNotFound("record")
    source = model.Session.get_one(Source, row.source_id)
    nobody = Leased(row.run_id or uuid.UUID(int=0), uuid.UUID(int=0), 0, source.id)
    return row, landing_for(nobody, source, sources.definition_of(source))


_NOTHING_WAITS = RefusedError(
    "id",
    "nothing-waits",
    "Bản ghi này không chờ ai quyết định (có thể đã được quyết định).",
    "This record waits for nobody's decision (somebody may have made it already).",
)
