"""The DataStore copy of a table: loaded under a name of its own, then put in place by one rename.

A table in the making is called `_dtts_<submission>`: CKAN hides names with a leading underscore, so
nobody can read it before its time. Every table carries the comment `dtts:<table>:<submission>`,
which says whose rows it holds; that makes each function here safe to repeat.
"""

from __future__ import annotations

import hashlib
import re
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa
from ckanext.datastore.backend import postgres as ckan_datastore
from sqlalchemy.engine import Connection

from ckanext.dtts.errors import RoadError
from ckanext.dtts.model import Submission
from ckanext.dtts.road import fulltext
from ckanext.dtts.road.advance import Counted
from ckanext.dtts.road.columns import datastore_fields
from dtts.catalogue import TableSchema

LOCK_TIMEOUT_S = 10
STATEMENT_TIMEOUT_S = 1500
# The index of words of a million rows took 20 s with so much, 23 s with 128 MB: a smaller tree stays in the
# processor's cache. `python tests/bench/bench_publish.py`
INDEX_MEMORY_MB = 32
_BY_CKAN = re.compile(r"[0-9a-f]{40}")
quoted = ckan_datastore.identifier


def making_name(submission_id: uuid.UUID) -> str:
    """Name of the DataStore table while it is in the making."""
    return f"_dtts_{submission_id.hex}"


def mark(submission: Submission) -> str:
    """The comment that says whose rows a DataStore table holds."""
    return f"dtts:{submission.table_id}:{submission.id}"


def load(
    csv: Path, schema: TableSchema, submission: Submission, tell: Callable[[int], None] = lambda rows: None
) -> int:
    """Load the canonical CSV whole, in one transaction; returns the number of rows.

    Types come from the schema alone. What an earlier attempt left is dropped first. `tell` is called with
    the rows that the database was given so far.
    """
    name = making_name(submission.id)
    with _transaction(submission.table_id) as connection:
        connection.execute(sa.text(fulltext.NEEDS))
        connection.execute(sa.text(f"DROP TABLE IF EXISTS {quoted(name)}"))
        context = {"connection": connection}
        definition = {"resource_id": name, "fields": datastore_fields(schema)}
        ckan_datastore.create_table(context, definition, {})
        rows = _copy(connection, name, csv, schema, tell)
        connection.execute(sa.text(f"SET LOCAL maintenance_work_mem = '{INDEX_MEMORY_MB}MB'"))
        _free_index_names(connection, str(submission.table_id))
        ckan_datastore._create_fulltext_trigger(connection, name)
        ckan_datastore.create_indexes(context, {"resource_id": name, "indexes": list(schema.indexes)})
        connection.execute(sa.text(f"COMMENT ON TABLE {quoted(name)} IS '{mark(submission)}'"))
        connection.execute(sa.text(f"ANALYZE {quoted(name)}"))
    return rows


def count(submission: Submission) -> int:
    """Rows of this submission's DataStore table, in the making or in place."""
    with _transaction(submission.table_id) as connection:
        for name in (making_name(submission.id), str(submission.table_id)):
            if comment(connection, name) == mark(submission):
                return int(connection.scalar(sa.select(sa.func.count()).select_from(sa.table(name))))
    raise RoadError(f"the DataStore holds no table for submission {submission.id}")


def swap(submissions: Sequence[Submission]) -> bool:
    """Put the loaded tables in place of those before, all in one transaction.

    False, and nothing is changed, when one of them is neither loaded nor in place.
    """
    with _transaction(*(each.table_id for each in submissions)) as connection:
        loaded = [each for each in submissions if comment(connection, making_name(each.id)) == mark(each)]
        others = [each for each in submissions if each not in loaded]
        if any(comment(connection, str(each.table_id)) != mark(each) for each in others):
            return False
        for submission in loaded:
            _put_in_place(connection, submission)
    return True


def drop(table_id: uuid.UUID) -> None:
    """Take away what the DataStore shows of a table."""
    place = str(table_id)
    with _transaction(table_id) as connection:
        connection.execute(sa.text(f"DROP TABLE IF EXISTS {quoted(place)} CASCADE"))
        connection.execute(sa.text("DELETE FROM _table_stats WHERE resource_id = :place"), {"place": place})


