"""Mappings that an agency's people confirmed: kept, and applied to the next file with the same layout."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping as Values
from typing import Any

import sqlalchemy as sa
from ckan import model
from sqlalchemy.dialects.postgresql import insert

from ckanext.dtts.model import Mapping, Submission, Table
from ckanext.dtts.model.columns import iso, now
from dtts.catalogue import table_schema
from dtts.proposals import for_the_next_file
from dtts.tables.layout import SheetMapping

MOST_TRIED = 5


def keep(submission: Submission) -> None:
    """Keep the mapping by which a submission was read; the newest of a layout goes before the older.

    A year that a person typed and no cell says is not kept: the next file may be of another.
    """
    mapping, agency = submission.answers.get("mapping"), _agency(submission)
    if not mapping or not agency:
        return
    kept = for_the_next_file(SheetMapping.from_dict(mapping), table_schema(submission.schema_name)).to_dict()
    values = {"mapping": kept, "actor_id": submission.actor_id, "changed": now()}
    identity = {"agency_id": agency, "schema_name": submission.schema_name, "layout": layout(mapping)}
    row = insert(Mapping).values(id=Mapping().id, created=now(), **identity, **values)
    model.Session.execute(row.on_conflict_do_update(constraint="dtts_mapping_layout", set_=values))


def known(submission: Submission) -> list[Mapping]:
    """What the agency confirmed for this table, newest first."""
    query = sa.select(Mapping).where(
        Mapping.agency_id == _agency(submission), Mapping.schema_name == submission.schema_name
    )
    return list(model.Session.scalars(query.order_by(Mapping.changed.desc()).limit(MOST_TRIED)))


def layout(mapping: Values[str, Any]) -> str:
    """What two sheets share that one mapping fits: the labels of their columns."""
    return hashlib.sha256(json.dumps(mapping.get("labels", {}), sort_keys=True).encode()).hexdigest()


def remembered(found: Mapping) -> dict[str, Any]:
    """What a submission notes of a mapping by which it was read."""
    return {"mapping": found.mapping, "actor_id": found.actor_id, "confirmed": iso(found.changed)}


def said_of(submission: Submission) -> dict[str, Any]:
    """The answers by which a submission was read: its sender's, and the mapping that was remembered."""
    remembered = submission.remembered or {}
    mapping = {"mapping": remembered["mapping"]} if remembered else {}
    return {**submission.answers, **mapping}


def _agency(submission: Submission) -> str | None:
    table = model.Session.get_one(Table, submission.table_id)
    dataset = model.Package.get(table.package_id)
    return dataset.owner_org if dataset else None
