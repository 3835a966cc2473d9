"""Monitoring over HTTP: every row with where it stands, every rate as a recount gives it."""

from __future__ import annotations

import csv
import io
import sqlite3
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pytest
from ckan.tests.helpers import CKANTestApp

from core.followup.test_year import DAYS, RECOUNT
from dtts.followup import STATES

pytestmark = pytest.mark.usefixtures("year")

API = "/api/dtts/v1"
DATASET = "/dataset/nam-giam-sat"


def ask(site: CKANTestApp, query: str, status: int = 200) -> Any:
    return site.get(f"{API}/{query}", status=status).json


def file(site: CKANTestApp, address: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(site.get(address).get_data(as_text=True))))


def recounted(site: CKANTestApp, on: str) -> dict[tuple[str, int], tuple[int, int]]:
    """What has fallen due and what was done on time, by agency and year, in SQL over the published CSVs."""
    database = sqlite3.connect(":memory:")
    for table in ("recommendations", "recommendation_responses"):
        rows = file(site, f"{DATASET}/{table.replace('_', '-')}.csv")
        database.execute(f"create table {table} ({', '.join(rows[0])})")
        marks = ", ".join("?" for _ in rows[0])
        database.executemany(f"insert into {table} values ({marks})", [tuple(row.values()) for row in rows])
    found = database.execute(RECOUNT, {"on": on}).fetchall()
    return {(agency, year): (due, on_time) for agency, year, due, on_time in found}


@pytest.mark.parametrize("on", [day.isoformat() for day in DAYS])
def test_every_published_rate_is_that_of_a_recount_from_the_published_csvs(
    site: CKANTestApp, on: str
) -> None:
    rates = ask(site, f"follow-up?on={on}")["results"]
    expected = recounted(site, on)
    given = {(row["agency"], row["year"]): row for row in rates if row["fallen_due"]}
    assert given.keys() == expected.keys()
    for key, (due, on_time) in expected.items():
        percent = (Decimal(100 * on_time) / due).quantize(Decimal("0.1"), ROUND_HALF_UP)
        assert (given[key]["fallen_due"], given[key]["on_time"]) == (due, on_time)
        assert given[key]["percent_on_time"] == float(percent)


def test_the_rows_behind_a_rate_are_as_many_as_it_says(site: CKANTestApp) -> None:
    for rate in ask(site, "follow-up?on=2026-11-30")["results"]:
        query = f"follow-up?view=recommendations&on=2026-11-30&agency={rate['agency']}&year={rate['year']}"
        rows = ask(site, query)["results"]
        assert len(rows) == rate["recommendations"]
        for state in STATES:
            assert sum(row["state"] == state for row in rows) == rate[state]


@pytest.mark.parametrize(("by", "rates"), [("all", 1), ("year", 2)])
def test_axes_that_are_not_asked_for_are_added_up(site: CKANTestApp, by: str, rates: int) -> None:
    answer = ask(site, f"follow-up?by={by}&on=2026-11-30")
    assert (answer["total"], len(answer["results"])) == (rates, rates)
    assert sum(row["recommendations"] for row in answer["results"]) == 150


@pytest.mark.parametrize(
    ("path", "table", "key", "total"),
    [
        ("visits", "monitoring-visits", "visit_id", 60),
        ("findings", "findings", "finding_id", 200),
        ("evaluations", "evaluations", "answer_id", 6),
        ("follow-up?view=recommendations", "recommendations", "recommendation_id", 150),
    ],
)
def test_pages_follow_each_other_and_give_every_row_of_the_table_once(
    site: CKANTestApp, path: str, table: str, key: str, total: int
) -> None:
    seen: list[str] = []
    address: str | None = f"{API}/{path}{'&' if '?' in path else '?'}limit=70"
    while address:
        answer = site.get(address[address.index(API) :]).json
        assert (answer["total"], answer["shown"]) == (total, len(answer["results"]))
        assert answer["mark"]["vi"] == "Dữ liệu minh họa"
        assert {(row["dataset"], row["table"], row["version"], row["demo"]) for row in answer["results"]} == {
            ("nam-giam-sat", table, 1, True)
        }
        seen += [row[key] for row in answer["results"]]
        address = answer["next"]
    assert sorted(seen) == sorted(row[key] for row in file(site, f"{DATASET}/{table}.csv"))


