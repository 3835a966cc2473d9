"""Public tables by their schema, each with the file of the version that the public reads."""

from __future__ import annotations

from typing import NamedTuple

import sqlalchemy as sa
from ckan import model

from ckanext.dtts.model import Table, Version
from ckanext.dtts.observations.visible import Origin, public
from ckanext.dtts.road import blobs


class Published(NamedTuple):
    """A table by its public names, the schema that its rows are valid by, and its Parquet file."""

    origin: Origin
    schema: str
    file: blobs.Blob


def tables_of(*schemas: str) -> list[Published]:
    """Every public table of these schemas, in the order of their addresses; two statements."""
    query = sa.select(Table.id, Version.schema_name, Version.parquet_sha256, Version.parquet_size)
    query = query.join(Version, Version.id == Table.current_version_id)
    rows = model.Session.execute(query.where(Version.schema_name.in_(schemas))).tuples().all()
    seen = public(Table.id.in_([row[0] for row in rows])) if rows else {}
    return sorted(
        Published(seen[table], schema, blobs.Blob(sha256, size))
        for table, schema, sha256, size in rows
        if table in seen
    )
