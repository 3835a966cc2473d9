"""Area lists with dates and corrections, and who may have an IT support point by them.

The members are invented for these tests: no list by commune was available.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import polars as pl
import pytest

from dtts.areas import AreaLists, Member, eligible, read_members
from dtts.catalogue import table_schema
from dtts.checks import check_table
from dtts.tables import read_table

KV, VILLAGES = "kv-2021-2025", "dbkk-2021-2025"
THREE, TWO, ONE, OUT = (f"{code}@pre-2025-07" for code in ("07210", "07213", "07216", "07219"))
START, ON = date(2021, 6, 4), date(2023, 5, 1)
LISTS = AreaLists.load().lists

ROWS: list[tuple[str, str, str | None, str | None, date, date | None, str]] = [
    (KV, THREE, None, "III", START, None, "861"),
    (KV, TWO, None, "II", START, None, "861"),
    (KV, ONE, None, "III", START, date(2022, 12, 31), "861"),
    (KV, ONE, None, "I", date(2023, 1, 1), None, "corrected"),
    (VILLAGES, TWO, "Thôn A", None, date(2021, 9, 16), None, "612"),
    (VILLAGES, TWO, "Thôn B", None, date(2021, 9, 16), None, "612"),
]
COLUMNS = ("list_id", "area_id", "village", "region", "valid_from", "valid_to", "decision")


def table(*extra: tuple[object, ...]) -> pl.DataFrame:
    return pl.DataFrame([*ROWS, *extra], schema=list(COLUMNS), orient="row")


def loaded() -> AreaLists:
    """Both lists, with as many communes and villages stated as are loaded: complete lists."""
    members, faults = read_members(table(), LISTS)
    assert faults == ()
    communes = replace(LISTS[KV], communes={"I": 0, "II": 1, "III": 2})
    villages = replace(LISTS[VILLAGES], villages=2)
    return AreaLists({KV: communes, VILLAGES: villages}, members)


@pytest.mark.parametrize(
    ("area_id", "on", "region", "villages"),
    [
        (THREE, ON, "III", ()),
        (TWO, ON, "II", ("Thôn A", "Thôn B")),
        (ONE, date(2022, 12, 31), "III", ()),
        (ONE, date(2023, 1, 1), "I", ()),
        (OUT, ON, "OUT", ()),
        ("07210@since-2025-07", date(2025, 8, 1), None, None),
        (THREE, date(2026, 1, 1), None, None),
    ],
)
def test_a_commune_stands_as_the_list_of_the_day_says(
    area_id: str, on: date, region: str | None, villages: tuple[str, ...] | None
):
    standing = loaded().standing(area_id, on)
    assert (standing.region, standing.villages) == (region, villages)
    assert standing.reason["vi"] and standing.reason["en"]


def test_an_incomplete_list_does_not_say_that_a_commune_lies_outside():
    lists = AreaLists(LISTS, loaded().members)
    assert lists.standing(OUT, ON).region is None
    assert lists.standing(THREE, ON).region == "III"


@pytest.mark.parametrize(
    ("area_id", "on", "verdict"),
    [
        (THREE, ON, True),
        (TWO, ON, True),
        (ONE, ON, False),
        (ONE, date(2022, 6, 1), True),
        (OUT, ON, False),
        (THREE, date(2026, 6, 1), None),
    ],
)
def test_region_three_or_a_listed_village_makes_a_commune_eligible(
    area_id: str, on: date, verdict: bool | None
):
    assert eligible(loaded(), area_id, on).verdict is verdict


def test_without_members_nothing_is_decided():
    assert eligible(AreaLists.load(), THREE, ON).verdict is None


@pytest.mark.parametrize(
    ("row", "rule"),
    [
        (("no-list", THREE, None, "III", START, None, "861"), "list"),
        ((KV, "07210@since-2025-07", None, "III", START, None, "861"), "epoch"),
        ((KV, OUT, "Thôn C", "III", START, None, "861"), "kind"),
        ((KV, OUT, None, None, START, None, "861"), "kind"),
        ((KV, OUT, None, "I", date(2026, 1, 1), None, "861"), "period"),
        ((KV, THREE, None, "II", date(2022, 1, 1), None, "861"), "twice"),
        ((VILLAGES, TWO, "Thôn A", None, date(2023, 1, 1), None, "612"), "twice"),
    ],
)
def test_a_row_that_does_not_hold_is_named_and_left_out(row: tuple[object, ...], rule: str):
    members, faults = read_members(table(row), LISTS)
    assert [(f.rule, f.row) for f in faults] == [(f"row-check:area-list-{rule}", len(ROWS) + 2)]
    assert len(members) == len(ROWS)
    assert faults[0].message["vi"] and faults[0].message["en"]


def test_an_operators_file_is_read_through_its_schema(tmp_path):
    path = tmp_path / "members.csv"
    table().with_columns(note=None, data_mark=pl.lit("Dữ liệu minh họa")).write_csv(path)
    schema = table_schema("area_list_members")
    checked = check_table(read_table(path, filename=path.name, schema=schema), schema)
    assert checked.frame is not None, checked.report.to_dict()
    members, faults = read_members(checked.frame, LISTS)
    assert (len(members), faults) == (len(ROWS), ())
    assert Member(KV, ONE, None, "III", START, date(2022, 12, 31), "861") in members
