"""Entries as lists read them: the public ones, and those that wait for a person's agencies."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

import sqlalchemy as sa
from ckan import model

from ckanext.dtts.feedback import lookup
from ckanext.dtts.feedback.reuses import may
from ckanext.dtts.model import Reuse, ReuseDataset
from dtts.feedback.reuses import COURSE

Found = tuple[Sequence[Reuse], int]


class Asked(NamedTuple):
    """What public entries are narrowed to; by an empty one to nothing."""

    work: str = ""
    package_id: str = ""
    words: str = ""


def public(asked: Asked, limit: int, offset: int) -> Found:
    """Entries that everybody reads, newest first, and how many there are."""
    return lookup.page(_narrowed(asked), limit, offset)


def count_works(asked: Asked) -> Mapping[str, int]:
    """How many public entries there are of each kind of work, whichever is asked for."""
    query = _narrowed(asked._replace(work="")).with_only_columns(Reuse.work, sa.func.count())
    return dict(model.Session.execute(query.group_by(Reuse.work)).tuples().all())


def of_agencies(agencies: Collection[str], states: Collection[str], limit: int, offset: int) -> Found:
    """Entries that use a dataset of these agencies, in these states, newest first, and how many there are."""
    query = sa.select(Reuse).where(Reuse.state.in_(states), _uses(model.Package.owner_org.in_(agencies)))
    return lookup.page(query, limit, offset)


def count_to_do(user: model.User | None) -> int:
    """How many wait for a person who may decide on them."""
    agencies = may.deciding_for(user)
    return of_agencies(agencies, COURSE.to_do, 0, 0)[1] if agencies else 0


def of_address(address: str) -> Reuse | None:
    """The public entry of that address."""
    query = sa.select(Reuse).where(Reuse.address == address, Reuse.state.in_(COURSE.public))
    return model.Session.scalar(query.order_by(Reuse.number).limit(1))


def datasets(entries: Collection[Reuse]) -> Mapping[str, Sequence[model.Package]]:
    """The public datasets that each entry uses, by its id as text; one query."""
    query = sa.select(ReuseDataset.reuse_id, model.Package).join(
        model.Package, model.Package.id == ReuseDataset.package_id
    )
    query = query.where(ReuseDataset.reuse_id.in_([each.id for each in entries]), _public())
    found: dict[str, list[model.Package]] = {}
    for identifier, package in model.Session.execute(query.order_by(model.Package.name)).tuples():
        found.setdefault(str(identifier), []).append(package)
    return found


def _narrowed(asked: Asked) -> sa.Select[tuple[Reuse]]:
    """An entry whose datasets are all gone is shown no more."""
    query = sa.select(Reuse).where(Reuse.state.in_(COURSE.public))
    of_one = model.Package.id == asked.package_id if asked.package_id else sa.true()
    query = query.where(_uses(_public(), of_one))
    if asked.work:
        query = query.where(Reuse.work == asked.work)
    for word in asked.words.split():
        text = sa.func.concat_ws(" ", Reuse.title, Reuse.title_en, Reuse.shown, Reuse.maker)
        query = query.where(text.icontains(word, autoescape=True))
    return query


def _uses(*conditions: sa.ColumnElement[bool]) -> sa.ColumnElement[bool]:
    return sa.exists().where(
        ReuseDataset.reuse_id == Reuse.id, model.Package.id == ReuseDataset.package_id, *conditions
    )


def _public() -> sa.ColumnElement[bool]:
    return sa.and_(model.Package.private.is_(False), model.Package.state == model.State.ACTIVE)
