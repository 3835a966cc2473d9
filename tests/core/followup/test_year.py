"""One monitoring year of one province: complete, valid, and counted twice."""

from __future__ import annotations

import csv
import sqlite3
from collections import Counter
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import polars as pl
import pytest

from dtts.__main__ import main
from dtts.demo import generate
from dtts.followup import STATES, figures, recommendations_of, standings, steps_of
from dtts.samples import load_manifest

DAYS = [date(2025, 10, 15), date(2026, 1, 1), date(2026, 7, 1), date(2026, 11, 30), date(2027, 3, 1)]


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def counted(year, on):
    recommendations = recommendations_of(pl.read_parquet(year.beside / "recommendations.parquet"))
    steps = steps_of(pl.read_parquet(year.beside / "recommendation_responses.parquet"))
    return standings(recommendations, steps, on)


def test_every_table_is_valid_beside_those_that_it_refers_to(year):
    assert year.faults == []


@pytest.mark.parametrize(
    ("table", "rows"), [("monitoring_visits", 60), ("findings", 200), ("recommendations", 150)]
)
def test_the_year_has_as_many_rows_as_it_says(year, table, rows):
    assert len(rows_of(year.csv[table])) == rows


def test_every_visit_is_planned_or_ad_hoc_and_those_outside_their_plan_say_why(year):
    plans = {row["plan_id"]: row for row in rows_of(year.csv["monitoring_plans"])}
    visits = rows_of(year.csv["monitoring_visits"])
    assert {row["visit_kind"] for row in visits if not row["plan_id"]} == {"ad_hoc"}
    planned = [(row, plans[row["plan_id"]]) for row in visits if row["plan_id"]]
    outside = [row for row, plan in planned if row["visit_date"] > plan["period_end"]]
    assert outside and all(row["outside_plan_reason"] for row in outside)
    assert Counter(row["plan_id"] for row, _ in planned) == dict.fromkeys(plans, 2)


def test_every_finding_is_at_a_site_of_its_visit_and_every_recommendation_has_a_finding(year):
    sites = {(row["visit_id"], row["site_id"]) for row in rows_of(year.csv["visit_sites"])}
    findings = rows_of(year.csv["findings"])
    assert {(row["visit_id"], row["site_id"]) for row in findings} <= sites
    asked = [row["finding_id"] for row in rows_of(year.csv["recommendations"])]
    assert len(set(asked)) == len(asked) and set(asked) <= {row["finding_id"] for row in findings}


def test_a_visits_own_counts_are_those_of_the_tables_of_findings_and_sites(year):
    issues = Counter(row["visit_id"] for row in rows_of(year.csv["findings"]) if row["severity"] != "none")
    seen = Counter(row["visit_id"] for row in rows_of(year.csv["visit_sites"]))
    for row in rows_of(year.csv["monitoring_visits"]):
        own = (int(row["issues_found"]), int(row["works_checked"]))
        assert own == (issues[row["visit_id"]], seen[row["visit_id"]])


def test_responses_come_in_time_late_and_not_at_all(year):
    states = Counter(one.state for one in counted(year, date(2026, 11, 30)))
    assert states["withdrawn"] == 3 and sum(states.values()) == 150
    assert min(states[name] for name in ("done_on_time", "done_late", "overdue", "reported")) >= 5
    answered = {row["recommendation_id"] for row in rows_of(year.csv["recommendation_responses"])}
    assert 5 <= 150 - len(answered) <= 40


def test_groups_of_fewer_than_five_people_are_suppressed(year):
    rows = rows_of(year.csv["beneficiary_ratings"])
    assert {row["respondents"] for row in rows if row["disclosure"] == "suppressed"} == {""}
    assert min(int(row["respondents"]) for row in rows if row["disclosure"] == "shown") >= 5


