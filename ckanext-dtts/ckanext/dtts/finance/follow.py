"""What a publication queues for the store of money."""

from __future__ import annotations

import uuid

from ckanext.dtts.jobs import queue
from ckanext.dtts.model import Table, Version
from dtts.catalogue import table_schema
from dtts.finance import feeds_finance


def feeds(schema_name: str) -> bool:
    """Whether tables of this schema hold money."""
    return feeds_finance(table_schema(schema_name))


def follow(table: Table, version: Version | None) -> None:
    """Queue what a move of the pointer changes in the store, in the caller's transaction."""
    if feeds(version.schema_name if version else table.schema_name):
        queue.put("fund", lane(table.id), {"table_id": str(table.id)})


def lane(table_id: uuid.UUID) -> str:
    """The lane of the jobs that bring a table into the store."""
    return f"finance:{table_id}"