def drop_leftovers(submission: Submission) -> int:
    """Drop tables in the making that belong to the same table; returns how many."""
    found = sa.text(
        "SELECT relname FROM pg_class WHERE relkind = 'r' AND starts_with(relname, '_dtts_')"
        " AND obj_description(oid, 'pg_class') LIKE :mark"
    )
    with _transaction(submission.table_id) as connection:
        names = list(connection.scalars(found, {"mark": f"dtts:{submission.table_id}:%"}))
        for name in names:
            connection.execute(sa.text(f"DROP TABLE {quoted(name)}"))
    return len(names)


def comment(connection: Connection, name: str) -> str | None:
    """The mark that a DataStore table carries; None when there is no such table."""
    query = sa.text("SELECT obj_description(to_regclass(:name), 'pg_class')")
    return connection.scalar(query, {"name": f"public.{quoted(name)}"})


def in_place(table_id: uuid.UUID) -> uuid.UUID | None:
    """The submission whose rows are read under the table's id."""
    with ckan_datastore.get_read_engine().connect() as connection:
        found = comment(connection, str(table_id)) or ""
    return uuid.UUID(found.rpartition(":")[2]) if found.startswith("dtts:") else None


def _put_in_place(connection: Connection, submission: Submission) -> None:
    name, place = making_name(submission.id), str(submission.table_id)
    connection.execute(sa.text(f"DROP TABLE IF EXISTS {quoted(place)} CASCADE"))
    connection.execute(sa.text(f"ALTER TABLE {quoted(name)} RENAME TO {quoted(place)}"))
    connection.execute(sa.text("DELETE FROM _table_stats WHERE resource_id = :place").bindparams(place=place))
    connection.execute(sa.text("SELECT update_table_stats(:place)").bindparams(place=place))


def _free_index_names(connection: Connection, place: str) -> None:
    """Give the indexes of the table in place other names: CKAN names an index after the table in which it is
    made, so that they are called as those of this table when it holds the same submission."""
    found = sa.text(
        "SELECT relname FROM pg_index JOIN pg_class ON oid = indexrelid WHERE indrelid = to_regclass(:name)"
    )
    for name in list(connection.scalars(found, {"name": f"public.{quoted(place)}"})):
        if _BY_CKAN.fullmatch(name):
            other = hashlib.sha1(f"{place}:{name}".encode(), usedforsecurity=False).hexdigest()
            connection.execute(sa.text(f"ALTER INDEX {quoted(name)} RENAME TO {quoted(other)}"))


def _copy(
    connection: Connection, name: str, csv: Path, schema: TableSchema, tell: Callable[[int], None]
) -> int:
    """COPY into a temporary table and pass on from there, so that the search words are made in the same go.

    Filling them by UPDATE afterwards would write every row twice and leave half of the table dead.
    """
    columns = ", ".join(quoted(field.name) for field in schema.fields)
    empty = f"SELECT {columns} FROM {quoted(name)} WITH NO DATA"  # noqa: S608 names are quoted
    connection.execute(sa.text(f"CREATE TEMPORARY TABLE dtts_copy ON COMMIT DROP AS {empty}"))
    with csv.open("rb") as source:
        cursor = connection.connection.cursor()
        counted = Counted(source, tell)
        cursor.copy_expert(f"COPY dtts_copy ({columns}) FROM STDIN (FORMAT csv, HEADER true)", counted)
    words = fulltext.expression(connection, "dtts_copy", schema)
    source_rows = f"SELECT {columns}, {words} FROM dtts_copy"  # noqa: S608 names are quoted
    fill = f"INSERT INTO {quoted(name)} ({columns}, _full_text) {source_rows}"
    return int(connection.execute(sa.text(fill.replace(":", r"\:"))).rowcount)


@contextmanager
def _transaction(*tables: uuid.UUID) -> Iterator[Connection]:
    """A transaction of the DataStore that no other worker has open for the same tables."""
    engine = ckan_datastore.get_write_engine()
    ckan_datastore._cache_types(engine)
    with engine.begin() as connection:
        connection.execute(sa.text(f"SET LOCAL lock_timeout = '{LOCK_TIMEOUT_S}s'"))
        connection.execute(sa.text(f"SET LOCAL statement_timeout = '{STATEMENT_TIMEOUT_S}s'"))
        for key in sorted(each.int & 0x7FFF_FFFF_FFFF_FFFF for each in tables):
            connection.execute(sa.select(sa.func.pg_advisory_xact_lock(key)))
        yield connection
