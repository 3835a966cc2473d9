"""Values of every type of the Table Schema, from a file into the DataStore."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
import sqlalchemy as sa
from ckanext.datastore.backend import postgres as ckan_datastore

from ckanext.dtts.model import Submission
from ckanext.dtts.road import datastore
from ckanext.dtts.views import cells
from core.builders import check_text
from core.checks.oracle import csv_text
from dtts.catalogue import TableSchema, read_table_schema
from dtts.checks.types import PARSERS
from dtts.exports import write_csv

# What a file has, and what the DataStore gives: by type.
CELLS: dict[str, tuple[str, object]] = {
    "any": ("07210", "07210"),
    "array": ("[1,2]", "[1, 2]"),
    "boolean": ("true", True),
    "date": ("31/12/2025", dt.date(2025, 12, 31)),
    "datetime": ("2025-12-31T16:30:00+07:00", dt.datetime(2025, 12, 31, 9, 30)),  # noqa: DTZ001 - in UTC
    "duration": ("PT36H", "P1DT12H"),
    "geojson": ('{"type":"Point","coordinates":[105.85,21.03]}', '{"coordinates": [105.85, 21.03], "type": "Point"}'),
    "geopoint": ("105.85,21.03", "105.85, 21.03"),
    "integer": ("9007199254740993", 9007199254740993),
    "list": ("a,b", "a,b"),
    "number": ("1234.5", Decimal("1234.5")),
    "object": ('{"b":1,"a":2}', '{"a": 2, "b": 1}'),
    "string": ("=1+1", "=1+1"),
    "time": ("16:30:00.5", dt.time(16, 30, 0, 500_000)),
    "year": ("2025", 2025),
    "yearmonth": ("2025-7", "2025-07"),
}  # fmt: skip


@pytest.fixture
def schema() -> TableSchema:
    return read_table_schema({"fields": [{"name": kind, "type": kind} for kind in CELLS]}, "every_type")


@pytest.fixture
def submission() -> Iterator[Submission]:
    sent = Submission(id=uuid.uuid4(), table_id=uuid.uuid4())
    yield sent
    datastore.drop_leftovers(sent)


def test_every_type_keeps_its_values_in_the_datastore(
    schema: TableSchema, submission: Submission, tmp_path: Path
) -> None:
    rows = [[text for text, _ in CELLS.values()], ["x", *[""] * (len(CELLS) - 1)]]
    checked = check_text(csv_text(dict(schema.descriptor), rows), schema)
    assert checked.frame is not None, [fault.message["en"] for fault in checked.report.faults]
    write_csv(checked.frame, schema, tmp_path / "t.csv")
    assert datastore.load(tmp_path / "t.csv", schema, submission) == len(rows)
    table = sa.table(datastore.making_name(submission.id), *(sa.column(name) for name in CELLS))
    with ckan_datastore.get_read_engine().connect() as connection:
        full, bare = (dict(row) for row in connection.execute(sa.select(table)).mappings())
    assert full == {kind: value for kind, (_, value) in CELLS.items()}
    assert bare == dict.fromkeys(CELLS) | {"any": "x"}


def test_no_type_is_forgotten() -> None:
    assert set(CELLS) == set(PARSERS)


def test_a_moment_is_shown_with_its_time(schema: TableSchema) -> None:
    assert cells.cell(schema.field("datetime"), "2025-12-31T16:30:00").text == "31/12/2025 16:30"
