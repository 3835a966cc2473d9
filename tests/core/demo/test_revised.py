"""Demonstration tables as somebody sends them anew."""

from __future__ import annotations

import csv

import pytest
import yaml

from dtts.catalogue import schemas_path, table_schema
from dtts.checks import check_table
from dtts.demo import generate, revise
from dtts.errors import UsageError
from dtts.tables import read_table

TABLE = "code,place,amount\nA1,Sa Lý,12\nA2,Biên Sơn,\nA3,Tân Sơn,0.5\n"
PLANS = yaml.safe_load((schemas_path() / "samples" / "desk.yaml").read_text("utf-8"))["submissions"]


def revised(tmp_path, *changes):
    source, out = tmp_path / "t.csv", tmp_path / "out.csv"
    source.write_text(TABLE, encoding="utf-8")
    count = revise(source, out, changes)
    rows = list(csv.reader(out.read_text("utf-8").splitlines()))[1:]
    assert count == len(rows)
    return rows


@pytest.mark.parametrize(
    ("change", "rows"),
    [
        ({"where": {"code": "A1"}, "set": {"amount": 13}}, ["A1,Sa Lý,13", "A2,Biên Sơn,", "A3,Tân Sơn,0.5"]),
        ({"where": {}, "multiply": {"amount": 1000}}, ["A1,Sa Lý,12000", "A2,Biên Sơn,", "A3,Tân Sơn,500"]),
        ({"where": {"code": "A2"}, "drop": True}, ["A1,Sa Lý,12", "A3,Tân Sơn,0.5"]),
        (
            {"copy": {"code": "A1"}, "set": {"code": "A4"}},
            ["A1,Sa Lý,12", "A2,Biên Sơn,", "A3,Tân Sơn,0.5", "A4,Sa Lý,12"],
        ),
    ],
)
def test_a_change_does_what_it_says_and_no_more(tmp_path, change, rows):
    assert [",".join(row) for row in revised(tmp_path, change)] == rows


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"where": {"code": "A9"}, "drop": True}, "no row"),
        ({"where": {"name": "A1"}, "drop": True}, "no column name"),
        ({"where": {"code": "A1"}, "multiply": {"sum": 2}}, "no column sum"),
    ],
)
def test_a_change_that_fits_nothing_is_refused(tmp_path, change, told):
    with pytest.raises(UsageError, match=told):
        revised(tmp_path, change)


@pytest.mark.parametrize("plan", PLANS, ids=[plan["key"] for plan in PLANS])
def test_each_file_on_the_desk_is_valid_or_not_as_its_plan_says(tmp_path, plan):
    source, out = tmp_path / "t.csv", tmp_path / plan["filename"]
    schema = table_schema(generate(plan["generate"], source).schema)
    revise(source, out, plan["changes"])
    table = read_table(out, filename=out.name, schema=schema)
    assert check_table(table, schema).report.valid == (plan["then"] != "invalid")
