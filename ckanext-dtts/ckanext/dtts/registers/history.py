"""Which versions of the registers were published: since when, who brought them in, on what legal basis."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from ckan import model
from sqlalchemy.orm import aliased

from ckanext.dtts.model import RegisterVersion, Submission, Table, Version
from ckanext.dtts.registers.kept import kept
from ckanext.dtts.road import lookup

FEW = 10


@dataclass(frozen=True)
class Part:
    """One table of a published version, with its address, its own number and its rows."""

    dataset: str
    table: str
    number: int
    rows: int
    current: bool


@dataclass(frozen=True)
class Published:
    """What was published of a register at one moment.

    `keeper` and `applied` are None for what the portal itself brought in when it was set up or renewed.
    """

    at: datetime
    keeper: str | None
    applied: RegisterVersion | None
    parts: tuple[Part, ...]

    @property
    def rows_in_force(self) -> int:
        """Rows of its tables that nothing newer has replaced."""
        return sum(part.rows for part in self.parts if part.current)


@dataclass(frozen=True)
class Attempt:
    """A version that a keeper applied and that is not published: where it stands, and why."""

    applied: RegisterVersion
    keeper: str
    submissions: tuple[Submission, ...]

    @property
    def failed(self) -> bool:
        """Whether the portal met a failure, which its operator has to mend."""
        return any(each.progress_stage == "failed" for each in self.submissions)

    @property
    def under_way(self) -> bool:
        """Whether it may still be published."""
        return not any(each.state in ("invalid", "rejected", "withdrawn") for each in self.submissions)


def published(register: str | None = None) -> dict[str, list[Published]]:
    """The published versions of each register, newest first; of one only when it is named."""
    places = {
        (each.dataset, each.table): each.register for each in kept() if register in (None, each.register)
    }
    found: dict[str, dict[object, list[Any]]] = defaultdict(dict)
    for row in model.Session.execute(_versions(places)):
        together = row.applied.id if row.applied else row.version.id
        found[places[row.dataset, row.table]].setdefault(together, []).append(row)
    return {name: [_published(rows) for rows in each.values()] for name, each in found.items()}


def attempts(register: str) -> list[Attempt]:
    """The last versions that were applied and are not published, newest first."""
    out = sa.select(Version.id).join(Submission, Submission.id == Version.submission_id)
    query = (
        sa.select(RegisterVersion, model.User.name)
        .outerjoin(model.User, model.User.id == RegisterVersion.actor_id)
        .where(RegisterVersion.register == register)
        .where(~out.where(Submission.register_version_id == RegisterVersion.id).exists())
        .order_by(RegisterVersion.created.desc())
        .limit(FEW)
    )
    pairs = model.Session.execute(query).tuples().all()
    return [
        Attempt(applied, name or applied.actor_id, tuple(lookup.together(applied.id)))
        for applied, name in pairs
    ]


def _versions(places: Collection[tuple[str, str]]) -> sa.Select[Any]:
    """Rows of `version, applied, dataset, table, current, keeper`, newest first, tables in their order."""
    version, applied = aliased(Version, name="version"), aliased(RegisterVersion, name="applied")
    return (
        sa.select(
            version,
            applied,
            model.Package.name.label("dataset"),
            Table.slug.label("table"),
            (Table.current_version_id == version.id).label("current"),
            model.User.name.label("keeper"),
        )
        .join(Table, Table.id == version.table_id)
        .join(model.Package, model.Package.id == Table.package_id)
        .join(Submission, Submission.id == version.submission_id)
        .outerjoin(applied, applied.id == Submission.register_version_id)
        .outerjoin(model.User, model.User.id == applied.actor_id)
        .where(sa.tuple_(model.Package.name, Table.slug).in_(list(places)))
        .where(Submission.state.in_(("published", "superseded")))
        .order_by(version.published.desc(), Table.created)
    )


def _published(rows: Sequence[Any]) -> Published:
    first = rows[0]
    parts = (
        Part(row.dataset, row.table, row.version.number, row.version.row_count, row.current) for row in rows
    )
    return Published(first.version.published, first.keeper, first.applied, tuple(parts))
