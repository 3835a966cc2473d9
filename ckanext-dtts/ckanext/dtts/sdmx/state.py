"""Whether the store may have moved since an answer was given, without asking it for the answer."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timezone
from uuid import UUID

import sqlalchemy as sa
from ckan import model

from ckanext.dtts.model import Job, Observation
from ckanext.dtts.observations.visible import Origin
from ckanext.dtts.registers import folder

_BEGINNING = datetime(2026, 1, 1, tzinfo=timezone.utc)


@dataclass(frozen=True)
class State:
    """`moment`: when the store was last brought in line with what is published; `mark` changes with what
    anybody may read."""

    moment: datetime
    mark: str


def state(sources: Mapping[UUID, Origin]) -> State:
    """The state of the store, of the datasets that are public and of the registers: two look-ups by index.

    A table that leaves superseded rows and adds none moves no number of a row; the end of its job does.
    """
    last_row = model.Session.scalar(sa.select(sa.func.max(Observation.seq)))
    finished = model.Session.scalar(sa.select(sa.func.max(Job.finished)).where(Job.kind == "observe"))
    moment = (finished or _BEGINNING).astimezone(timezone.utc)
    visible = sorted((str(table), origin) for table, origin in sources.items())
    said = repr((last_row, moment.isoformat(), visible, str(folder())))
    return State(moment, hashlib.sha256(said.encode()).hexdigest()[:24])
