"""Figures over the API: in every form, held against each other, released, and beside their page."""

from __future__ import annotations

import csv
import io
import xml.etree.ElementTree as ET
from typing import Any

import openpyxl
import polars as pl
import pytest
from ckan.tests.helpers import CKANTestApp

from ckanext.dtts.observations import frame, query
from ckanext.dtts.observations.answer import FIELDS
from ckanext.dtts.views import series_asked
from glue.observations.conftest import Publisher
from glue.observations.test_store import HEADER

pytestmark = pytest.mark.usefixtures("series")

API = "/api/dtts/v1"
PUPILS = "indicator=GSO_EM_PUPILS"
QUANG_NGAI = "area=51@since-2025-07"


def ask(site: CKANTestApp, path: str, status: int = 200) -> Any:
    return site.get(f"{API}{path}", status=status).json


@pytest.fixture(scope="module")
def by_sex(series: dict[str, bytes], publisher: Publisher) -> None:
    """A made-up count by sex in two former communes of Ha Giang."""
    rows = [("00688", "_T", "30"), ("00688", "F", "20"), ("00691", "_T", "40"), ("00691", "F", "10")]
    lines = [
        f"A,GSO_EM_PUPILS,{area}@pre-2025-07,ASREP,{sex},_T,_T,ACT,2023,{value},PS,0,0,A,F"
        for area, sex, value in rows
    ]
    publisher.dataset("theo-gioi", demo="true")
    assert publisher.publish("theo-gioi", "\n".join([HEADER, *lines, ""]).encode()) == "published"


@pytest.mark.parametrize("form", ["csv", "parquet", "xlsx"])
def test_every_form_of_a_slice_holds_the_same_rows(site: CKANTestApp, form: str) -> None:
    body = site.get(f"{API}/observations.{form}?{PUPILS}&{QUANG_NGAI}").get_data()
    rows = ask(site, f"/observations?{PUPILS}&{QUANG_NGAI}")["results"]
    assert [(row["TIME_PERIOD"], row["OBS_VALUE"]) for row in rows] == _read(form, body)


def _read(form: str, body: bytes) -> list[tuple[str, float | None]]:
    if form == "csv":
        listed = list(csv.DictReader(io.StringIO(body.decode())))
        return [(row["TIME_PERIOD"], float(row["OBS_VALUE"]) if row["OBS_VALUE"] else None) for row in listed]
    if form == "parquet":
        return list(pl.read_parquet(io.BytesIO(body)).select("TIME_PERIOD", "OBS_VALUE").iter_rows())
    rows = list(openpyxl.load_workbook(io.BytesIO(body)).active.iter_rows(min_row=2, values_only=True))
    return [(row[FIELDS.index("TIME_PERIOD")], row[FIELDS.index("OBS_VALUE")]) for row in rows]


@pytest.mark.parametrize(("address", "table"), [("/observations.xlsx", frame.MOST), ("/series", None)])
def test_what_is_too_much_is_refused_with_its_count_before_it_is_begun(
    site: CKANTestApp, monkeypatch: pytest.MonkeyPatch, address: str, table: Any
) -> None:
    if table is None:
        monkeypatch.setattr(series_asked, "MOST", 10)
    else:
        monkeypatch.setattr(frame, "MOST", {"xlsx": 10})
    told = ask(site, f"{address}?{PUPILS}&{QUANG_NGAI}", 413)
    assert (told["total"], told["most"], told["error"]["code"]) == (13, 10, "too-many-values")
    assert told["csv"].endswith(f"/observations.csv?{PUPILS}&area=51%40since-2025-07")


def test_geography_is_asked_for_by_its_version(site: CKANTestApp) -> None:
    as_reported = ask(site, f"/observations?{PUPILS}&geo=asrep&period=2016")["results"]
    rebased = ask(site, f"/observations?{PUPILS}&geo=G20250701&period=2016")["results"]
    assert {row["GEO_VERSION"] for row in as_reported} == {"ASREP"}
    assert {row["GEO_VERSION"] for row in rebased} == {"G20250701"}


def test_an_answer_says_its_units_and_warns_of_several(site: CKANTestApp) -> None:
    one = ask(site, f"/observations?{PUPILS}&{QUANG_NGAI}")
    two = ask(site, f"/observations?indicator=GSO_EM_PUPILS,GSO_POPULATION&{QUANG_NGAI}&period=2016")
    assert [unit["vi"] for unit in one["units"]] == ["người"]
    assert "warning" not in one
    assert [unit["indicators"] for unit in two["units"]] == [["GSO_EM_PUPILS"], ["GSO_POPULATION"]]
    assert "in different units" in two["warning"]["en"]


def test_places_are_compared_period_by_period(site: CKANTestApp) -> None:
    told = ask(site, f"/compare?{PUPILS}&area=51@since-2025-07,24@since-2025-07&since=2005&until=2006")
    assert [one["AREA_NAME"] for one in told["series"]] == ["Tỉnh Bắc Ninh", "Tỉnh Quảng Ngãi"]
    assert [line["TIME_PERIOD"] for line in told["results"]] == ["2005", "2006"]
    assert told["results"][1]["values"][1]["OBS_VALUE"] == 88176
    # The source has no Bac Ninh: what it lacks is neither nought nor comparable.
    assert told["results"][1]["values"][0]["OBS_VALUE"] is None
    assert told["results"][1]["comparable"] is False


