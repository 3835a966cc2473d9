"""Writes what Redis counted into the database, every few minutes, in a child of the worker.

The day's sums are written as they are, not added: however often it is done, and wherever it is interrupted,
nothing is counted twice.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from datetime import date, datetime, timedelta

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model
from sqlalchemy.dialects.postgresql import insert

from ckanext.dtts.jobs import notes
from ckanext.dtts.model import USES, Outbox, Usage
from ckanext.dtts.model.columns import now
from ckanext.dtts.usage import tally

TOPIC = "usage"
EVERY = timedelta(minutes=5)
AT_ONCE = 1_000
"""Rows in one statement."""
DAYS = 7
"""Days back that are read again: so long a portal without a worker loses nothing."""


def plan_when_due() -> None:
    """Let the next gathering be made, unless it is planned; commits."""
    if not model.Session.scalar(sa.select(sa.exists().where(Outbox.topic == TOPIC))):
        model.Session.add(Outbox(topic=TOPIC, key="all", due=now() + EVERY))
    model.Session.commit()


def drain() -> bool:
    """Gather what was counted; commits. False when nothing was due."""
    with notes.alone(TOPIC) as alone:
        due = notes.due(TOPIC, 100) if alone else []
        if due:
            gather(datetime.now(tk.h.get_display_timezone()).date())
            for note in due:
                model.Session.delete(note)
            model.Session.commit()
        return bool(due)


def gather(today: date) -> None:
    """Write the sums of the last days, in the caller's transaction; RedisError when Redis does not answer."""
    for back in range(DAYS + 1):
        day = today - timedelta(days=back)
        epoch, counts = tally.of_day(day)
        if counts:
            _keep(day, epoch, _by_dataset(counts))


def _by_dataset(counts: Mapping[tuple[str, str], int]) -> Counter[tuple[str, str]]:
    """The counts by public dataset and kind; what names none is left out."""
    known = _datasets({what for _kind, what in counts})
    summed = Counter[tuple[str, str]]()
    for (kind, what), count in counts.items():
        if what in known and kind in USES:
            summed[known[what], kind] += count
    return summed


def _datasets(named: Collection[str]) -> dict[str, str]:
    """Ids of the public datasets that have these names or ids, or resources of these ids."""
    public = (model.Package.private.is_(False), model.Package.state == model.State.ACTIVE)
    of_names = sa.select(model.Package.name, model.Package.id).where(model.Package.name.in_(named), *public)
    of_ids = sa.select(model.Package.id, model.Package.id).where(model.Package.id.in_(named), *public)
    of_resources = (
        sa.select(model.Resource.id, model.Resource.package_id)
        .join(model.Package, model.Package.id == model.Resource.package_id)
        .where(model.Resource.id.in_(named), *public)
    )
    found: dict[str, str] = {}
    for query in (of_resources, of_ids, of_names):
        found.update(model.Session.execute(query).tuples().all())
    return found


def _keep(day: date, epoch: str, counts: Mapping[tuple[str, str], int]) -> None:
    """In few statements, and nothing that stands there is written again: all is read every five minutes."""
    rows = [
        {"package_id": package_id, "day": day, "kind": kind, "epoch": epoch, "count": count}
        for (package_id, kind), count in sorted(counts.items())
    ]
    for first in range(0, len(rows), AT_ONCE):
        new = insert(Usage).values(rows[first : first + AT_ONCE])
        # A dataset that was renamed is known by its new name only: what was counted before stays.
        kept = new.on_conflict_do_update(
            index_elements=["package_id", "day", "kind", "epoch"],
            set_={"count": new.excluded.count},
            where=Usage.count < new.excluded.count,
        )
        model.Session.execute(kept)
