"""Counts that show single persons."""

from __future__ import annotations

from typing import Any

import pytest

from core.builders import check_text, field, flat, make_schema


def cells(check: dict[str, Any], *rows: str) -> list[str | None]:
    schema = make_schema(
        field("area"),
        field("group"),
        field("count", "integer"),
        **{"dtts:checks": [{"id": "t", "kind": "small-cells", "of": "count", "place": "area", **check}]},
    )
    text = "area,group,count\n" + "".join(f"{row}\n" for row in rows)
    report = check_text(text, schema).report
    assert {fault.rule for fault in report.faults} <= {"small-cells:t"}
    return [cell for _, _, cell in flat(report)]


GROUP = {"group": "group", "totals": ["_T"], "threshold": 5}


@pytest.mark.parametrize(
    ("row", "small"),
    [
        ("24@since-2025-07,E52,1", True),
        ("24@since-2025-07,E52,4", True),
        ("24@since-2025-07,E52,5", False),
        ("24@since-2025-07,E52,0", False),
        ("24@since-2025-07,E52,", False),
        ("24@since-2025-07,_T,3", False),
        ("VN,E52,3", False),
        (",E52,3", False),
    ],
)
def test_a_few_people_of_a_group_in_a_place_are_named(row, small):
    assert cells(GROUP, row) == (["C2"] if small else [])


def test_the_threshold_is_the_tables_own():
    rows = [f"07210,E02,{count}" for count in (4, 9, 10)]
    assert cells({**GROUP, "threshold": 10}, *rows) == ["C2", "C3"]


def test_a_column_may_itself_be_the_count_of_a_group():
    assert cells({"threshold": 5}, "07210,,3", "07210,,30") == ["C2"]


def test_the_severity_is_declared():
    schema = make_schema(
        field("area"),
        field("count", "integer"),
        **{
            "dtts:checks": [
                {
                    "id": "t",
                    "kind": "small-cells",
                    "of": "count",
                    "place": "area",
                    "threshold": 5,
                    "severity": "error",
                }
            ]
        },
    )
    assert not check_text("area,count\n07210,2\n", schema).report.valid