@pytest.mark.parametrize(
    ("query", "code"),
    [
        (f"{PUPILS}&area=51", "two-to-four"),
        (f"{PUPILS}&level=province&valid_on=2020-01-01", "two-to-four"),
        ("indicator=GSO_EM_PUPILS,GSO_POVERTY_RATE&area=51@pre-2025-07", "mixed-units"),
    ],
)
def test_what_cannot_be_compared_is_refused(site: CKANTestApp, query: str, code: str) -> None:
    assert ask(site, f"/compare?{query}", 400)["error"]["code"] == code


@pytest.mark.usefixtures("by_sex")
def test_places_within_another_are_ranked_by_one_group(site: CKANTestApp) -> None:
    asked = f"/rank?{PUPILS}&period=2023&level=commune&within=02&valid_on=2024-01-01"
    women, all_of = ask(site, f"{asked}&sex=F"), ask(site, asked)
    assert [(row["RANK"], row["REF_AREA"][:5], row["OBS_VALUE"]) for row in women["results"]] == [
        (1, "00688", 20),
        (2, "00691", 10),
    ]
    assert [row["REF_AREA"][:5] for row in all_of["results"]] == ["00691", "00688"]
    assert [row["RANK"] for row in ask(site, f"{asked}&sex=F&order=asc")["results"]] == [1, 2]
    told = ask(site, f"{asked}&sex=F,_T", 400)
    assert (told["error"]["code"], told["possible"]) == ("one-of-each", ["F", "_T"])


def test_releases_say_what_each_changed_and_follow_as_a_feed(site: CKANTestApp) -> None:
    told = ask(site, f"/releases?{PUPILS}&dataset=dan-toc")
    (first,) = told["results"]
    assert (first["kind"], first["version"], told["total"]) == ("published", 1, 1)
    assert ask(site, f"/observations?{PUPILS}&as_of={first['at'][:10]}&limit=1")["total"] > 0
    feed = ET.fromstring(site.get(f"{API}/releases.atom").get_data())
    entries = feed.findall("{http://www.w3.org/2005/Atom}entry")
    assert len(entries) == ask(site, "/releases")["total"] >= 3


def test_beside_the_page_of_an_indicator_are_its_figures(site: CKANTestApp) -> None:
    page = "/chi-tieu/GSO_EM_PUPILS{}?dia-ban=51"
    answer = site.get(page.format(".csv"))
    rows = list(csv.DictReader(io.StringIO(answer.get_data(as_text=True))))
    assert answer.headers["Link"].endswith('GSO_EM_PUPILS.metadata.json?dia-ban=51>; rel="describedby"')
    assert [row["OBS_VALUE"] for row in rows if row["REF_AREA"] == "51@since-2025-07"][2] == "88176.0"
    assert {row["AREA_NAME"] for row in rows} == {"Tỉnh Quảng Ngãi", "Tỉnh Kon Tum"}
    chart = site.get(page.format(".json")).json
    assert chart["total"] == len(rows)
    assert "Quảng Ngãi, Tỉnh Kon Tum" in chart["explanations"]["2006"]["vi"]


@pytest.mark.usefixtures("by_sex")
def test_their_metadata_say_what_they_are_and_how_to_cite_them(site: CKANTestApp) -> None:
    answer = site.get("/chi-tieu/GSO_EM_PUPILS.metadata.json?dia-ban=51")
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    told = answer.json
    # Another table of the indicator is made up, and none of its rows are here.
    assert "[" not in told["citation"]["vi"].split(" [Tỉnh")[0]
    assert [source["url"].rpartition("/")[2] for source in told["sources"]] == ["dan-toc"]
    assert told["indicator"]["name_en"] == "Ethnic-minority pupils of general education"
    assert told["place"]["name"] == "Tỉnh Quảng Ngãi"
    assert "Số học sinh dân tộc thiểu số" in told["citation"]["vi"]
    assert told["release"] in told["citation"]["en"]
    assert told["codes"]["COMPARABILITY"]["NOT_COMP"]["en"]
    assert [column["name"] for column in told["columns"]] == list(FIELDS)


def test_a_place_that_is_none_is_refused_beside_the_page_too(site: CKANTestApp) -> None:
    told = site.get("/chi-tieu/GSO_EM_PUPILS.json?dia-ban=999", status=400).json
    assert (told["parameter"], told["error"]["code"]) == ("dia-ban", "unknown-place")


@pytest.mark.parametrize("path", ["/observations.csv?", "/observations?", "/series?", "/compare?area=24&"])
def test_an_answer_that_did_not_change_is_not_made_again(
    site: CKANTestApp, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    address = f"{API}{path}{PUPILS}&{QUANG_NGAI}"
    first = site.get(address)
    monkeypatch.setattr(query, "_where", None)  # no row may be asked for
    second = site.get(address, headers={"If-None-Match": first.headers["ETag"]}, status=304)
    assert second.get_data() == b""
    assert second.headers["Cache-Control"] == first.headers["Cache-Control"]
    assert second.headers["Cache-Control"].startswith("public")
