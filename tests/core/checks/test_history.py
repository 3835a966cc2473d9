"""Figures beside those of other periods and of the published version."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polars as pl
import pytest

from core.builders import check_text, field, flat, make_schema
from dtts.catalogue import TableSchema
from dtts.report import Report

FIELDS = (
    field("place"),
    field("year", "year"),
    field("unit"),
    field("amount", "number"),
    field("count", "integer"),
)


def schema(**declared: Any) -> TableSchema:
    check = {"id": "t", **declared}
    return make_schema(*FIELDS, primaryKey=["place", "year"], **{"dtts:checks": [check]})


def report_on(own: TableSchema, *rows: str, previous: Path | None = None) -> Report:
    text = "place;year;unit;amount;count\n" + "".join(f"{row}\n" for row in rows)
    return check_text(text, own, previous=previous).report


def cells(report: Report) -> list[str | None]:
    return [cell for _, _, cell in flat(report)]


SCALE = {"kind": "scale", "of": ["amount"], "within": ["place"]}
YEARS = [2019, 2020, 2021, 2022]


@pytest.mark.parametrize(
    ("amounts", "wrong"),
    [
        ((1821, 1853, 2, 1900), ["D4"]),
        ((1.8, 1.9, 1821, 2.0), ["D4"]),
        ((1821, 1853, 2_000_000_000, 1900), ["D4"]),
        ((1821, 1853, 400, 1900), []),
        ((1821, 1853, 0, 1900), []),
        ((10, 100, 1000, 10000), []),
        ((5, -5200, 6, 5), ["D3"]),
    ],
)
def test_a_figure_a_thousand_or_a_million_times_off_its_group_is_named(amounts, wrong):
    rows = [f"A;{year};;{amount};" for year, amount in zip(YEARS, amounts, strict=True)]
    assert cells(report_on(schema(**SCALE), *rows, "B;2019;;3;", "B;2020;;4;", "B;2021;;3;")) == wrong


def test_of_two_figures_nobody_can_tell_which_is_wrong():
    assert cells(report_on(schema(**SCALE), "A;2019;;5;", "A;2020;;5000;")) == []


def test_a_table_in_million_that_holds_billion_is_found_by_its_unit():
    unit = {"column": "unit", "factors": {"triệu": 10**6, "tỷ": 10**9}}
    rows = ["A;2019;triệu;5200;", "A;2020;triệu;6100;", "A;2021;triệu;5.9;", "A;2022;tỷ;6;"]
    (fault,) = report_on(schema(**SCALE, unit=unit), *rows).faults
    assert fault.message == {
        "vi": "Ô D4: amount “5.9” nhỏ hơn 950 lần so với mức thường gặp của 3 số cùng nhóm (5.600)",
        "en": "Cell D4: amount “5.9” is 950 times below what is usual among the 3 others of its group (5,600)",
    }


CUMULATIVE = {"kind": "cumulative", "of": "count", "within": ["place"], "period": ["year"]}


@pytest.mark.parametrize(
    ("counts", "wrong"),
    [((5, 9, 9, 12), []), ((5, 9, 8, 12), ["E4"]), ((5, "", 4, 12), ["E4"]), (("", "", 4, 3), ["E5"])],
)
def test_a_cumulative_figure_never_falls(counts, wrong):
    rows = [f"A;{year};;;{count}" for year, count in zip(YEARS, counts, strict=True)]
    assert cells(report_on(schema(**CUMULATIVE), *rows, "B;2022;;;1")) == wrong
    assert sorted(cells(report_on(schema(**CUMULATIVE), *reversed(rows)))) == sorted(
        f"E{7 - int(cell[1:])}" for cell in wrong
    )


def test_a_figure_that_starts_anew_each_year_is_compared_within_the_year():
    own = schema(kind="cumulative", of="count", within=["place", "year"], period=["unit"])
    rows = ["A;2019;S1;;5", "A;2019;S2;;9", "A;2020;S1;;4", "A;2020;S2;;3"]
    report = check_text(
        "place;year;unit;amount;count\n" + "\n".join(rows) + "\n",
        make_schema(
            *FIELDS, primaryKey=["place", "year", "unit"], **{"dtts:checks": own.descriptor["dtts:checks"]}
        ),
    ).report
    assert cells(report) == ["E5"]
    assert "nhỏ hơn kỳ S1 (4)" in report.faults[0].message["vi"]


REPEATED = {
    "kind": "repeated-period", "of": ["amount", "count"], "within": ["place"], "period": ["year"], "least": 3,
}  # fmt: skip


def year_of(year: int, *, plus: int = 0, places: str = "ABCD") -> list[str]:
    return [f"{place};{year};;{number * 1.5 + plus};{number}" for number, place in enumerate(places, start=1)]


def test_a_period_with_all_figures_of_the_one_before_is_named_once():
    report = report_on(schema(**REPEATED), *year_of(2020), *year_of(2021, plus=1), *year_of(2022, plus=1))
    (fault,) = report.faults
    assert (fault.rule, fault.cell) == ("repeated-period:t", "B1")
    assert fault.message["vi"] == "Ô B1: cả 4 số của kỳ 2022 trùng với kỳ 2021"


@pytest.mark.parametrize(
    "rows",
    [
        [*year_of(2021), *year_of(2022)[:-1], "D;2022;;6;5"],  # one figure differs
        [*year_of(2021, places="AB"), *year_of(2022, places="AB")],  # too few to say so
        [f"{place};{year};;0;0" for year in YEARS for place in "ABCD"],  # nothing but zeros
    ],
)
def test_a_period_that_differs_or_says_little_is_not_named(rows):
    assert report_on(schema(**REPEATED), *rows).faults == ()


def published(folder: Path, *rows: tuple[str, int, float | None, int | None]) -> Path:
    path = folder / "table.parquet"
    frame = pl.DataFrame(rows, ["place", "year", "amount", "count"], orient="row")
    frame.with_columns(pl.lit(None, dtype=pl.String).alias("unit")).write_parquet(path)
    return path


def test_a_new_period_is_compared_with_the_published_one(tmp_path):
    old = published(
        tmp_path, *[(place, 2021, number * 1.5, number) for number, place in enumerate("ABCD", 1)]
    )
    assert len(report_on(schema(**REPEATED), *year_of(2022), previous=old).faults) == 1
    assert report_on(schema(**REPEATED), *year_of(2022, plus=1), previous=old).faults == ()
    # The same period again is an update, not a repetition.
    assert report_on(schema(**REPEATED), *year_of(2021), previous=old).faults == ()


PREVIOUS = {"kind": "previous", "of": ["amount", "count"], "factor": 10}


def test_figures_far_from_the_published_ones_are_shown_with_both(tmp_path):
    old = published(tmp_path, ("A", 2021, 5.0, 10), ("B", 2021, 5000.0, 10), ("C", 2021, 0.0, None))
    rows = ["A;2021;;49;11", "B;2021;;5;200", "C;2021;;7;3", "D;2021;;1;1"]
    report = report_on(schema(**PREVIOUS), *rows, previous=old)
    assert flat(report) == [("previous-moved:t", "amount", "D3"), ("previous-moved:t", "count", "E3")]
    assert report.faults[0].message["vi"] == (
        "Ô D3: amount “5” nhỏ hơn 1.000 lần so với bản đã công bố (5.000); kiểm tra đơn vị tính"
    )
    assert (
        report.faults[1].message["en"] == "Cell E3: count “200” is 20 times above the published figure (10)"
    )
    assert report.valid


def test_rows_that_are_published_and_not_sent_are_counted_with_an_example(tmp_path):
    old = published(tmp_path, *[("A", year, 1.0, 1) for year in YEARS])
    (fault,) = report_on(schema(**PREVIOUS), "A;2019;;1;1", "A;2023;;1;1", previous=old).faults
    assert (fault.rule, fault.cell, fault.row) == ("previous-gone:t", None, None)
    assert fault.message["vi"] == "3 trong 4 dòng đã công bố không còn trong bảng, chẳng hạn: A, 2020"


def test_a_column_that_lost_its_decimals_is_named_at_its_label(tmp_path):
    old = published(tmp_path, *[("A", year, year / 7, 1) for year in range(2000, 2020)])
    rows = [f"A;{year};;{round(year / 7)};1" for year in range(2000, 2020)]
    (fault,) = report_on(schema(**PREVIOUS), *rows, previous=old).faults
    assert (fault.rule, fault.cell) == ("previous-decimals:t", "D1")
    assert "không còn số lẻ" in fault.message["vi"]


def test_a_first_version_is_compared_with_nothing():
    assert report_on(schema(**PREVIOUS), "A;2019;;1;1").faults == ()


def test_an_unchanged_version_says_nothing(tmp_path):
    old = published(tmp_path, ("A", 2019, 1.5, 3), ("B", 2019, None, 4))
    assert report_on(schema(**PREVIOUS), "A;2019;;1.5;3", "B;2019;;;4", previous=old).faults == ()
