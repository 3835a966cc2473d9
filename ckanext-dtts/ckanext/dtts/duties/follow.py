"""What a publication queues for the catalogue of what must be published."""

from __future__ import annotations

from ckanext.dtts.jobs import queue
from ckanext.dtts.model import Version
from dtts.catalogue import table_schema
from dtts.duties.declared import KEY


def follow(version: Version) -> None:
    """Queue the reading of what a version is about in the caller's transaction, where its schema says."""
    if KEY in table_schema(version.schema_name).descriptor:
        queue.put("cover", f"coverage:{version.id}", {"version_id": str(version.id)})
