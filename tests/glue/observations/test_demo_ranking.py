"""Communes of a province ranked by one sex, on the demonstration table that ships: by API and by SDMX."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from ckan.tests.helpers import CKANTestApp

from dtts.demo import generate
from glue.observations.conftest import Publisher

RANK = "/api/dtts/v1/rank?indicator=I1719.16&period=2025&within=24&level=commune&limit=200"
KEY = (
    "/sdmx/v2/data/dataflow/DTTS/DF_INDICATORS/1.0.0/A.I1719-16.*.ASREP.F._T._T.ACT"
    "?c[TIME_PERIOD]=2025&c[REF_AREA]=ne:24@since-2025-07&format=csv"
)


@pytest.fixture(scope="module")
def ranked(site: CKANTestApp, publisher: Publisher, tmp_path_factory: pytest.TempPathFactory) -> Any:
    made = tmp_path_factory.mktemp("demo") / "table.csv"
    generate("school-attendance", made)
    publisher.dataset("di-hoc", demo="true", indicators=["I1719.16"])
    assert publisher.publish("di-hoc", made.read_bytes()) == "published"
    return site.get(f"{RANK}&sex=F").json


def test_every_commune_has_its_rank_by_the_sex_that_was_named(ranked: Any) -> None:
    assert (ranked["total"], ranked["without_value"]) == (99, 0)
    values = [row["OBS_VALUE"] for row in ranked["results"]]
    assert values == sorted(values, reverse=True)
    assert {row["SEX"] for row in ranked["results"]} == {"F"}
    assert len({row["REF_AREA"] for row in ranked["results"]}) == 99


def test_it_is_marked_as_demonstration(ranked: Any) -> None:
    assert ranked["mark"]["en"] == "Demonstration data"
    assert all(row["DEMO"] for row in ranked["results"])


def test_a_key_of_sdmx_gives_the_same_values(site: CKANTestApp, ranked: Any) -> None:
    rows = list(csv.DictReader(io.StringIO(site.get(KEY).text)))
    by_key = {row["REF_AREA"]: float(row["OBS_VALUE"]) for row in rows}
    assert by_key == {row["REF_AREA"]: row["OBS_VALUE"] for row in ranked["results"]}


def test_without_a_sex_the_totals_are_ranked(site: CKANTestApp, ranked: Any) -> None:
    answer = site.get(RANK).json
    assert answer["total"] == 99
    assert {row["SEX"] for row in answer["results"]} == {"_T"}


@pytest.mark.usefixtures("ranked")
def test_the_target_of_the_province_is_judged_by_its_own_figures(site: CKANTestApp) -> None:
    (found,) = site.get("/api/dtts/v1/progress?indicator=I1719.16&area=24@since-2025-07").json["results"]
    assert (found["status"], found["provisional"]) == ("NOT_MET", True)
