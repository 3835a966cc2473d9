"""IT support points against the lists that were loaded: eligibility, region, villages and one a commune.

The members are invented for these tests: no list by commune was available.
"""

from __future__ import annotations

import csv
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dtts.catalogue import schemas_path, table_schema
from dtts.checks import check_table, keys_from
from dtts.report import Fault
from dtts.tables import read_table

SCHEMA = table_schema("it_support_points")
THREE, TWO, ONE, OUT = (f"{code}@pre-2025-07" for code in ("07210", "07213", "07216", "07219"))
LISTS = {"kv-2021-2025": ("commune", 0, 1, 2, None), "dbkk-2021-2025": ("village", None, None, None, 2)}
MEMBERS = [
    ("kv-2021-2025", THREE, None, "III", "2021-06-04", None, "861"),
    ("kv-2021-2025", TWO, None, "II", "2021-06-04", None, "861"),
    ("kv-2021-2025", ONE, None, "III", "2021-06-04", "2022-12-31", "861"),
    ("kv-2021-2025", ONE, None, "I", "2023-01-01", None, "corrected"),
    ("dbkk-2021-2025", TWO, "Thôn A", None, "2021-09-16", None, "612"),
    ("dbkk-2021-2025", TWO, "Thôn B", None, "2021-09-16", None, "612"),
]
POINT = {
    "point_id": "P1",
    "name_vi": "Nhà văn hóa xã",
    "area_id": THREE,
    "premises": "commune_office",
    "status": "operating",
    "opened_on": "2023-05-01",
    "area_list": "kv-2021-2025",
    "commune_region": "III",
    "disadvantaged_villages": "0",
    "permanent_building": "true",
    "contact_office": "UBND xã",
}


def write(path: Path, header: tuple[str, ...], rows: list[tuple[Any, ...]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *rows])


@pytest.fixture(scope="module")
def registers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The registers of the package with the two lists in full, which are short here."""
    folder = tmp_path_factory.mktemp("lists") / "registers"
    shutil.copytree(schemas_path() / "registers", folder)
    head = ("list_id", "period_from", "period_to", "decision", "decision_date", "unit_epoch", "lists")
    counts = ("kv1_communes", "kv2_communes", "kv3_communes", "villages_total")
    lists = [(name, 2021, 2025, "QĐ", "2021-06-04", "pre-2025-07", *values) for name, values in LISTS.items()]
    write(folder / "area_lists.csv", (*head, *counts), lists)
    columns = ("list_id", "area_id", "village", "region", "valid_from", "valid_to", "decision")
    write(folder / "area_list_members.csv", columns, MEMBERS)
    return folder


def faults(folder: Path | None, tmp_path: Path, *points: dict[str, str]) -> list[Fault]:
    path = tmp_path / "points.csv"
    rows = [tuple({**POINT, **each}.values()) for each in points]
    write(path, tuple(POINT), rows)
    table = read_table(path, filename=path.name, schema=SCHEMA)
    report = check_table(table, SCHEMA, keys=keys_from(folder), today=date(2024, 1, 1)).report
    return [fault for fault in report.faults if fault.rule.split(":")[0] in RULES]


RULES = {"not-eligible", "area-region", "area-villages", "one-open"}
P2 = {"point_id": "P2"}
PLANNED = {"status": "planned", "opened_on": ""}
NOT_ELIGIBLE, REGION = "not-eligible:by-the-lists", "area-region:by-the-lists"
VILLAGES, TWICE = "area-villages:by-the-lists", "one-open:one-a-commune"


@pytest.mark.parametrize(
    ("points", "expected"),
    [
        ([{}], []),
        ([{"area_id": TWO, "commune_region": "II", "disadvantaged_villages": "2"}], []),
        ([{"area_id": ONE, "opened_on": "2022-05-01"}], []),
        ([{"area_id": ONE}], [(NOT_ELIGIBLE, "C2"), (REGION, "H2")]),
        ([{"area_id": ONE, **PLANNED}], [(NOT_ELIGIBLE, "C2"), (REGION, "H2")]),
        ([{"area_id": OUT, "commune_region": "OUT"}], [(NOT_ELIGIBLE, "C2")]),
        ([{"area_id": TWO, "commune_region": "II", "disadvantaged_villages": "5"}], [(VILLAGES, "I2")]),
        ([{}, {**P2, **PLANNED}], [(TWICE, "C3")]),
        ([{"status": "closed"}, P2], []),
        ([{"area_id": "VN"}, {**P2, "area_id": "VN"}], []),
        ([{"opened_on": "2026-01-01"}], []),
    ],
)
def test_points_are_judged_by_the_lists_of_their_day(
    registers: Path, tmp_path: Path, points: list[dict[str, str]], expected: list[tuple[str, str]]
):
    found = faults(registers, tmp_path, *points)
    assert [(fault.rule, fault.cell) for fault in found] == expected
    assert all(fault.message["vi"] != fault.message["en"] for fault in found)


def test_what_the_list_says_stands_in_the_sentence(registers: Path, tmp_path: Path):
    commune, region = faults(registers, tmp_path, {"area_id": ONE})
    assert "không có thôn đặc biệt khó khăn" in commune.message["vi"]
    assert region.message["vi"].endswith("danh sách có hiệu lực: I")


def test_without_members_nothing_is_said_of_them(tmp_path: Path):
    assert faults(None, tmp_path, {"area_id": ONE}) == []
