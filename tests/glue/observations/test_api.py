"""Values of indicators over HTTP: slices, the past, and the areas of today."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from ckan.tests.helpers import CKANTestApp

from ckanext.dtts.observations import query
from ckanext.dtts.observations.answer import as_row
from ckanext.dtts.observations.visible import origins
from ckanext.dtts.registers import gazetteer
from ckanext.dtts.views import api_observations

pytestmark = pytest.mark.usefixtures("series")

API = "/api/dtts/v1"
QUANG_NGAI, BAC_NINH = "51@since-2025-07", "24@since-2025-07"
PUPILS = "indicator=GSO_EM_PUPILS"


def ask(site: CKANTestApp, path: str, status: int = 200) -> Any:
    return site.get(f"{API}{path}", status=status).json


def by_year(site: CKANTestApp, query: str) -> dict[str, dict[str, Any]]:
    return {row["TIME_PERIOD"]: row for row in ask(site, f"/observations?{query}")["results"]}


def test_a_slice_says_how_many_rows_it_has_and_shows(site: CKANTestApp) -> None:
    answer = ask(site, f"/observations?{PUPILS}&area=51@pre-2025-07&limit=5")
    assert (answer["total"], answer["shown"], answer["asked"]["area"]) == (13, 5, "51@pre-2025-07")


def test_pages_follow_each_other_and_end(site: CKANTestApp) -> None:
    seen, address = [], f"{API}/observations?{PUPILS}&area=51@pre-2025-07&limit=5"
    while address:
        answer = site.get(address[address.index(API) :]).json
        seen += [row["TIME_PERIOD"] for row in answer["results"]]
        address = answer["next"]
    assert seen == [str(year) for year in range(2004, 2017)]


def test_the_series_of_a_place_of_today_goes_back_over_the_merger(site: CKANTestApp) -> None:
    pupils = by_year(site, f"{PUPILS}&area={QUANG_NGAI}")
    assert (pupils["2006"]["OBS_VALUE"], pupils["2016"]["OBS_VALUE"]) == (88176, 101673)
    assert pupils["2006"]["COMPARABILITY"] == "REBASED_EXACT"
    assert (pupils["2004"]["OBS_VALUE"], pupils["2004"]["COVERAGE_N"], pupils["2004"]["COVERAGE_D"]) == (
        None,
        1,
        2,
    )


def test_a_bare_code_is_that_of_today_and_another_with_another_day(site: CKANTestApp) -> None:
    today = ask(site, f"/observations?{PUPILS}&area=51")["results"]
    former = ask(site, f"/observations?{PUPILS}&area=51&valid_on=2024-01-01")["results"]
    assert {row["REF_AREA"] for row in today} == {QUANG_NGAI}
    assert {row["REF_AREA"] for row in former} == {"51@pre-2025-07"}


def test_rates_are_weighted_by_people_who_were_published_later(site: CKANTestApp) -> None:
    rates = by_year(site, f"indicator=GSO_POVERTY_RATE&area={QUANG_NGAI}")
    assert {year for year, row in rates.items() if row["METHOD"] == "estimated"} == {
        str(year) for year in range(2011, 2017)
    } & set(rates)
    assert rates["2010"]["COMPARABILITY"] == "NOT_COMP"


def test_areas_of_a_level_are_asked_for_at_once(site: CKANTestApp) -> None:
    answer = ask(site, f"/observations?{PUPILS}&level=province&since=2016")
    assert {row["GEO_VERSION"] for row in answer["results"]} == {"G20250701"}
    assert answer["total"] == len(answer["results"]) > 20


def test_a_whole_slice_is_a_csv_with_sdmx_ids(site: CKANTestApp) -> None:
    response = site.get(f"{API}/observations.csv?{PUPILS}&area={QUANG_NGAI}")
    rows = list(csv.DictReader(io.StringIO(response.get_data(as_text=True))))
    assert response.headers["X-Total-Count"] == str(len(rows)) == "13"
    assert rows[0]["AREA_NAME"] == "Tỉnh Quảng Ngãi"
    assert list(rows[0])[:9] == [
        "FREQ",
        "INDICATOR",
        "REF_AREA",
        "GEO_VERSION",
        "SEX",
        "ETHNIC_GROUP",
        "COMMUNE_REGION",
        "VALUE_TYPE",
        "TIME_PERIOD",
    ]


@pytest.mark.parametrize(
    ("query", "code", "said"),
    [
        ("indicator=GSO_EM_PUPIL", "unknown-value", "GSO_EM_PUPILS"),
        ("sex=X", "unknown-value", "_T"),
        ("area=9999", "unknown-place", "9999"),
        ("within=9999", "unknown-place", "9999"),
        ("after=abc", "bad-cursor", "next"),
        ("after=WzFd", "bad-cursor", "next"),
        ("as_of=yesterday", "bad-date", "ISO 8601"),
        ("level=village", "bad-choice", "province"),
    ],
)
def test_what_does_not_exist_is_refused_with_what_does(
    site: CKANTestApp, query: str, code: str, said: str
) -> None:
    error = ask(site, f"/observations?{query}", 400)["error"]
    assert error["code"] == code
    assert said in error["message"]["vi"]
    assert said in error["message"]["en"]


def test_before_the_first_release_there_was_nothing(site: CKANTestApp) -> None:
    assert ask(site, f"/observations?{PUPILS}&as_of=2020-01-01")["total"] == 0


def test_an_indicator_is_described_in_both_languages(site: CKANTestApp) -> None:
    answer = ask(site, "/indicators/GSO_POVERTY_RATE")
    assert (answer["name"], answer["name_en"], answer["weight"]) == (
        "Tỷ lệ nghèo",
        "Poverty rate",
        "GSO_POPULATION",
    )


def test_an_indicator_that_nobody_defined_is_not_found(site: CKANTestApp) -> None:
    assert ask(site, "/indicators/NONE", 404)["error"]["code"] == "not-found"


def test_any_site_may_ask(site: CKANTestApp) -> None:
    response = site.get(f"{API}/observations?{PUPILS}&limit=1")
    assert response.headers["Access-Control-Allow-Origin"] == "*"


def test_json_has_every_value_of_every_row_in_its_order(site: CKANTestApp) -> None:
    # Two ways to the same rows: by tables, and by an object a row.
    answer = site.get(f"{API}/observations?limit={api_observations.MOST}").json
    sources = origins()
    batches = query.stream(query.Slice(sources))
    rows = [as_row(row, sources, gazetteer()) for batch in batches for row in batch]
    assert answer["total"] == len(rows) > 1_000
    assert answer["results"] == rows[: api_observations.MOST]


@pytest.mark.parametrize("asked", ["indicator=GSO_EM_PUPILS", "area=51", "area=51&as_of=2020-01-01"])
def test_a_file_is_the_same_to_the_byte_whole_or_in_parts(
    site: CKANTestApp, monkeypatch: pytest.MonkeyPatch, asked: str
) -> None:
    whole = site.get(f"{API}/observations.csv?{asked}")
    monkeypatch.setattr(api_observations, "MOST", -1)
    parts = site.get(f"{API}/observations.csv?{asked}")
    assert parts.data == whole.data
    assert (
        parts.headers["X-Total-Count"] == whole.headers["X-Total-Count"] == str(whole.data.count(b"\n") - 1)
    )
