"""Where a dataset was harvested from, as its page tells it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from ckan import model

from ckanext.dtts.harvest import sources
from ckanext.dtts.model import Record, Source
from ckanext.dtts.model.columns import iso


def of_dataset(package_id: str) -> list[dict[str, Any]]:
    """The records that it came from, in one query: source, its id there, when it was seen and fetched."""
    query = sa.select(Record, Source).join(Source, Source.id == Record.source_id)
    pairs = model.Session.execute(query.where(Record.package_id == package_id).order_by(Record.remote_id))
    return [
        {
            "source": sources.title_of(source),
            "record": record.remote_id,
            "address": record.address if (record.address or "").startswith(("http://", "https://")) else None,
            "seen": iso(record.seen),
            "fetched": iso(record.fetched) if record.fetched else None,
            "is_named": record.state == "present",
            "tables": [_table(name, held) for name, held in sorted(record.tables.items())],
        }
        for record, source in pairs.tuples()
    ]


def _table(name: str, held: Mapping[str, Any]) -> dict[str, Any]:
    """What is known of a table there, without what only this portal needs."""
    return {"table": name, **{key: value for key, value in held.items() if key != "sent"}}
