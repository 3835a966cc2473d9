"""A valid file becomes a table that every door shows alike."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Callable
from typing import Any

import ckan.plugins.toolkit as tk
import polars as pl
import pytest

from glue.road.people import People, Web
from glue.road.points import FIVE_CELLS, FIVE_FAULTS, GOOD, points

Work = Callable[..., int]


@pytest.fixture
def published(people: People, facility: dict[str, Any], work: Work) -> dict[str, Any]:
    sent = people.submits(points("0164A", "07210"), facility)
    work()
    return people.sees(sent)


def address(facility: dict[str, Any], ending: str) -> str:
    return f"/dataset/{facility['name']}/diem{ending}"


def test_a_valid_file_is_published_as_version_one(shown: dict[str, Any]) -> None:
    assert (shown["submission"]["state"], shown["submission"]["version"]) == ("published", 1)


def test_every_state_leaves_an_event_with_its_actor(shown: dict[str, Any]) -> None:
    moves = [(event["from"], event["to"], event["actor_kind"]) for event in shown["submission"]["events"]]
    assert moves == [
        (None, "received", "person"),
        ("received", "checking", "worker"),
        ("checking", "awaiting_approval", "worker"),
        ("awaiting_approval", "scheduled", "policy"),
        ("scheduled", "published", "worker"),
    ]


def test_nothing_is_public_before_a_worker_has_checked_the_file(
    people: People, facility: dict[str, Any]
) -> None:
    people.submits(points("0164A"), facility)
    with pytest.raises(tk.ObjectNotFound):
        people.does(None, "dtts_table_show", dataset=facility["name"], table="diem")
    assert people.does(None, "package_show", id=facility["id"])["resources"] == []


def test_csv_parquet_and_datastore_hold_the_same_rows(
    people: People, shown: dict[str, Any], web: Web
) -> None:
    in_csv = list(csv.DictReader(io.StringIO(web.get(address(shown, ".csv")).text)))
    in_parquet = pl.read_parquet(io.BytesIO(web.get(address(shown, ".parquet")).data))
    in_datastore = people.does(None, "datastore_search", resource_id=shown["submission"]["resource_id"])[
        "records"
    ]
    ids = ["0164A", "07210"]
    assert [row["point_id"] for row in in_csv] == ids
    assert in_parquet["point_id"].to_list() == ids
    assert [row["point_id"] for row in in_datastore] == ids


def test_types_in_the_datastore_come_from_the_schema(people: People, shown: dict[str, Any]) -> None:
    fields = people.does(None, "datastore_search", resource_id=shown["submission"]["resource_id"])["fields"]
    types = {field["id"]: field["type"] for field in fields}
    expected = {
        "point_id": "text",
        "opened_on": "date",
        "disadvantaged_villages": "int8",
        "permanent_building": "bool",
        "broadband_mbps": "numeric",
    }
    assert expected.items() <= types.items()


def test_columns_in_the_datastore_carry_both_titles(people: People, shown: dict[str, Any]) -> None:
    fields = people.does(None, "datastore_search", resource_id=shown["submission"]["resource_id"])["fields"]
    info = {field["id"]: field.get("info", {}) for field in fields}["status"]
    assert info["label"] != info["label_en"]
    assert info["label_en"].isascii()


@pytest.mark.parametrize("words", ["Xín Cái", "xin cai", "XÍN", "van hoa", "văn hoá".replace("oá", "óa")])
def test_rows_are_found_with_and_without_marks(words: str, people: People, shown: dict[str, Any]) -> None:
    asked = {"dataset": shown["name"], "table": "diem", "q": words}
    assert people.does(None, "dtts_table_rows", **asked)["total"] == 2


def test_the_resource_tells_version_rows_hash_and_address(
    people: People, shown: dict[str, Any], web: Web
) -> None:
    (resource,) = people.does(None, "package_show", id=shown["id"])["resources"]
    content = web.get(address(shown, ".csv")).data
    told = {
        key: resource[key] for key in ("id", "version", "row_count", "hash", "size", "table_schema", "url")
    }
    assert told == {
        "id": shown["submission"]["resource_id"],
        "version": 1,
        "row_count": 2,
        "hash": hashlib.sha256(content).hexdigest(),
        "size": len(content),
        "table_schema": "it_support_points",
        "url": f"http://test.dtts.example{address(shown, '.csv')}",
    }


def test_a_file_with_five_faults_publishes_nothing_and_keeps_the_version_before(
    published: dict[str, Any], people: People, facility: dict[str, Any], work: Work, web: Web
) -> None:
    before = web.get(address(facility, ".csv")).data
    sent = people.submits(FIVE_FAULTS, facility)
    work()
    refused = people.sees(sent)
    assert refused["state"] == "invalid"
    assert [(fault["cell"], fault["field"]) for fault in refused["report"]["faults"]] == FIVE_CELLS
    assert web.get(address(facility, ".csv")).data == before


def test_the_corrected_file_is_published_after_the_refused_one(
    published: dict[str, Any], people: People, facility: dict[str, Any], work: Work, web: Web
) -> None:
    people.submits(FIVE_FAULTS, facility)
    corrected = people.submits(points("07210", "07211", "07212"), facility)
    work()
    assert people.sees(corrected)["version"] == 2
    assert people.sees(published)["state"] == "superseded"
    assert web.get(address(facility, ".csv")).text.count("\n") == 4


def test_the_version_before_stays_readable_row_by_row_and_as_a_file(
    published: dict[str, Any], people: People, facility: dict[str, Any], work: Work, web: Web
) -> None:
    people.submits(points("99999"), facility)
    work()
    asked = {"dataset": facility["name"], "table": "diem"}
    old = people.does(None, "dtts_table_rows", version=1, sort="point_id desc", **asked)
    assert [row["point_id"] for row in old["rows"]] == ["07210", "0164A"]
    assert web.get(address(facility, "/v/1.csv")).text.count("\n") == 3
    assert [row["version"] for row in people.does(None, "dtts_version_list", **asked)] == [2, 1]


def test_two_files_sent_one_after_the_other_are_published_in_that_order(
    people: People, facility: dict[str, Any], work: Work
) -> None:
    first = people.submits(points("00001"), facility)
    second = people.submits(points("00002"), facility)
    work()
    assert [people.sees(sent)["version"] for sent in (first, second)] == [1, 2]


@pytest.mark.parametrize(
    ("filters", "ids"),
    [
        ({"point_id": "07210"}, ["07210"]),
        ({"point_id": ["07210", "0164A"]}, ["0164A", "07210"]),
        ({"disadvantaged_villages": 8}, []),
    ],
)
def test_rows_can_be_filtered(
    filters: dict[str, Any],
    ids: list[str],
    people: People,
    shown: dict[str, Any],
) -> None:
    asked = {"dataset": shown["name"], "table": "diem", "filters": filters}
    assert [row["point_id"] for row in people.does(None, "dtts_table_rows", **asked)["rows"]] == ids


@pytest.mark.parametrize(
    "wrong",
    [
        {"filters": {"nothing": 1}},
        {"sort": "nothing"},
        {"sort": "point_id; drop"},
        {"filters": {"opened_on": "x"}},
    ],
)
def test_a_question_about_no_column_is_refused_in_both_languages(
    wrong: dict[str, Any], people: People, shown: dict[str, Any]
) -> None:
    with pytest.raises(tk.ValidationError) as refused:
        people.does(None, "dtts_table_rows", dataset=shown["name"], table="diem", **wrong)
    assert refused.value.dtts_refusal.vi != refused.value.dtts_refusal.en


def test_a_cell_that_looks_like_sql_or_a_parameter_is_only_text(
    people: People, facility: dict[str, Any], work: Work
) -> None:
    hostile = "'; DROP TABLE x; -- :name %s"
    people.submits(points("00001", name_vi=hostile), facility)
    work()
    row = people.does(None, "dtts_table_rows", dataset=facility["name"], table="diem")["rows"][0]
    assert row["name_vi"] == hostile == hostile.strip()
    assert row["status"] == GOOD["status"]
