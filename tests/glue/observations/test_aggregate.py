"""Sums over the tree of places, asked over HTTP."""

from __future__ import annotations

from typing import Any

import pytest
from ckan.tests.helpers import CKANTestApp

pytestmark = pytest.mark.usefixtures("series")

API = "/api/dtts/v1"


def ask(site: CKANTestApp, query: str, status: int = 200) -> Any:
    return site.get(f"{API}/aggregate?{query}", status=status).json


def test_the_country_is_the_sum_of_the_provinces_that_were(site: CKANTestApp) -> None:
    slice_ = "indicator=GSO_EM_PUPILS&period=2016&geo=asrep"
    (row,) = ask(site, f"{slice_}&to=country&of=province")["results"]
    rows = site.get(f"{API}/observations?{slice_}&level=province&valid_on=2025-06-30&limit=100").json[
        "results"
    ]
    known = [each["OBS_VALUE"] for each in rows if each["OBS_VALUE"] is not None]
    assert (row["COVERAGE_N"], row["COVERAGE_D"]) == (len(known), 63)
    assert row["OBS_VALUE"] == (sum(known) if len(known) == 63 else None)
    assert (row["REF_AREA"], row["AREA_NAME"], row["AREA_NAME_EN"]) == ("VN", "Cả nước", "Whole country")


def test_rates_are_not_added(site: CKANTestApp) -> None:
    rows = ask(site, "indicator=GSO_POVERTY_RATE&to=country")["results"]
    assert {row["METHOD"] for row in rows} <= {"estimated", "missing", "not-computable"}


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("indicator=GSO_EM_PUPILS", "to"),
        ("indicator=GSO_EM_PUPILS&to=village", "to"),
        ("indicator=GSO_EM_PUPILS&to=country&over=value_type", "over"),
        ("to=country", "indicator"),
    ],
)
def test_what_cannot_be_summed_is_refused_by_its_parameter(
    site: CKANTestApp, query: str, parameter: str
) -> None:
    assert ask(site, query, 400)["parameter"] == parameter


def test_the_same_as_a_file(site: CKANTestApp) -> None:
    answer = site.get(f"{API}/aggregate.csv?indicator=GSO_EM_PUPILS&to=country")
    head, *lines = answer.body.splitlines()
    assert head.startswith("FREQ,INDICATOR,REF_AREA,AREA_NAME")
    assert answer.headers["X-Total-Count"] == str(len(lines))
