"""Reports as lists read them: the public ones of a dataset, and those that wait for a person's agencies."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import sqlalchemy as sa
from ckan import model

from ckanext.dtts import rights
from ckanext.dtts.feedback import lookup
from ckanext.dtts.model import Report
from dtts.feedback.reports import COURSE


def public(package_id: str | None, limit: int, offset: int) -> tuple[Sequence[Report], int]:
    """Reports that everybody reads, newest first, of one dataset or of all, and how many there are."""
    query = sa.select(Report).where(Report.state.in_(COURSE.public))
    if package_id is not None:
        query = query.where(Report.package_id == package_id)
    return lookup.page(query.where(_of_public_dataset()), limit, offset)


def count_public(package_id: str) -> tuple[int, int]:
    """How many reports of a dataset are public, and how many of these are answered."""
    answered = sa.func.count().filter(Report.state != "open")
    query = sa.select(sa.func.count(), answered).where(Report.package_id == package_id)
    total, done = model.Session.execute(query.where(Report.state.in_(COURSE.public))).one()
    return int(total), int(done)


def of_agencies(
    agencies: Collection[str], states: Collection[str], limit: int, offset: int
) -> tuple[Sequence[Report], int]:
    """Reports about datasets of these agencies in these states, newest first, and how many there are."""
    query = sa.select(Report).join(model.Package, model.Package.id == Report.package_id)
    return lookup.page(
        query.where(model.Package.owner_org.in_(agencies), Report.state.in_(states)), limit, offset
    )


def count_to_do(user: model.User | None) -> int:
    """How many wait for a person who may decide on them."""
    sends = rights.of(user).sends
    return of_agencies(sends, COURSE.to_do, 0, 0)[1] if sends else 0


def _of_public_dataset() -> sa.ColumnElement[bool]:
    return sa.exists().where(
        model.Package.id == Report.package_id,
        model.Package.private.is_(False),
        model.Package.state == model.State.ACTIVE,
    )
