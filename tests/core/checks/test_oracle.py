"""frictionless as the oracle: on any table the same verdict, and the same rows, fields and kinds of fault.

`DTTS_ORACLE_TABLES=10000 pytest tests/core/checks/test_oracle.py` draws so many tables (`make oracle`).
"""

from __future__ import annotations

import os
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from core.checks.oracle import ours, theirs
from core.checks.oracle_columns import COLUMNS, REQUIRED, Column
from core.checks.oracle_tables import Table, labelled, ragged, tables, trees
from dtts.checks.types import PARSERS

TABLES = int(os.environ.get("DTTS_ORACLE_TABLES", "300"))
QUIET = {"deadline": None, "suppress_health_check": list(HealthCheck)}


def same(table: Table) -> None:
    descriptor, rows = table
    assert ours(descriptor, rows) == theirs(descriptor, rows)


@pytest.mark.parametrize("column", COLUMNS, ids=lambda column: "-".join(map(str, column.keys.values())))
def test_every_cell_of_a_column_is_judged_alike_under_each_of_its_constraints(column: Column):
    for required in REQUIRED:
        for constraints in ({}, *column.constraints):
            field: dict[str, Any] = {"name": "f", **column.keys, "constraints": required | constraints}
            rows = [[text, f"row {number}"] for number, text in enumerate([*column.texts, ""])]
            same(({"fields": [field, {"name": "n"}]}, rows))


def test_every_type_is_drawn():
    assert {column.keys.get("type", "string") for column in COLUMNS} == set(PARSERS)


@settings(max_examples=TABLES * 6 // 10, **QUIET)
@given(tables())
def test_the_verdict_and_the_faults_are_the_same(table: Table):
    same(table)


@settings(max_examples=TABLES // 10, **QUIET)
@given(trees())
def test_the_same_keys_refer_to_nothing(table: Table):
    same(table)


@settings(max_examples=TABLES // 5, **QUIET)
@given(ragged())
def test_the_same_rows_are_ragged_or_blank(table: Table):
    descriptor, rows = table
    found, expected = ours(descriptor, rows), theirs(descriptor, rows)
    assert found.found == expected.found
    # A blank row is a warning here and an error there.
    blank = {fault for fault in expected.found if fault[2] == "blank-row"}
    assert found.valid == (expected.found == blank)


@settings(max_examples=TABLES // 10, **QUIET)
@given(labelled())
def test_the_same_labels_are_wrong(table: tuple[dict[str, Any], list[list[str]], list[str]]):
    assert ours(*table) == theirs(*table)
