"""Sends what was done on the desk by the road of every file: a new version that is checked and decided on.

A person presses for it: whoever sends a file answers for it, and another person approves.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from ckan import model

from ckanext.dtts.answering import books
from ckanext.dtts.answering.books import ANSWERED
from ckanext.dtts.answering.compose import Composed, compose
from ckanext.dtts.errors import RefusedError
from ckanext.dtts.model import Submission, Table
from ckanext.dtts.road import intake
from ckanext.dtts.sending.send import free_slug
from ckanext.dtts.work import scratch
from dtts.catalogue import table_schema

DOOR = "desk"
OPEN = ("received", "checking", "awaiting_approval", "scheduled")
_FILES = {books.ANSWERED: "thuc-hien-kien-nghi.csv", books.ASKED: "kien-nghi.csv"}


def publish(package: model.Package, user_id: str) -> list[Submission]:
    """A submission for each table of the dataset that the desk has something for; none when it has nothing.

    Pressing again while one of them is on its way gives that one. RefusedError while another file of such a
    table is on its way, since the later of the two would take the rows of the earlier away.
    """
    lock = sa.func.pg_advisory_lock(sa.func.hashtextextended(f"dtts:answers:{package.id}", 0))
    with model.Session.get_bind().connect() as alone:
        alone.execute(sa.select(lock))
        try:
            return _publish(package, user_id)
        finally:
            alone.execute(sa.select(sa.func.pg_advisory_unlock_all()))


def under_way(package_id: str) -> list[Submission]:
    """What was composed for the dataset and is not decided on yet."""
    query = sa.select(Submission).join(Table, Table.id == Submission.table_id)
    query = query.where(Table.package_id == package_id, Submission.state.in_(OPEN), Submission.door == DOOR)
    return list(model.Session.scalars(query.order_by(Submission.created)))


def _publish(package: model.Package, user_id: str) -> list[Submission]:
    known = under_way(package.id)
    if known:
        return known
    found = books.of_dataset(package.id)
    if not found:
        return []
    with scratch() as folder:
        composed = compose(found, folder)
        for each in composed:
            _refuse_beside_another(each)
        return [_send(package, each, user_id) for each in composed]


def _send(package: model.Package, each: Composed, user_id: str) -> Submission:
    with each.path.open("rb") as stream:
        return intake.take(_request(package, each, user_id, stream))


def _request(package: model.Package, each: Composed, user_id: str, stream: Any) -> intake.Request:
    title = table_schema(each.schema).title if each.published is None else {}
    return intake.Request(
        package=package,
        slug=each.published.slug if each.published else free_slug(package.name, ANSWERED),
        schema_name=each.schema,
        name=title.get("vi"),
        name_en=title.get("en"),
        filename=_FILES[each.schema],
        stream=stream,
        door=DOOR,
        actor_id=user_id,
        idempotency_key=None,
    )


def _refuse_beside_another(each: Composed) -> None:
    if each.published is None:
        return
    query = sa.select(Submission.id).where(
        Submission.table_id == each.published.table_id, Submission.state.in_(OPEN)
    )
    table = each.published.slug
    if model.Session.scalar(query.limit(1)) is not None:
        raise RefusedError(
            "dataset",
            "another-file-waits",
            f"Một tệp khác của bảng “{table}” đang chờ kiểm tra hoặc duyệt; hãy xử lý tệp đó trước.",
            f"Another file of the table “{table}” waits to be decided on; see to it first.",
        )
