"""Beside every table stands what it is, for machines."""

from __future__ import annotations

from typing import Any

import pytest

from dtts.catalogue import table_schema
from glue.road.people import Web
from glue.versions.test_pages import HERE, at, links


@pytest.fixture(scope="module")
def told(history: dict[str, Any], web: Web) -> Any:
    answer = web.get(at(history, ".metadata.json"))
    assert answer.headers["Content-Type"] == "application/json"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    return answer.json


def test_it_names_the_version_that_the_public_reads_now(told: Any, history: dict[str, Any]) -> None:
    assert (told["version"]["number"], told["version"]["standing"]) == (2, "current")
    assert told["page"] == f"{HERE}{at(history, '/v/2')}"
    assert told["version"]["rows"] == 3
    assert len(told["version"]["files"]["csv"]["sha256"]) == 64


def test_it_tells_every_column_with_its_constraints_in_both_languages(told: Any) -> None:
    schema = table_schema("it_support_points")
    assert [column["name"] for column in told["columns"]] == list(schema.field_names)
    assert all(column["title"] and column["title_en"] for column in told["columns"])
    assert told["columns"][0]["constraints"] == dict(schema.fields[0].constraints)
    assert told["schema"]["primaryKey"] == list(schema.primary_key)
    assert told["schema"]["url"] == f"{HERE}/schema/it_support_points.json"


def test_it_says_what_codes_mean(told: Any) -> None:
    schema = table_schema("it_support_points")
    named = {field.name for field in schema.fields if field.enum_labels}
    assert set(told["codes"]) == named
    assert all(words["vi"] and words["en"] for codes in told["codes"].values() for words in codes.values())


def test_it_says_whose_the_figures_are_and_how_they_are_cited(told: Any, history: dict[str, Any]) -> None:
    assert told["licence"]["id"] == history["license_id"]
    assert set(told["sources"][0]) >= {"producer", "source_url", "provenance", "publisher"}
    assert told["citation"]["vi"].endswith(f"{HERE}{at(history, '/v/2')}")
    assert "version 2" in told["citation"]["en"]


@pytest.mark.parametrize("form", ["csv", "json", "parquet", "xlsx"])
def test_every_file_that_it_names_is_there_and_leads_back(told: Any, web: Web, form: str) -> None:
    answer = web.get(told["data"][form].removeprefix(HERE))
    assert links(answer)["describedby"] == told["page"].removeprefix(HERE) + ".metadata.json"


def test_a_version_has_its_own(history: dict[str, Any], web: Web) -> None:
    told = web.get(at(history, "/v/1.metadata.json")).json
    assert (told["version"]["number"], told["version"]["standing"]) == (1, "replaced")
    assert told["version"]["rows"] == 2


def test_of_a_version_that_was_withdrawn_nothing_is_told(history: dict[str, Any], web: Web) -> None:
    assert web.get(at(history, "/v/4.metadata.json"), status=410)


def test_there_is_none_where_there_is_no_table(history: dict[str, Any], web: Web) -> None:
    assert web.get(f"/dataset/{history['name']}/khong-co.metadata.json", status=404)
