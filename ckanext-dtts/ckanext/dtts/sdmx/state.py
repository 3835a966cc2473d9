"""Of what state of the store an answer is, told without reading an observation."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, timezone

import sqlalchemy as sa
from ckan import model

from ckanext.dtts.model import ObservationState
from ckanext.dtts.observations import visible
from ckanext.dtts.registers import folder

_BEGINNING = datetime(2026, 1, 1, tzinfo=timezone.utc)


@dataclass(frozen=True)
class State:
    """`moment`: when the store changed last; `mark` changes with what anybody may read and its names."""

    moment: datetime
    mark: str


def state() -> State:
    """The state of the store, of the datasets that are public and of the registers."""
    changed = model.Session.scalar(sa.select(sa.func.max(ObservationState.changed)))
    said = f"{visible.tag()} {folder()}"
    moment = (changed or _BEGINNING).astimezone(timezone.utc)
    return State(moment, hashlib.sha256(said.encode()).hexdigest())
