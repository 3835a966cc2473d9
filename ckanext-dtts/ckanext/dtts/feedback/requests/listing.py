"""Requests as lists read them: the public ones, narrowed, and those that wait for a person."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

import sqlalchemy as sa
from ckan import model

from ckanext.dtts import rights
from ckanext.dtts.feedback import lookup
from ckanext.dtts.model import DataRequest, Feedback
from dtts.feedback.requests import COURSE
from dtts.searching.words import keys_of


class Narrowed(NamedTuple):
    """What a list is narrowed to; empty for all. `words` all stand in the public text, with or
    without their marks."""

    state: str = ""
    area_id: str = ""
    agency_id: str = ""
    words: str = ""


def public(to: Narrowed, limit: int, offset: int) -> tuple[Sequence[DataRequest], int]:
    """Requests that everybody reads, newest first, and how many there are."""
    return lookup.page(_public(to), limit, offset)


def recent(limit: int, offset: int) -> Sequence[DataRequest]:
    """The public ones by their last move, the newest first."""
    query = _public(Narrowed()).order_by(Feedback.changed.desc(), Feedback.number.desc())
    return model.Session.scalars(query.limit(limit).offset(offset)).all()


def count_states(to: Narrowed) -> Mapping[str, int]:
    """How many public ones are in each public state, whatever state the list is narrowed to."""
    found = _public(to._replace(state="")).subquery()
    query = sa.select(found.c.state, sa.func.count()).group_by(found.c.state)
    counted = dict(model.Session.execute(query).tuples().all())
    return {state: counted.get(state, 0) for state in COURSE.states if state in COURSE.public}


def areas() -> set[str]:
    """The places that public requests are for."""
    query = sa.select(DataRequest.area_id).where(DataRequest.state.in_(COURSE.public)).distinct()
    return set(model.Session.scalars(query))


def answered_by(package_id: str) -> Sequence[DataRequest]:
    """The public requests that a dataset answers."""
    query = sa.select(DataRequest).where(DataRequest.package_id == package_id)
    return model.Session.scalars(
        query.where(DataRequest.state == "published").order_by(Feedback.number)
    ).all()


def of_person(
    user: model.User | None, states: Collection[str], limit: int, offset: int
) -> tuple[Sequence[DataRequest], int]:
    """Those that a person sees on the desk, in these states, newest first, and how many there are."""
    mine = rights.of(user)
    theirs = DataRequest.agency_id.in_({*mine.member, *mine.approves})
    seen = sa.or_(theirs, DataRequest.agency_id.is_(None)) if mine.approves else theirs
    return lookup.page(sa.select(DataRequest).where(seen, DataRequest.state.in_(states)), limit, offset)


def count_to_do(user: model.User | None) -> int:
    """How many wait for a person: of their own agencies, and to be given to one."""
    mine = rights.of(user)
    unread = DataRequest.agency_id.is_(None) if mine.approves else sa.false()
    theirs = sa.or_(DataRequest.agency_id.in_(mine.sends), unread)
    query = sa.select(sa.func.count()).select_from(DataRequest).where(theirs)
    return model.Session.scalar(query.where(DataRequest.state.in_(COURSE.to_do))) or 0


def _public(to: Narrowed) -> sa.Select[tuple[DataRequest]]:
    query = sa.select(DataRequest).where(DataRequest.state.in_([to.state] if to.state else COURSE.public))
    if to.area_id:
        query = query.where(DataRequest.area_id == to.area_id)
    if to.agency_id:
        query = query.where(DataRequest.agency_id == to.agency_id)
    return query.where(DataRequest.id.in_(_saying(to.words))) if to.words else query


def _saying(words: str) -> list[uuid.UUID]:
    """Ids of public requests in which all these words stand, typed with or without their marks."""
    wanted = set(keys_of(words))
    texts = sa.select(DataRequest.id, DataRequest.shown).where(DataRequest.state.in_(COURSE.public))
    found = model.Session.execute(texts).tuples()
    return [identifier for identifier, text in found if wanted <= set(keys_of(text or ""))]
