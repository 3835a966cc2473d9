"""The two ends between which a publication lies: a bare COPY, and CKAN's own API in batches."""

from __future__ import annotations

import csv
import time
import uuid
from itertools import islice
from pathlib import Path

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckanext.datastore.backend.postgres import get_write_engine

from bench.publishing.large import HEADER
from bench.publishing.steps import Portal
from ckanext.dtts.road import guard

PART, BATCH = 20_000, 1_000


def bare_copy(portal: Portal, table: Path) -> float:
    """Seconds of a COPY of the file into a table of text columns that has nothing else."""
    name = f"dtts_bare_{uuid.uuid4().hex}"
    with portal.app.app_context(), get_write_engine().begin() as connection:
        connection.execute(sa.text(f"CREATE TABLE {name} ({', '.join(f'{each} text' for each in HEADER)})"))
        began = time.monotonic()
        with table.open("rb") as file:
            cursor = connection.connection.cursor()
            cursor.copy_expert(f"COPY {name} FROM STDIN (FORMAT csv, HEADER true)", file)
        seconds = time.monotonic() - began
        connection.execute(sa.text(f"DROP TABLE {name}"))
    return seconds


def upsert(portal: Portal, table: Path, rows: int) -> tuple[int, float]:
    """How many rows were loaded by `datastore_upsert`, and the seconds that all would take at that pace."""
    dataset = portal.new_dataset(f"nen-{uuid.uuid4().hex[:8]}")
    with table.open(encoding="utf-8", newline="") as file:
        records = list(islice(csv.DictReader(file), min(PART, rows)))
    began = time.monotonic()
    portal.in_child(lambda: _upsert(dataset, records))
    return len(records), (time.monotonic() - began) / len(records) * rows


def _upsert(dataset: str, records: list[dict[str, str]]) -> None:
    """As stock CKAN does it, which has no guard before its DataStore; in a child that ends afterwards."""
    guard.datastore = guard.resources = lambda *_: None  # type: ignore[assignment]
    context = {"ignore_auth": True, "user": "portal_admin"}
    fields = [{"id": each, "type": "text"} for each in HEADER]
    asked = {"resource": {"package_id": dataset, "name": "Nền"}, "fields": fields, "force": True}
    made = tk.get_action("datastore_create")(dict(context), asked)
    for start in range(0, len(records), BATCH):
        part = {"resource_id": made["resource_id"], "method": "insert", "force": True}
        tk.get_action("datastore_upsert")(dict(context), {**part, "records": records[start : start + BATCH]})
