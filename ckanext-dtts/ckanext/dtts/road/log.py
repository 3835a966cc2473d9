"""The log of events as the portal keeps it: its head for anybody, and all of its rows for who checks it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import sqlalchemy as sa
from ckan import model

from ckanext.dtts.model import Event
from ckanext.dtts.model.columns import iso
from dtts.chain import FIELDS, START, Head, Row

_BATCH = 5_000
_STRAY = sa.text(
    """
    SELECT submission.id, submission.state, logged.to_state
      FROM dtts_submission AS submission
      LEFT JOIN LATERAL (SELECT to_state FROM dtts_event
                          WHERE submission_id = submission.id AND to_state IS NOT NULL
                          ORDER BY seq DESC LIMIT 1) AS logged ON true
     WHERE logged.to_state IS DISTINCT FROM submission.state
     ORDER BY submission.id
    """
)


class State(NamedTuple):
    """A submission whose state is not the one that the log tells, which is null when it tells none."""

    submission_id: str
    state: str
    logged: str | None


def head() -> dict[str, str | int | None]:
    """The end of the log, `{seq, hash, at, count}`: who remembers it notices when rows are missing later."""
    query = sa.select(Event.seq, Event.hash, Event.at).order_by(Event.seq.desc()).limit(1)
    last = model.Session.execute(query).first()
    count = model.Session.scalar(sa.select(sa.func.count()).select_from(Event))
    seq, digest, at = last or (0, START, None)
    return {"seq": seq, "hash": digest, "at": iso(at) if at else None, "count": count}


def remembered(text: str) -> Head:
    """A head written as `SEQ:HASH`; ValueError for anything else."""
    seq, _, digest = text.partition(":")
    if len(digest) != len(START):
        raise ValueError(text)
    return Head(int(seq), digest.lower())


def rows() -> Iterator[Row]:
    """Every row in its order as plain text, read from the server as it is taken."""
    columns = [_as_text(name) for name in (*FIELDS, "previous_hash", "hash")]
    query = sa.select(*columns).order_by(Event.seq).execution_options(yield_per=_BATCH)
    for row in model.Session.execute(query):
        yield dict(row._mapping)


def strays() -> list[State]:
    """Submissions whose state the log does not tell: none, while the database's own guards hold."""
    return [State(str(each[0]), each[1], each[2]) for each in model.Session.execute(_STRAY)]


def _as_text(name: str) -> sa.ColumnElement[str]:
    """A column in the form in which it is hashed (`dtts.chain.canonical`)."""
    column: sa.ColumnElement[str] = getattr(Event, name)
    if name == "at":
        utc = sa.func.timezone("UTC", column)
        return sa.func.to_char(utc, 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"').label(name)
    return sa.cast(column, sa.Text).label(name)
