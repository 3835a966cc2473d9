"""What a source no longer names: proposed last, made at once only where the guard lets it, else held."""

from __future__ import annotations

from collections.abc import Sequence
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


def remove_missing(leased: Leased, reading: Reading, landing: Landing) -> None:
    """Take away what is gone, or ask a person; several transactions, each of which may be the last.

    After a reading that did not come to its end nothing is gone but what the source itself calls deleted.
    """
    if reading.trouble is not None:
        return
    _forget_unanswered(leased, reading)
    missing = _missing(leased, reading)
    found = _gathered(leased, reading, len(missing))
    reason = verdict(found)
    if reason is not None:
        _hold(leased, missing, WHY[reason], found.missing)
        return
    leased.update(missing=found.missing)
    model.Session.commit()
    for start in range(0, len(missing), AT_ONCE):
        _remove(leased, missing[start : start + AT_ONCE], landing)


def take_away(row: Record, landing: Landing) -> None:
    """Take one record away, in the caller's transaction; it can be brought back for a while."""
    landing.remove(row)
    row.state, row.gone = "gone", now()
    row.refused = None
    noting.settle(row)


def _missing(leased: Leased, reading: Reading) -> Sequence[Record]:
    query = sa.select(Record).where(
        Record.source_id == leased.source_id,
        Record.state == "present",
        sa.or_(Record.run_id.is_(None), Record.run_id != leased.run_id),
    )
    if not reading.is_complete:
        query = query.where(Record.remote_id.in_([each for each in reading.report.gone if rows.usable(each)]))
    return list(model.Session.scalars(query.order_by(Record.remote_id)))


def _gathered(leased: Leased, reading: Reading, missing: int) -> Gathered:
    """The figures as of before the first removal of this run, also when it was taken up again."""
    run = model.Session.get_one(Run, leased.run_id, populate_existing=True)
    query = sa.select(sa.func.count()).select_from(Record)
    present = model.Session.scalar(
        query.where(Record.source_id == leased.source_id, Record.state == "present")
    )
    return Gathered(
        lately=_lately(leased, run),
        present=(present or 0) + run.removed,
        missing=missing + run.removed,
        named=reading.named + reading.report.listed,
        unidentified=reading.unnamed,
        least=(reading.definition.expected.minimum or 0) if reading.is_complete else 0,
    )


def _lately(leased: Leased, run: Run) -> int:
    """What earlier runs took away by themselves and can be brought back; also what was brought back since."""
    query = sa.select(sa.func.coalesce(sa.func.sum(Run.removed), 0))
    query = query.where(Run.source_id == leased.source_id, Run.id != run.id, Run.created > now() - KEPT)
    return int(model.Session.scalar(query) or 0)


def _hold(leased: Leased, missing: Sequence[Record], why: Trouble, number: int) -> None:
    for row in missing:
        if row.refused != REMOVAL and row.waits != "remove":
            noting.settle(row)
            row.waits, row.waits_since, row.waits_reason = "remove", now(), why.to_dict()
    leased.update(missing=number)
    model.Session.commit()
    model.Session.expunge_all()


def _remove(leased: Leased, found: Sequence[Record], landing: Landing) -> None:
    for row in found:
        if row.refused != REMOVAL:
            take_away(row, landing)
            rows.count(leased, {"removed": 1})
    model.Session.commit()


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
