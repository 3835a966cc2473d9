"""What was public of the tables that entries name, and from when to when."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model

from ckanext.dtts.model import Coverage, Event, Table, Version
from dtts.catalogue import table_schema
from dtts.duties import Publication, Published, Span
from dtts.duties.declared import KEY

ByTable = Mapping[tuple[str, str], Published]
"""What was published by dataset id and table."""

_ENDS, _BEGINS = ("withdrawn", "undone"), "restored"


def of_datasets(ids: Collection[str]) -> ByTable:
    """All publications of tables of public datasets; two queries, however many there are."""
    versions = _versions(ids)
    moves = _moves({row.submission_id for row in versions})
    found: dict[tuple[str, str], list[Publication]] = defaultdict(list)
    for row in versions:
        found[row.package_id, row.slug] += _publications(row, moves.get(row.submission_id, []))
    return {address: Published(each) for address, each in found.items()}


def day_of(moment: datetime) -> date:
    """The day of a moment on the portal's clock."""
    day: date = moment.astimezone(tk.h.get_display_timezone()).date()
    return day


def spans_of(schema_name: str, kept: list[list[Any]] | None) -> tuple[Span, ...] | None:
    """What a version is about; nothing while its rows have not been read yet, None if they say no period."""
    if KEY not in table_schema(schema_name).descriptor:
        return None
    return tuple(
        Span(date.fromisoformat(start), date.fromisoformat(end), bool(mark))
        for start, end, mark in kept or ()
    )


def _versions(ids: Collection[str]) -> Sequence[Any]:
    query = (
        sa.select(
            Table.package_id, Table.slug, Version.number, Version.published, Version.submission_id,
            Version.schema_name, Coverage.spans,
        )
        .join(Table, Table.id == Version.table_id)
        .join(model.Package, model.Package.id == Table.package_id)
        .outerjoin(Coverage, Coverage.version_id == Version.id)
        .where(
            Table.package_id.in_(ids),
            model.Package.private.is_(False),
            model.Package.state == model.State.ACTIVE,
        )
        .order_by(Version.number)
    )  # fmt: skip
    return list(model.Session.execute(query))


def _moves(submissions: Collection[UUID]) -> Mapping[UUID, list[tuple[str, datetime]]]:
    """What ended the publication of a submission, or made it public again, oldest first."""
    moves: dict[UUID, list[tuple[str, datetime]]] = defaultdict(list)
    query = (
        sa.select(Event.submission_id, Event.kind, Event.at)
        .where(Event.submission_id.in_(submissions), Event.kind.in_((*_ENDS, _BEGINS)))
        .order_by(Event.seq)
    )
    for submission, kind, at in model.Session.execute(query).tuples():
        moves[submission].append((kind, at))
    return moves


def _publications(row: Any, moves: Sequence[tuple[str, datetime]]) -> list[Publication]:
    """One for each time that the version was public without a break."""
    spans = spans_of(row.schema_name, row.spans)
    began: datetime | None = row.published
    found = []
    for kind, at in moves:
        if kind in _ENDS and began is not None:
            found.append(Publication(row.number, day_of(began), day_of(at), spans))
            began = None
        elif kind == _BEGINS and began is None:
            began = at
    if began is not None:
        found.append(Publication(row.number, day_of(began), None, spans))
    return found
