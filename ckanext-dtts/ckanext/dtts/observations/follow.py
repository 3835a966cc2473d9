"""What a publication queues for the store."""

from __future__ import annotations

import uuid

from ckanext.dtts.jobs import queue
from ckanext.dtts.model import Table, Version
from dtts.catalogue import table_schema


def feeds(schema_name: str) -> bool:
    """Whether tables of this schema hold observations."""
    return table_schema(schema_name).descriptor.get("dtts:feeds") == "observations"


def follow(table: Table, version: Version | None) -> None:
    """Queue what a move of the pointer changes in the store, in the caller's transaction."""
    if feeds(version.schema_name if version else table.schema_name):
        put(table.id)


def put(table_id: uuid.UUID, **options: bool | str) -> None:
    """Queue one table, behind what is queued for it already."""
    queue.put("observe", lane(table_id), {"table_id": str(table_id), **options})


def lane(table_id: uuid.UUID) -> str:
    """The lane of the jobs that bring a table into the store."""
    return f"observations:{table_id}"
