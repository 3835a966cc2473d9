"""Reports as lists read them: the public ones of a dataset, and those that wait for a person's agencies."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import sqlalchemy as sa
from ckan import model

from ckanext.dtts import rights
from ckanext.dtts.model import Feedback
from dtts.feedback import PUBLIC, TO_DO


def find(number: int) -> Feedback | None:
    """The report of that number."""
    return model.Session.scalar(sa.select(Feedback).where(Feedback.number == number))


def public(package_id: str | None, limit: int, offset: int) -> tuple[Sequence[Feedback], int]:
    """Reports that everybody reads, newest first, of one dataset or of all, and how many there are."""
    query = sa.select(Feedback).where(Feedback.state.in_(PUBLIC))
    if package_id is not None:
        query = query.where(Feedback.package_id == package_id)
    return _page(query.where(_of_public_dataset()), limit, offset)


def count_public(package_id: str) -> tuple[int, int]:
    """How many reports of a dataset are public, and how many of these are answered."""
    answered = sa.func.count().filter(Feedback.state != "open")
    query = sa.select(sa.func.count(), answered).where(Feedback.package_id == package_id)
    total, done = model.Session.execute(query.where(Feedback.state.in_(PUBLIC))).one()
    return int(total), int(done)


def of_agencies(
    agencies: Collection[str], states: Collection[str], limit: int, offset: int
) -> tuple[Sequence[Feedback], int]:
    """Reports about datasets of these agencies in these states, newest first, and how many there are."""
    query = sa.select(Feedback).join(model.Package, model.Package.id == Feedback.package_id)
    return _page(
        query.where(model.Package.owner_org.in_(agencies), Feedback.state.in_(states)), limit, offset
    )


def count_to_do(user: model.User | None) -> int:
    """How many wait for a person who may decide on them."""
    sends = rights.of(user).sends
    return of_agencies(sends, TO_DO, 0, 0)[1] if sends else 0


def _page(query: sa.Select[tuple[Feedback]], limit: int, offset: int) -> tuple[Sequence[Feedback], int]:
    total = model.Session.scalar(sa.select(sa.func.count()).select_from(query.subquery())) or 0
    ordered = query.order_by(Feedback.number.desc()).limit(limit).offset(offset)
    return (list(model.Session.scalars(ordered)) if limit else []), total


def _of_public_dataset() -> sa.ColumnElement[bool]:
    return sa.exists().where(
        model.Package.id == Feedback.package_id,
        model.Package.private.is_(False),
        model.Package.state == model.State.ACTIVE,
    )
