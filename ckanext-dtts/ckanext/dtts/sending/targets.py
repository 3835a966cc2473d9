"""Where a file may go: tables that it may renew, datasets that may get it as a new table, a new dataset."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import PurePath
from typing import NamedTuple

import sqlalchemy as sa
from ckan import model

from ckanext.dtts.model import Submission, Table, Version
from dtts import catalogue
from dtts.vietnamese import fold

NEW_DATASET = "dataset"
REGISTERS = "register"
MOST_DATASETS = 200


class Target(NamedTuple):
    """`value` is `table:<dataset>/<table>` or `new:<dataset>`; `version` that which the public reads.

    `areas` are the dataset's places. `sent` and `filename` tell of the last file that this person sent there.
    """

    value: str
    dataset: str
    title: str
    title_en: str
    agency_id: str
    areas: tuple[str, ...]
    table: str = ""
    table_title: str = ""
    table_title_en: str = ""
    version: int | None = None
    sent: datetime | None = None
    filename: str = ""


def types_of(schema: str) -> list[str]:
    """Kinds of dataset that take tables of a schema; those that hold registers take none on this way."""
    return [
        name
        for name in catalogue.dataset_type_names()
        if name != REGISTERS and schema in catalogue.dataset_type(name).get("dtts_tables", [])
    ]


def of(user: model.User, agency_ids: Iterable[str], schema: str) -> list[Target]:
    """What a person may choose for a table of that schema: those to renew first, last used before others."""
    datasets = _datasets(list(agency_ids), types_of(schema))
    tables = [target for found in datasets for target in _tables(user, found, schema)]
    tables.sort(key=lambda each: each.sent.timestamp() if each.sent else 0.0, reverse=True)
    return [*tables, *(_described(found, f"new:{found.name}") for found in datasets)]


def named(targets: Sequence[Target], value: str) -> Target | None:
    """The target of that value among those that may be chosen."""
    return next((each for each in targets if each.value == value), None)


def is_like(filename: str, other: str) -> bool:
    """Whether two files bear one name but for numbers, such as years, and their format."""
    return bool(_stem(filename)) and _stem(filename) == _stem(other)


def _datasets(agency_ids: list[str], types: list[str]) -> list[model.Package]:
    query = sa.select(model.Package).where(
        model.Package.owner_org.in_(agency_ids),
        model.Package.type.in_(types),
        model.Package.state == model.State.ACTIVE,
    )
    return list(
        model.Session.scalars(query.order_by(model.Package.metadata_modified.desc()).limit(MOST_DATASETS))
    )


def _tables(user: model.User, dataset: model.Package, schema: str) -> Iterator[Target]:
    query = (
        sa.select(Table, Version.number)
        .outerjoin(Version, Version.id == Table.current_version_id)
        .where(Table.package_id == dataset.id, Table.schema_name == schema)
        .order_by(Table.created)
    )
    for table, version in model.Session.execute(query).tuples():
        last = _last_sent(user, table)
        yield _described(dataset, f"table:{dataset.name}/{table.slug}")._replace(
            table=table.slug,
            table_title=table.name,
            table_title_en=table.name_en or "",
            version=version,
            sent=last.created if last else None,
            filename=last.filename if last else "",
        )


def _last_sent(user: model.User, table: Table) -> Submission | None:
    mine = sa.select(Submission).where(Submission.table_id == table.id, Submission.actor_id == user.id)
    return model.Session.scalar(mine.order_by(Submission.created.desc()).limit(1))


def _described(dataset: model.Package, value: str) -> Target:
    return Target(
        value=value,
        dataset=dataset.name,
        title=dataset.title or dataset.name,
        title_en=dataset.extras.get("title_en") or "",
        agency_id=dataset.owner_org or "",
        areas=_areas(dataset.extras.get("area_id")),
    )


def _areas(kept: str | None) -> tuple[str, ...]:
    """CKAN keeps a list as JSON."""
    try:
        read = json.loads(kept or "[]")
    except ValueError:
        read = kept
    return tuple(map(str, read)) if isinstance(read, list) else (str(read),)


def _stem(filename: str) -> str:
    return re.sub(r"[\W\d_]+", " ", fold(PurePath(filename).stem)).strip()
