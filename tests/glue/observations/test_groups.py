"""Women and men back to back, and a place's percentages as dots: what is hidden, provisional or aimed at."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from bs4 import BeautifulSoup, Tag
from ckan.tests.helpers import CKANTestApp

from ckanext.dtts.registers import gazetteer
from ckanext.dtts.views.place_dots import of
from ckanext.dtts.views.place_figures import halves
from dtts.indicators.rollup import COUNTRY
from glue.observations.conftest import Publisher
from glue.observations.test_store import HEADER

OLD = "51@pre-2025-07"
ROWS = [
    ("F", "ACT", "2015", "90.1", "A"), ("M", "ACT", "2015", "94.5", "A"), ("_T", "ACT", "2015", "92.3", "A"),
    ("F", "ACT", "2016", "", "Q"), ("M", "ACT", "2016", "95.1", "P"), ("_T", "ACT", "2016", "92.9", "P"),
    ("_T", "TGT", "2020", "98", "A"),
]  # fmt: skip


@pytest.fixture(scope="module", autouse=True)
def published(series: dict[str, bytes], publisher: Publisher) -> None:
    """Beside the real series a table by sex, with a suppressed value, a provisional one and a target."""
    lines = [
        f"A,GSO_LITERACY_15,{OLD},ASREP,{sex},_T,_T,{kind},{time},{value},PT,0,1,{status},F"
        for sex, kind, time, value, status in ROWS
    ]
    whole = "A,GSO_LITERACY_15,VN,ASREP,_T,_T,_T,ACT,2016,95.0,PT,0,1,A,F"
    publisher.dataset("biet-chu", indicators=["GSO_LITERACY_15"])
    assert publisher.publish("biet-chu", "\n".join([HEADER, *lines, whole, ""]).encode()) == "published"


def page(site: CKANTestApp, address: str) -> BeautifulSoup:
    return BeautifulSoup(site.get(address).get_data(as_text=True), "html.parser")


def one(soup: BeautifulSoup | Tag, selector: str) -> Tag:
    found = soup.select_one(selector)
    assert found is not None, selector
    return found


def texts(soup: Tag, selector: str) -> list[str]:
    return [each.text for each in soup.select(selector)]


def test_women_and_men_stand_back_to_back_and_what_is_hidden_has_no_bar(site: CKANTestApp) -> None:
    drawn = one(page(site, f"/chi-tieu/GSO_LITERACY_15?dia-ban={OLD}"), "svg.wide.pyramid")
    assert [each.text for each in drawn.select(".in")] == ["90,1", "94,5", "95,1"]
    assert (len(drawn.select("rect.first")), len(drawn.select("rect.second"))) == (1, 2)
    assert "2016*" in drawn.text


def test_the_table_says_why_there_is_no_bar(site: CKANTestApp) -> None:
    soup = page(site, f"/chi-tieu/GSO_LITERACY_15?dia-ban={OLD}")
    rows = [row.get_text(" ", strip=True) for row in one(soup, "#sexes ~ details").select("tbody tr")]
    assert rows[0] == "2015 90,1 94,5"
    assert re.fullmatch(r"2016 .*(ẩn|mật|giấu).* 95,1 Sơ bộ", rows[1]), rows[1]
    assert one(soup, "#sexes + p").text == "Năm 2015: Nữ 90,1; Nam 94,5."


def test_the_figures_by_sex_are_one_link_away(site: CKANTestApp) -> None:
    soup = page(site, f"/chi-tieu/GSO_LITERACY_15?dia-ban={OLD}")
    link = str(one(soup, "#sexes ~ .get a")["href"])
    assert len(site.get(link).get_data(as_text=True).splitlines()) == 1 + 4


def test_an_indicator_without_figures_by_sex_has_no_such_part(site: CKANTestApp) -> None:
    assert page(site, "/chi-tieu/GSO_POVERTY_RATE?dia-ban=51").select("#sexes") == []


def test_percentages_of_a_place_are_dots_with_the_country_and_the_target(site: CKANTestApp) -> None:
    soup = page(site, f"/dia-ban/{OLD}")
    drawn = one(soup, "svg.wide.dots")
    told = dict(zip(texts(drawn, ".name"), texts(drawn, ".amount"), strict=True))
    assert told["Tỷ lệ dân số từ 15 tuổi trở lên biết chữ (2016)*"] == "92,9"
    assert told["Tỷ lệ nghèo (2016)*"] == "9,2"
    assert len(drawn.select(".k0")) == len(drawn.select(".k1")) == len(told)
    assert len(drawn.select(".aim")) == 1
    assert [each.get_text(strip=True) for each in soup.select(".key.dots span")] == [
        "Tỉnh Quảng Ngãi",
        "Cả nước",
        "mục tiêu",
    ]


def test_the_dots_say_in_words_what_they_show(site: CKANTestApp) -> None:
    said = one(page(site, f"/en/dia-ban/{OLD}"), "svg.wide.dots desc").text
    assert "92.9; Whole country: 95.0." in said


def test_one_percentage_alone_is_told_by_the_table(site: CKANTestApp) -> None:
    with site.flask_app.test_request_context():
        unit = gazetteer().place(OLD)
        assert unit is not None
        real, _ = halves(unit, [COUNTRY])
        rates = [each for each in real.measured if each.definition.unit_measure == "PT"]
        assert of(replace(real, measured=rates[:1]), "a", ["b"]) is None
        assert of(replace(real, measured=rates[:2]), "a", ["b"]) is not None
