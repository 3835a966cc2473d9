"""The same questions to what one could use instead: CKAN's DataStore, plain SQL, DuckDB over Parquet."""

from __future__ import annotations

import io
import time
from collections.abc import Callable
from pathlib import Path

import duckdb
import polars as pl
import requests
import sqlalchemy as sa
from ckan import model
from ckanext.datastore.backend import postgres as ckan_datastore

from bench.observing.questions import MOST, Filters, Question
from ckanext.dtts.model import Table, Version
from ckanext.dtts.road import resource
from ckanext.dtts.road.columns import datastore_fields
from dtts.catalogue import table_schema

PART = 200_000
Ask = Callable[[Question], float]


def fill_datastore(frame: pl.DataFrame, table: Table, version: Version) -> None:
    """The rows as a DataStore table with the indexes that its schema names; without its words for search,
    which no question here uses and which would take as long again."""
    resource.announce(table, version)
    model.Session.commit()
    schema, place = table_schema("observation"), str(table.id)
    quoted, engine = ckan_datastore.identifier, ckan_datastore.get_write_engine()
    ckan_datastore._cache_types(engine)
    columns = [field.name for field in schema.fields]
    absent = [pl.lit(None, pl.String).alias(name) for name in columns if name not in frame.columns]
    given = frame.with_columns(absent).select(columns)
    with engine.begin() as connection:
        context = {"connection": connection}
        ckan_datastore.create_table(context, {"resource_id": place, "fields": datastore_fields(schema)}, {})
        cursor, listed = connection.connection.cursor(), ", ".join(map(quoted, columns))
        for part in given.iter_slices(PART):
            text = io.BytesIO(part.write_csv(include_header=False).encode())
            cursor.copy_expert(f"COPY {quoted(place)} ({listed}) FROM STDIN (FORMAT csv)", text)
        ckan_datastore.create_indexes(context, {"resource_id": place, "indexes": list(schema.indexes)})
        connection.execute(sa.text(f"ANALYZE {quoted(place)}"))


def datastore_search(site_url: str, table: Table) -> Ask:
    """CKAN's own action over HTTP."""
    session, address = requests.Session(), f"{site_url}/api/3/action/datastore_search"

    def ask(question: Question) -> float:
        body = {"resource_id": str(table.id), "filters": question.filters, "limit": MOST}
        began = time.perf_counter()
        session.post(address, json=body, timeout=120).raise_for_status()
        return 1000 * (time.perf_counter() - began)

    return ask


def plain_sql() -> Ask:
    """A SELECT on the store's table, all rows fetched."""

    def ask(question: Question) -> float:
        conditions = [f"{name.lower()} = ANY(:{name})" for name in question.filters]
        statement = f"SELECT * FROM dtts_observation WHERE superseded IS NULL AND {' AND '.join(conditions)}"
        began = time.perf_counter()
        model.Session.execute(sa.text(statement), question.filters).fetchall()
        return 1000 * (time.perf_counter() - began)

    return ask


def duckdb_over(parquet: Path) -> Ask:
    """DuckDB in this process over one Parquet file sorted by indicator and area, all rows fetched."""
    connection = duckdb.connect()

    def ask(question: Question) -> float:
        conditions = " AND ".join(_in(question.filters))
        began = time.perf_counter()
        connection.execute(f"SELECT * FROM '{parquet}' WHERE {conditions}").fetchall()
        return 1000 * (time.perf_counter() - began)

    return ask


def _in(filters: Filters) -> list[str]:
    return [f"{name} IN ({', '.join(repr(value) for value in allowed)})" for name, allowed in filters.items()]