# docs/follow-up.md once more, in SQL over the published CSVs, whose ids follow the days.
RECOUNT = """
with step as (select * from recommendation_responses where responded_on <= :on),
standing as (
  select r.*, coalesce((select max(response_id) from step s where s.recommendation_id = r.recommendation_id
                        and step in ('return', 'reopening')), '') as since
  from recommendations r where issued_on <= :on),
confirmed as (
  select s.recommendation_id, s.since, min(c.response_id) as id
  from standing s join step c using (recommendation_id)
  where c.step = 'confirmation' and c.response_id > s.since group by 1, 2),
done as (
  select c.recommendation_id, (
    select completed_on from step s where s.step = 'completion' and s.recommendation_id = c.recommendation_id
    and s.response_id > c.since and s.response_id < c.id order by s.response_id desc) as day
  from confirmed c)
select addressed_to, cast(substr(due_on, 1, 4) as integer) as year, count(*) as due,
       sum(coalesce(day <= due_on, 0)) as on_time
from standing left join done using (recommendation_id)
where due_on < :on and (withdrawn_on = '' or withdrawn_on > :on)
group by 1, 2 order by 1, 2
"""


def recounted(year, on: date) -> list[tuple[str, int, int, int]]:
    database = sqlite3.connect(":memory:")
    for table in ("recommendations", "recommendation_responses"):
        rows = rows_of(year.csv[table])
        database.execute(f"create table {table} ({', '.join(rows[0])})")
        marks = ", ".join("?" for _ in rows[0])
        database.executemany(f"insert into {table} values ({marks})", [tuple(row.values()) for row in rows])
    return database.execute(RECOUNT, {"on": on.isoformat()}).fetchall()


@pytest.mark.parametrize("on", DAYS)
def test_every_rate_is_that_of_a_recount_from_the_published_csvs(year, on):
    due = [one for one in figures(counted(year, on)) if one.fallen_due]
    ours = [(one.agency, one.year, len(one.fallen_due), len(one.on_time)) for one in due]
    assert ours == recounted(year, on)
    for figure, (_, _, of, on_time) in zip(due, ours, strict=True):
        percent = (Decimal(on_time * 100) / of).quantize(Decimal("0.1"), ROUND_HALF_UP)
        assert figure.percent_on_time == percent


@pytest.mark.parametrize("on", DAYS)
def test_every_recommendation_stands_behind_one_figure_of_each_kind(year, on):
    found = counted(year, on)
    for by in (("agency", "year"), ("agency",), ("year",), ()):
        behind = [one for figure in figures(found, by) for one in figure.behind]
        assert sorted(one.recommendation.id for one in behind) == sorted(
            one.recommendation.id for one in found
        )
        assert all(
            len(figure.behind) == sum(len(figure.of(state)) for state in STATES)
            for figure in figures(found, by)
        )


def test_the_command_prints_the_same_figures(year, capsys):
    tables = [str(year.csv[name]) for name in ("recommendations", "recommendation_responses")]
    assert main(["follow-up", *tables, "--on", "2026-11-30"]) == 0
    *_, last = (line.split("\t") for line in capsys.readouterr().out.splitlines())
    (whole,) = figures(counted(year, date(2026, 11, 30)), ())
    assert last[:3] == ["*", "*", "150"]
    assert last[-3:] == [str(len(whole.fallen_due)), str(len(whole.on_time)), str(whole.percent_on_time)]


def test_the_command_refuses_a_table_that_is_not_valid(tmp_path, year, capsys):
    broken = tmp_path / "broken.csv"
    broken.write_text("Mã kiến nghị\nA 1\n", encoding="utf-8")
    answers = str(year.csv["recommendation_responses"])
    assert main(["follow-up", str(broken), answers, "--on", "2026-11-30"]) == 2
    assert "not valid by recommendations" in capsys.readouterr().err


def test_the_figure_that_the_evaluation_cites_is_the_one_that_its_sample_has(year, tmp_path):
    (answer,) = [row for row in rows_of(year.csv["evaluations"]) if row["indicator"]]
    dataset, _, number = answer["indicator_version"].partition("@")
    (plan,) = [one for one in load_manifest().datasets if one.name == dataset]
    (table,) = plan.tables
    generate(table.generate, tmp_path / "sample.csv")
    total = {"SEX": "_T", "ETHNIC_GROUP": "_T", "COMMUNE_REGION": "_T", "VALUE_TYPE": "ACT"}
    asked = {
        **total,
        "INDICATOR": answer["indicator"],
        "REF_AREA": answer["area_id"],
        "TIME_PERIOD": answer["indicator_period"],
    }
    (row,) = [row for row in rows_of(tmp_path / "sample.csv") if asked.items() <= row.items()]
    assert (float(row["OBS_VALUE"]), number) == (float(answer["indicator_value"]), "1")
