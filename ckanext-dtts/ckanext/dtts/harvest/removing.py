"""What a source no longer names: proposed last, made at once only where the guard lets it, else held."""

from __future__ import annotations

from datetime import timedelta

import sqlalchemy as sa
from ckan import model

from ckanext.dtts.harvest import rows
from ckanext.dtts.harvest.landing import Landing, noting
from ckanext.dtts.harvest.leased import Leased
from ckanext.dtts.harvest.reading import Reading
from ckanext.dtts.harvest.trouble import Trouble
from ckanext.dtts.model import Record, Run
from ckanext.dtts.model.columns import now
from dtts.harvest import Gathered, verdict

REMOVAL = "removal"
KEPT = timedelta(days=30)
"""How long what was taken away can be brought back."""
AT_ONCE = 100
_NOT_REFUSED = Record.refused.is_distinct_from(REMOVAL)


def remove_missing(leased: Leased, reading: Reading, landing: Landing) -> None:
    """Take away what is gone, or ask a person; several transactions, each of which may be the last.

    After a reading that did not come to its end nothing is gone but what the source itself calls deleted.
    """
    if reading.trouble is not None:
        return
    _forget_unanswered(leased, reading)
    missing = _missing(leased, reading)
    found = _gathered(leased, reading, missing)
    reason = verdict(found)
    leased.update(missing=found.missing)
    if reason is not None:
        _hold(missing, WHY[reason])
    model.Session.commit()
    while reason is None and _remove(leased, missing, landing):
        model.Session.expunge_all()


def take_away(row: Record, landing: Landing) -> None:
    """Take one record away, in the caller's transaction; it can be brought back for a while."""
    landing.remove(row)
    row.state, row.gone = "gone", now()
    row.refused = None
    noting.settle(row)


def _missing(leased: Leased, reading: Reading) -> sa.ColumnElement[bool]:
    """What holds of records that are here and were not named. There may be very many."""
    known = [
        Record.source_id == leased.source_id,
        Record.state == "present",
        sa.or_(Record.run_id.is_(None), Record.run_id != leased.run_id),
    ]
    if not reading.is_complete:
        known.append(Record.remote_id.in_([each for each in reading.report.gone if rows.usable(each)]))
    return sa.and_(*known)


def _gathered(leased: Leased, reading: Reading, missing: sa.ColumnElement[bool]) -> Gathered:
    """The figures as of before the first removal of this run, also when it was taken up again."""
    run = model.Session.get_one(Run, leased.run_id, populate_existing=True)
    present = sa.and_(Record.source_id == leased.source_id, Record.state == "present")
    return Gathered(
        lately=_lately(leased, run),
        present=_number(present) + run.removed,
        missing=_number(missing) + run.removed,
        named=reading.named + reading.report.listed,
        unidentified=reading.unnamed,
        least=(reading.definition.expected.minimum or 0) if reading.is_complete else 0,
    )


def _lately(leased: Leased, run: Run) -> int:
    """What earlier runs took away by themselves and can be brought back; also what was brought back since."""
    query = sa.select(sa.func.coalesce(sa.func.sum(Run.removed), 0))
    query = query.where(Run.source_id == leased.source_id, Run.id != run.id, Run.created > now() - KEPT)
    return int(model.Session.scalar(query) or 0)


def _number(known: sa.ColumnElement[bool]) -> int:
    return model.Session.scalar(sa.select(sa.func.count()).select_from(Record).where(known)) or 0


def _hold(missing: sa.ColumnElement[bool], why: Trouble) -> None:
    asks = {**rows.NOT_WAITING, "waits": "remove", "waits_since": now(), "waits_reason": why.to_dict()}
    held = sa.update(Record).where(missing, _NOT_REFUSED, Record.waits.is_distinct_from("remove"))
    model.Session.execute(held.values(**asks).execution_options(synchronize_session=False))


def _remove(leased: Leased, missing: sa.ColumnElement[bool], landing: Landing) -> bool:
    """Take some away and commit; whether there were any."""
    query = sa.select(Record).where(missing, _NOT_REFUSED).order_by(Record.remote_id).limit(AT_ONCE)
    found = list(model.Session.scalars(query))
    for row in found:
        take_away(row, landing)
    rows.count(leased, {"removed": len(found)})
    model.Session.commit()
    return bool(found)


def _forget_unanswered(leased: Leased, reading: Reading) -> None:
    """Nobody is asked any more about new records that the source has taken back."""
    if not reading.is_complete:
        return
    gone = sa.update(Record).where(
        Record.source_id == leased.source_id,
        Record.state == "absent",
        Record.waits.is_not(None),
        sa.or_(Record.run_id.is_(None), Record.run_id != leased.run_id),
    )
    model.Session.execute(gone.values(**rows.NOT_WAITING).execution_options(synchronize_session=False))


WHY = {
    "empty": Trouble(
        "empty",
        "Nguồn trả lời hợp lệ nhưng không nêu bản ghi nào; không có gì bị gỡ khi chưa có người đồng ý.",
        "The source answered well and named no record; nothing is taken away without a person's yes.",
    ),
    "too-many": Trouble(
        "too-many",
        "Nguồn không còn nêu hơn 10 % số bản ghi; không có gì bị gỡ khi chưa có người đồng ý.",
        "The source no longer names more than 10 % of the records; nothing is taken away without a yes.",
    ),
    "too-many-lately": Trouble(
        "too-many-lately",
        "Cùng với những lần chạy trong 30 ngày qua, hơn 10 % số bản ghi không còn được nêu; không có gì "
        "bị gỡ thêm khi chưa có người đồng ý.",
        "Together with the runs of the last 30 days more than 10 % of the records went; nothing more is "
        "taken away without a person's yes.",
    ),
    "unidentified": Trouble(
        "unidentified",
        "Có bản ghi không đọc được mã, nên chưa chắc bản ghi này đã mất ở nguồn.",
        "Records came whose id could not be read, so that this one may not be gone at the source.",
    ),
    "fewer-than-expected": Trouble(
        "fewer-than-expected",
        "Nguồn nêu ít bản ghi hơn mức tối thiểu đã khai báo.",
        "The source named fewer records than its file says it has at least.",
    ),
}