def test_a_row_says_what_its_table_says_and_names_its_place_in_both_languages(site: CKANTestApp) -> None:
    row = ask(site, "visits?limit=1")["results"][0]
    (own,) = [
        one for one in file(site, f"{DATASET}/monitoring-visits.csv") if one["visit_id"] == row["visit_id"]
    ]
    for column, text in own.items():
        if column != "data_mark":
            assert str(row[column] if row[column] is not None else "") == text
    assert row["area_name_en"] and row["publisher"] == "ban-dan-toc-bac-ninh"
    findings = [one for one in file(site, f"{DATASET}/findings.csv") if one["visit_id"] == row["visit_id"]]
    assert row["finding_count"] == len(findings)


def test_the_whole_is_a_csv_that_says_how_many_rows_there_are_and_where_it_goes_on(site: CKANTestApp) -> None:
    response = site.get(f"{API}/findings.csv?limit=150")
    rows = list(csv.DictReader(io.StringIO(response.get_data(as_text=True))))
    assert (len(rows), response.headers["X-Total-Count"]) == (150, "200")
    following = response.headers["Link"].partition(">")[0].lstrip("<")
    assert len(file(site, following[following.index(API) :])) == 50


@pytest.mark.parametrize(
    ("query", "column", "values"),
    [
        ("findings?kind=money", "finding_kind", {"money"}),
        ("findings?severity=serious", "severity", {"serious"}),
        ("findings?item=DA10", "item_code", {"DA10.TDA2.ND02"}),
        ("findings?within=07534@since-2025-07", "area_id", {"07534@since-2025-07"}),
        ("follow-up?view=recommendations&state=overdue&on=2026-11-30", "state", {"overdue"}),
        ("evaluations?kind=mid_term&item=DA01", "criterion", {
            "relevance", "coherence", "effectiveness", "efficiency", "impact", "sustainability",
        }),
    ],
)  # fmt: skip
def test_filters_keep_what_they_name(site: CKANTestApp, query: str, column: str, values: set[str]) -> None:
    assert {row[column] for row in ask(site, query)["results"]} == values


@pytest.mark.parametrize(("place", "total"), [("24", 60), ("VN", 60), ("51", 0), ("24@pre-2025-07", 0)])
def test_a_province_holds_its_communes(site: CKANTestApp, place: str, total: int) -> None:
    assert ask(site, f"visits?within={place}")["total"] == total


def test_demonstration_data_can_be_left_out_and_are_never_in_a_rate_of_real_ones(site: CKANTestApp) -> None:
    assert ask(site, "visits?demo=false")["total"] == 0
    assert {row["demo"] for row in ask(site, "follow-up")["results"]} == {True}
    assert "mark" not in ask(site, "follow-up?demo=false")


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("findings?kind=spending", "bad-choice"),
        ("visits?within=99", "unknown-place"),
        ("visits?item=DA99", "unknown-value"),
        ("visits?programme=1719", "unknown-value"),
        ("visits?year=20x4", "bad-number"),
        ("visits?after=abc", "bad-cursor"),
        ("follow-up?on=tomorrow", "bad-date"),
        ("follow-up?by=place", "unknown-value"),
        ("evaluations?agency=x", "unknown-parameter"),
    ],
)
def test_what_does_not_exist_is_refused_with_what_does(site: CKANTestApp, query: str, code: str) -> None:
    assert ask(site, query, 400)["error"]["code"] == code
