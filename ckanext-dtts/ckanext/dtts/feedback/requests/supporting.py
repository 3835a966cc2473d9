"""“I need this too”: counted by browser as far as that goes without knowing anybody, and said to be no more.

What is kept is the id of the form that was sent. That one browser counts once is held by a mark in that
browser which is the same for everybody; that one network counts only so often, by the rate of forms.
"""

from __future__ import annotations

import uuid
from collections.abc import Collection, Mapping

import sqlalchemy as sa
from ckan import model
from sqlalchemy.dialects.postgresql import insert

from ckanext.dtts.model import DataRequest, DataRequestSupport
from ckanext.dtts.model.columns import now


def add(request: DataRequest, identifier: uuid.UUID) -> None:
    """Count one, in the caller's transaction; the same form counts once however often it comes."""
    values = {"id": identifier, "request_id": request.id, "created": now()}
    model.Session.execute(insert(DataRequestSupport).values(**values).on_conflict_do_nothing())


def counts(ids: Collection[uuid.UUID]) -> Mapping[uuid.UUID, int]:
    """How many need each of these too: those who said so, and each request that was found to be the same with
    those of that; two queries."""
    others = sa.select(DataRequest.duplicate_of, DataRequest.id).where(DataRequest.duplicate_of.in_(ids))
    merged = [(of, other) for of, other in model.Session.execute(others).tuples() if of is not None]
    said = _said({*ids, *(other for _of, other in merged)})
    found = {each: said.get(each, 0) for each in ids}
    for of, other in merged:
        found[of] += 1 + said.get(other, 0)
    return found


def _said(ids: Collection[uuid.UUID]) -> dict[uuid.UUID, int]:
    of = DataRequestSupport.request_id
    query = sa.select(of, sa.func.count()).where(of.in_(ids)).group_by(of)
    return dict(model.Session.execute(query).tuples().all())
