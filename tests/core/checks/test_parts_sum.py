"""Wholes and their parts."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.builders import check_text, field, flat, make_schema
from dtts.catalogue import TableSchema
from dtts.checks import packaged_keys
from dtts.errors import UsageError
from dtts.report import Report

SEXES = {"by": "sex", "wholes": [{"whole": "_T", "parts": ["M", "F"], "optional": ["_U"]}]}


def schema(**declared: Any) -> TableSchema:
    check = {"id": "t", "kind": "parts-sum", "of": "value", "within": ["area", "year"], **declared}
    fields = (field("area"), field("sex"), field("year", "year"), field("value", "number"))
    return make_schema(*fields, primaryKey=["area", "sex", "year"], **{"dtts:checks": [check]})


def report_on(own: TableSchema, *rows: str) -> Report:
    text = "area;sex;year;value\n" + "".join(f"{row}\n" for row in rows)
    return check_text(text, own, keys=packaged_keys).report


SEX_TABLES = [
    (["A;_T;2023;10", "A;M;2023;4", "A;F;2023;6"], []),
    (["A;_T;2023;11", "A;M;2023;4", "A;F;2023;6"], ["D2"]),
    (["A;_T;2023;9", "A;M;2023;4", "A;F;2023;6"], ["D2"]),
    # Another year or another place is another group.
    (["A;_T;2023;10", "A;M;2024;4", "B;F;2023;6", "A;F;2023;6", "A;M;2023;4"], []),
    # A part that is missing or empty is not zero.
    (["A;_T;2023;10", "A;M;2023;4"], []),
    (["A;_T;2023;10", "A;M;2023;4", "A;F;2023;"], []),
    (["A;_T;2023;", "A;M;2023;4", "A;F;2023;6"], []),
    # A zero is a figure.
    (["A;_T;2023;10", "A;M;2023;4", "A;F;2023;0"], ["D2"]),
    # Parts that exceed the whole do so whatever is missing, unless one could be below zero.
    (["A;_T;2023;10", "A;M;2023;14"], ["D2"]),
    (["A;_T;2023;10", "A;M;2023;14", "A;F;2023;-4"], []),
    (["A;_T;2023;-5", "A;M;2023;-4"], []),
    # An optional part counts where it is given.
    (["A;_T;2023;10", "A;M;2023;4", "A;F;2023;5", "A;_U;2023;1"], []),
    (["A;_T;2023;10", "A;M;2023;4", "A;F;2023;6", "A;_U;2023;1"], ["D2"]),
]


@pytest.mark.parametrize(("rows", "cells"), SEX_TABLES)
def test_a_whole_is_the_sum_of_its_parts_within_its_group(rows, cells):
    assert [cell for _, _, cell in flat(report_on(schema(**SEXES), *rows))] == cells


def test_the_sentence_shows_the_whole_the_sum_and_the_difference():
    report = report_on(schema(**SEXES), "A;M;2023;4000", "A;F;2023;6000", "A;_T;2023;12345")
    (fault,) = report.faults
    assert fault.message == {
        "vi": "Ô D4: value “12345” của _T khác tổng 2 phần (M, F): 10.000, lệch 2.345",
        "en": "Cell D4: value “12345” of _T is not the sum of its 2 parts (M, F): 10,000, off by 2,345",
    }


@pytest.mark.parametrize(
    ("tolerance", "values", "wrong"),
    [
        (0, ("10.3", "5.1", "5.1"), True),
        ("printed", ("10.3", "5.1", "5.1"), False),
        ("printed", ("10.4", "5.1", "5.1"), True),
        ("printed", ("11", "5", "5"), False),
        ("printed", ("12", "5", "5"), True),
        (2, ("12", "5", "5"), False),
        (0, ("0.3", "0.1", "0.2"), False),  # binary fractions are no difference
    ],
)
def test_rounded_figures_may_differ_by_their_last_decimal(tolerance, values, wrong):
    own = schema(**SEXES, tolerance=tolerance)
    rows = [f"A;{sex};2023;{value}" for sex, value in zip(("_T", "M", "F"), values, strict=True)]
    assert bool(report_on(own, *rows).faults) is wrong


def test_parts_declared_complete_are_all_that_there_are():
    own = schema(**SEXES, complete=True)
    assert [cell for _, _, cell in flat(report_on(own, "A;_T;2023;10", "A;M;2023;4"))] == ["D2"]


PLACES = {"by": "area", "tree": "places", "within": ["sex", "year"]}
PROVINCE = packaged_keys("places", ("area_id", "parent_id")).filter(parent_id="24@since-2025-07")
COMMUNES = PROVINCE["area_id"].to_list()


def test_the_communes_of_a_province_add_up_to_it():
    rows = [f"{code};_T;2025;2" for code in COMMUNES]
    assert len(COMMUNES) == 99
    assert flat(report_on(schema(**PLACES), "24@since-2025-07;_T;2025;198", *rows)) == []
    (fault,) = report_on(schema(**PLACES), "24@since-2025-07;_T;2025;200", *rows).faults
    assert fault.cell == "D2"
    assert "của Tỉnh Bắc Ninh khác tổng 99 phần" in fault.message["vi"]
    assert "lệch 2" in fault.message["vi"]


def test_a_commune_that_has_not_reported_is_not_taken_for_zero():
    rows = [f"{code};_T;2025;2" for code in COMMUNES[1:]]
    assert flat(report_on(schema(**PLACES), "24@since-2025-07;_T;2025;198", *rows)) == []


def test_a_former_province_is_parted_into_districts_or_into_communes():
    places = packaged_keys("places", ("area_id", "parent_id"), ("valid_to",))
    live = places.filter(valid_to="2025-06-30")
    districts = live.filter(parent_id="24@pre-2025-07")["area_id"].to_list()
    communes = [code for one in districts for code in live.filter(parent_id=one)["area_id"].to_list()]
    province = "24@pre-2025-07;_T;2024;{}"
    by_district = [f"{code};_T;2024;10" for code in districts]
    by_commune = [f"{code};_T;2024;1" for code in communes]
    assert flat(report_on(schema(**PLACES), province.format(100), *by_district)) == []
    assert flat(report_on(schema(**PLACES), province.format(101), *by_district)) == [
        ("parts-sum:t", "value", "D2")
    ]
    assert flat(report_on(schema(**PLACES), province.format(len(communes)), *by_commune)) == []
    assert flat(report_on(schema(**PLACES), province.format(len(communes) + 5), *by_commune)) == [
        ("parts-sum:t", "value", "D2")
    ]


def test_the_sub_projects_of_a_project_add_up_to_it():
    check = {
        "id": "t", "kind": "parts-sum", "of": ["plan", "paid"], "by": ["programme", "item"], "within": ["year"],
        "tree": "programme_items",
    }  # fmt: skip
    own = make_schema(
        field("programme"), field("item"), field("year", "year"), field("plan", "number"), field("paid", "number"),
        primaryKey=["programme", "item", "year"], **{"dtts:checks": [check]},
    )  # fmt: skip
    programme = "mtqg-1719-2021-2025"
    text = (
        "programme;item;year;plan;paid\n"
        f"{programme};DA04;2023;30;20\n{programme};DA04.TDA1;2023;10;10\n{programme};DA04.TDA2;2023;20;9\n"
    )
    assert flat(check_text(text, own, keys=packaged_keys).report) == [("parts-sum:t", "paid", "E2")]
    projects = [f"{programme};DA{number:02};2023;1;1\n" for number in range(1, 11)]
    whole = f"programme;item;year;plan;paid\n{programme};;2023;10;11\n" + "".join(projects)
    (fault,) = check_text(whole, own, keys=packaged_keys).report.faults
    assert (fault.cell, "toàn bộ khác tổng 10 phần (DA01" in fault.message["vi"]) == ("E2", True)


def test_a_tree_that_there_is_not_is_refused_with_the_trees():
    with pytest.raises(UsageError, match="programme_items"):
        report_on(schema(by="area", tree="forest"), "A;_T;2023;1")


@settings(deadline=None)
@given(st.lists(st.tuples(*[st.one_of(st.none(), st.integers(-3, 9))] * 3), min_size=1, max_size=6))
def test_it_finds_what_adding_by_hand_finds(groups):
    rows, wrong = [], []
    for place, (whole, men, women) in enumerate(groups):
        parts = [part for part in (men, women) if part is not None]
        total = sum(parts)
        complete = len(parts) == 2
        exceeded = bool(parts) and min(parts) >= 0 and whole is not None and whole < total
        if whole is not None and ((complete and whole != total) or exceeded):
            wrong.append(f"D{len(rows) + 2}")
        for sex, value in (("_T", whole), ("M", men), ("F", women)):
            rows.append(f"P{place};{sex};2023;{'' if value is None else value}")
    assert [cell for _, _, cell in flat(report_on(schema(**SEXES), *rows))] == wrong
