"""A visit becomes rows that the tables of monitoring take."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

import pytest

from core.visiting.words import WORDS
from dtts.catalogue import table_schema
from dtts.visiting import TABLES, Frame, rows

ID = uuid.UUID("3f2a9c10-0000-4000-8000-000000000000")
FRAME = Frame(ID, plan_id="MH-KH-01", area_name="Phường Bắc Giang")
CODE = "GS-20261120-3f2a9c10"


@pytest.fixture(scope="module")
def found() -> dict[str, list[dict[str, Any]]]:
    return rows(WORDS, FRAME)


def test_it_has_a_row_of_each_table_with_columns_of_its_schema_only(
    found: dict[str, list[dict[str, Any]]],
) -> None:
    assert {schema: len(own) for schema, own in found.items()} == dict.fromkeys(TABLES, 1)
    for schema, (row,) in found.items():
        assert set(row) <= {field.name for field in table_schema(schema).fields}


def test_its_rows_refer_to_each_other(found: dict[str, list[dict[str, Any]]]) -> None:
    (visit,), (site,), (finding,), (asked,) = (found[schema] for schema in TABLES)
    assert visit["visit_id"] == site["visit_id"] == finding["visit_id"] == CODE
    assert (finding["site_id"], asked["finding_id"]) == (site["site_id"], finding["finding_id"])
    assert (visit["plan_id"], visit["follow_up"], visit["issues_found"]) == ("MH-KH-01", "open", 1)


def test_a_position_is_kept_to_a_hundredth_of_a_degree(found: dict[str, list[dict[str, Any]]]) -> None:
    (site,) = found["visit_sites"]
    assert (site["latitude"], site["longitude"]) == (21.27, 106.19)


def test_the_checklist_counts_what_was_looked_at(found: dict[str, list[dict[str, Any]]]) -> None:
    (site,) = found["visit_sites"]
    assert (site["points_checked"], site["points_met"], site["planned_amount"]) == (2, 1, 1250.5)


def test_a_good_practice_is_no_issue_and_nothing_is_to_be_followed_up() -> None:
    words = {name: text for name, text in WORDS.items() if not name.startswith("recommendation")}
    (visit,) = rows({**words, "finding-0-severity": "none"}, FRAME)["monitoring_visits"]
    assert (visit["issues_found"], visit["follow_up"]) == (0, "not_needed")


def test_a_part_that_was_left_out_has_no_row() -> None:
    found = rows({**WORDS, "site-0-removed": "yes"}, FRAME)
    assert found["visit_sites"] == []
    assert found["findings"][0]["site_id"] is None


def test_every_finding_says_when_the_agency_visited_got_it(found: dict[str, list[dict[str, Any]]]) -> None:
    assert [row["shared_on"] for row in found["findings"]] == [None]
    shared = rows({**WORDS, "shared_on": "2026-11-21"}, FRAME)
    assert [row["shared_on"] for row in shared["findings"]] == [date(2026, 11, 21)]


def test_days_are_days(found: dict[str, list[dict[str, Any]]]) -> None:
    (asked,) = found["recommendations"]
    assert (asked["issued_on"], asked["due_on"]) == (date(2026, 11, 20), date(2026, 12, 31))
