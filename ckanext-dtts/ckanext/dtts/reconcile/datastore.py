"""The DataStore against the kept files: each published table's columns, rows and words, and nothing besides.

What a table holds is compared with its canonical CSV as a bag of rows: both are hashed row by row by the
database, after the file was copied into a temporary table with the types that the schema names.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator
from typing import NamedTuple

import sqlalchemy as sa
from ckan import model
from ckanext.datastore.backend import postgres as ckan_datastore
from sqlalchemy.engine import Connection

from ckanext.dtts.model import Submission, Table, Version
from ckanext.dtts.reconcile.difference import Difference, Look
from ckanext.dtts.road import blobs, datastore, gate, rebuild
from ckanext.dtts.road.columns import datastore_fields
from ckanext.dtts.road.datastore import quoted
from dtts.catalogue import TableSchema, table_schema

_MARK = re.compile(r"dtts:(?P<table>[0-9a-f-]{36}):(?P<submission>[0-9a-f-]{36})\Z")
_OURS = sa.text(
    "SELECT relname, obj_description(oid, 'pg_class') FROM pg_class"
    " WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
    " AND (starts_with(relname, '_dtts_') OR obj_description(oid, 'pg_class') LIKE 'dtts:%')"
    " ORDER BY relname"
)


class Content(NamedTuple):
    """Number of rows, and the sum of their hashes, which is the same in whatever order they lie."""

    rows: int
    hash: int


def find(look: Look) -> Iterator[Difference]:
    """Published tables that are not there or not as published, and tables that nobody published."""
    for table, version in rebuild.published_tables():
        if look.covers(table.id):
            yield from _of_table(table, version)
    yield from _besides(look)


def repair(found: Difference) -> None:
    """Load the version that is published anew, or drop what is not published."""
    table = model.Session.get(Table, uuid.UUID(found.subject))
    if found.kind in ("leftover", "not-published"):
        _drop(found)
    elif table is not None and table.current_version_id is not None:
        datastore.swap([rebuild.load(model.Session.get_one(Version, table.current_version_id))])


def _of_table(table: Table, version: Version) -> Iterator[Difference]:
    submission = model.Session.get_one(Submission, version.submission_id)
    schema, place, lane = table_schema(version.schema_name), str(table.id), gate.lane(table)
    engine = ckan_datastore.get_write_engine()
    ckan_datastore._cache_types(engine)
    with engine.begin() as connection:
        held = datastore.comment(connection, place)
        if held != datastore.mark(submission):
            says = f"version {version.number} is published and the DataStore holds {held or 'no such table'}"
            yield Difference("datastore", "missing" if held is None else "other-version", place, says, lane)
            return
        if other := _columns(connection, place, schema):
            yield Difference("datastore", "columns", place, other, lane)
            return
        if not blobs.has(_csv(version)):
            return  # that the file is not there is said of the files
        expected = _kept(connection, version, schema)
        found = _content(connection, place, schema)
    if found != expected and not blobs.is_sound(_csv(version)):
        says = f"the CSV of version {version.number} is damaged, so nothing can be held against it"
        yield Difference("datastore", "damaged-file", place, says, lane, fixable=False)
    elif found.rows != expected.rows:
        says = f"{expected.rows} rows are published and the DataStore holds {found.rows}"
        yield Difference("datastore", "rows", place, says, lane)
    elif found.hash != expected.hash:
        says = f"the {found.rows} rows are not those of version {version.number}"
        yield Difference("datastore", "content", place, says, lane)
    elif wordless := _wordless(place):
        says = f"{wordless} rows cannot be found by their words"
        yield Difference("datastore", "words", place, says, lane)


def _columns(connection: Connection, place: str, schema: TableSchema) -> str | None:
    """What differs of names and types; the order is that of the schema."""
    found = ckan_datastore._get_fields_types(connection, place)
    held = {name: kind for name, kind in found.items() if not name.startswith("_")}
    wanted = {field["id"]: field["type"] for field in datastore_fields(schema)}
    if list(held.items()) == list(wanted.items()):
        return None
    other = [name for name in {**wanted, **held} if held.get(name) != wanted.get(name)]
    return f"columns differ from the schema {schema.name}: {', '.join(other) or 'their order'}"


def _kept(connection: Connection, version: Version, schema: TableSchema) -> Content:
    """The content of the canonical CSV, copied into a table that ends with the transaction."""
    fields = datastore_fields(schema)
    columns = ", ".join(f"{quoted(field['id'])} {field['type']}" for field in fields)
    connection.execute(sa.text(f"CREATE TEMPORARY TABLE dtts_kept ({columns}) ON COMMIT DROP"))
    with blobs.local_path(_csv(version)) as path, path.open("rb") as csv:
        cursor = connection.connection.cursor()
        cursor.copy_expert("COPY dtts_kept FROM STDIN (FORMAT csv, HEADER true)", csv)
    return _content(connection, "dtts_kept", schema)


def _csv(version: Version) -> blobs.Blob:
    return blobs.Blob(version.csv_sha256, version.csv_size)


def _content(connection: Connection, name: str, schema: TableSchema) -> Content:
    columns = ", ".join(quoted(field.name) for field in schema.fields)
    of_row = f"hashtextextended(ROW({columns})::text, 0)"
    query = f"SELECT count(*), coalesce(sum({of_row}), 0) FROM {quoted(name)}"  # noqa: S608 names are quoted
    rows, total = connection.execute(sa.text(query)).one()
    return Content(int(rows), int(total))


def _wordless(place: str) -> int:
    query = sa.select(sa.func.count()).select_from(sa.table(place)).where(sa.column("_full_text").is_(None))
    with ckan_datastore.get_write_engine().connect() as connection:
        return int(connection.scalar(query) or 0)


def _besides(look: Look) -> Iterator[Difference]:
    """Tables in the making that no job makes, and tables in place of which no version is published."""
    published = {str(table.id) for table, _ in rebuild.published_tables()}
    with ckan_datastore.get_write_engine().connect() as connection:
        ours = list(connection.execute(_OURS).tuples())
    for name, comment in ours:
        mark = _MARK.match(comment or "")
        subject = mark["table"] if mark else name
        if not look.covers(subject):
            continue
        if name.startswith("_dtts_"):
            says = f"{name} is in the making by no job"
            yield Difference("datastore", "leftover", subject, says, _lane(mark))
        elif name not in published:
            says = "the DataStore shows a table of which no version is published"
            yield Difference("datastore", "not-published", subject, says, _lane(mark))


def _lane(mark: re.Match[str] | None) -> str | None:
    table = model.Session.get(Table, uuid.UUID(mark["table"])) if mark else None
    return gate.lane(table) if table else None


def _drop(found: Difference) -> None:
    """The lane is held, so that no job makes one of these meanwhile."""
    with ckan_datastore.get_write_engine().begin() as connection:
        for name, comment in list(connection.execute(_OURS).tuples()):
            making = name.startswith("_dtts_")
            of_subject = name == found.subject or f"dtts:{found.subject}:" in (comment or "")
            if of_subject and making == (found.kind == "leftover"):
                connection.execute(sa.text(f"DROP TABLE {quoted(name)} CASCADE"))
                stats = sa.text("DELETE FROM _table_stats WHERE resource_id = :name")
                connection.execute(stats, {"name": name})
