"""The tables of a dataset joined, and what somebody asks for of them."""

from __future__ import annotations

from collections import Counter
from datetime import date

import polars as pl
import pytest

from dtts.followup import SCHEMAS, Asked, Record, record_of
from dtts.followup import asked as chosen


@pytest.fixture(scope="module")
def record(year) -> Record:
    tables = [(schema, schema.replace("_", "-"), year.beside / f"{schema}.parquet") for schema in SCHEMAS]
    return record_of((schema, slug, pl.read_parquet(path)) for schema, slug, path in tables)


def test_every_table_of_the_year_fills_its_part_and_every_row_names_its_table(record, year):
    for schema, (part, _) in SCHEMAS.items():
        rows = getattr(record, part)
        assert len(rows) == pl.read_parquet(year.beside / f"{schema}.parquet").height > 0
        assert {row.table for row in rows} == {schema.replace("_", "-")}


def test_tables_of_other_schemas_are_left_out():
    assert record_of([("observation", "so-lieu", pl.DataFrame({"x": [1]}))]) == Record()


def test_a_column_that_an_earlier_schema_did_not_have_is_none(year):
    frame = pl.read_parquet(year.beside / "monitoring_visits.parquet").drop("visit_mode")
    assert {one.visit_mode for one in record_of([("monitoring_visits", "dot", frame)]).visits} == {None}


def test_each_recommendation_leads_to_the_visit_that_found_why(record):
    for one in record.recommendations:
        visit = record.visit_of(one)
        assert visit and visit.id == record.finding[one.finding_id].visit_id
        assert one in record.recommendations_of[one.finding_id]


def test_steps_come_in_the_order_in_which_they_were_taken(record):
    for steps in record.steps_of.values():
        assert [one.on for one in steps] == sorted(one.on for one in steps)


def test_answers_of_one_evaluation_are_one(record):
    (found,) = record.evaluations
    assert len(found.answers) == 6
    assert set(found.items) == {"DA01", "DA03.TDA2", "DA04.TDA1", "DA05.TDA1", "DA10.TDA2.ND02"}
    assert found.reported_on == date(2026, 8, 31)


def test_nothing_asked_for_is_everything(record):
    assert tuple(chosen.visits(record, Asked())) == record.visits
    assert tuple(chosen.findings(record, Asked())) == record.findings
    assert tuple(chosen.recommendations(record, Asked())) == record.recommendations
    assert tuple(chosen.evaluations(record, Asked())) == record.evaluations
    assert tuple(chosen.plans(record, Asked())) == record.plans


@pytest.mark.parametrize("choose", [chosen.visits, chosen.findings])
def test_years_kinds_and_agencies_part_all_rows(record, choose):
    every = Counter(choose(record, Asked()))
    kinds = {one.visit_kind if hasattr(one, "visit_kind") else one.kind for one in every}
    for parts in (
        [Asked(year=year) for year in (2025, 2026)],
        [Asked(kind=kind) for kind in kinds],
        [Asked(agency=name) for name in {one.led_by for one in record.visits}],
    ):
        assert sum((Counter(choose(record, part)) for part in parts), Counter()) == every


def test_a_code_stands_for_all_below_it_and_for_no_other(record):
    found = list(chosen.findings(record, Asked(item="DA10")))
    assert found and {one.item_code for one in found} == {"DA10.TDA2.ND02"}
    assert not list(chosen.findings(record, Asked(item="DA1")))
    assert not list(chosen.findings(record, Asked(item="DA10", programme="mtqg-2026-2035")))


def test_a_recommendation_is_asked_for_by_both_agencies_and_by_its_finding(record):
    one = record.recommendations[0]
    finding = record.finding[one.finding_id]
    for asked in (Asked(agency=one.addressed_to), Asked(asked_by=one.asked_by), Asked(kind=finding.kind)):
        assert one in tuple(chosen.recommendations(record, asked))
    for asked in (Asked(agency=one.asked_by), Asked(year=one.due_on.year + 1)):
        assert one not in tuple(chosen.recommendations(record, asked))


def test_places_are_those_that_hold_the_area(record):
    place = record.visits[0].area_id
    found = list(chosen.visits(record, Asked(within=lambda area: area == place)))
    assert found and {one.area_id for one in found} == {place}


def test_evaluations_name_no_agency(record):
    assert not list(chosen.evaluations(record, Asked(agency="Sở Dân tộc và Tôn giáo")))
