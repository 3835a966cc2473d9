"""Faults planted in the demonstration year, each told with its cell."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
import yaml

from core.builders import flat
from dtts.catalogue import table_schema
from dtts.checks import check_table
from dtts.tables import read_table

PLANTED = yaml.safe_load(
    (Path(__file__).parents[2] / "fixtures" / "followup" / "faults.yaml").read_text(encoding="utf-8")
)


def planted(source: Path, out: Path, row: int, values: dict[str, str]) -> Path:
    """The table with these cells of one row changed."""
    with source.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        rows, columns = list(reader), list(reader.fieldnames or ())
    assert set(values) <= set(columns)
    rows[row - 2].update(values)
    with out.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return out


def test_there_are_twenty_and_every_table_has_one():
    assert len(PLANTED) == 20
    assert {one["table"] for one in PLANTED} == {
        "monitoring_plans", "monitoring_visits", "visit_sites", "findings", "recommendations",
        "recommendation_responses", "evaluations", "beneficiary_ratings",
    }  # fmt: skip


@pytest.mark.parametrize("one", PLANTED, ids=[one["says"] for one in PLANTED])
def test_each_planted_fault_is_caught_with_its_cell_and_nothing_else_is(one, year, tmp_path):
    schema = table_schema(one["table"])
    path = planted(year.csv[one["table"]], tmp_path / "planted.csv", one["row"], one["set"])
    table = read_table(path, filename=path.name, schema=schema)
    report = check_table(table, schema, beside=year.beside).report
    assert [list(fault) for fault in flat(report)] == [one["fault"]]
    assert not report.valid
