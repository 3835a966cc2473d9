"""Maps and charts of indicators: on the page, as files, in the frames of others, and beside shared links."""

from __future__ import annotations

import csv
import io
import re
import struct

import brotli
import ckan.plugins.toolkit as tk
import pytest
from bs4 import BeautifulSoup, Tag
from ckan.tests.helpers import CKANTestApp
from lxml import etree

from ckanext.dtts.views import assets
from ckanext.dtts.views.indicator_map import newest
from ckanext.dtts.web import rate

pytestmark = pytest.mark.usefixtures("series")

RATES = "/chi-tieu/GSO_POVERTY_RATE"
MOST_EMBEDDED = 15_000


def page(site: CKANTestApp, address: str) -> BeautifulSoup:
    return BeautifulSoup(site.get(address).get_data(as_text=True), "html.parser")


def found(soup: BeautifulSoup, selector: str) -> Tag:
    one = soup.select_one(selector)
    assert one is not None, selector
    return one


def figures(site: CKANTestApp, address: str = RATES) -> dict[str, tuple[str, str]]:
    """Value and class by place, from the table under the map."""
    rows = page(site, address).select("details table tbody tr")
    cells = [[each.get_text(" ", strip=True) for each in row.find_all(["th", "td"])] for row in rows]
    return {name: (value, number) for name, value, number in cells}


def test_the_map_has_all_34_provinces_and_the_two_archipelagos_by_name(site: CKANTestApp) -> None:
    soup = page(site, RATES)
    assert len(figures(site)) == 34
    assert [each.get_text() for each in soup.select(".values .sea")] == [
        "Hoàng Sa (Đà Nẵng)",
        "Trường Sa (Khánh Hòa)",
    ]


def test_every_value_on_the_map_is_that_of_the_series_of_its_place(site: CKANTestApp) -> None:
    known = {row["AREA_NAME"]: row for row in observations(site, f"{RATES}/ban-do.csv")}
    assert known
    for name, (value, number) in figures(site).items():
        if name in known and known[name]["OBS_VALUE"]:
            shown = float(value.split()[0].replace(".", "").replace(",", "."))
            assert shown == pytest.approx(float(known[name]["OBS_VALUE"]), abs=0.051), name
            assert number in "12345"
        else:
            assert number == "", name


def test_a_class_is_told_by_its_number_on_the_map_and_by_its_values_in_the_key(site: CKANTestApp) -> None:
    soup = page(site, RATES)
    drawn = {each.get_text().rstrip("*") for each in soup.select(".values svg.wide text:not(.sea)")}
    key = [each.get_text() for each in soup.select(".values .key span") if each["class"][0].startswith("s")]
    assert drawn <= {each.partition(":")[0] for each in key if ":" in each}
    assert len(drawn) > 1


def test_what_is_not_known_is_hatched_and_said(site: CKANTestApp) -> None:
    soup = page(site, RATES)
    assert found(soup, ".values .key .none").get_text() == "không có số liệu"
    assert found(soup, ".values path.none")["fill"] == "url(#vmh)"


def test_the_sentence_is_in_the_language_of_the_address(site: CKANTestApp) -> None:
    assert re.search(r"thấp nhất .+ cao nhất .+ trên 34 địa bàn", page(site, RATES).get_text())
    assert re.search(r"lowest in .+ of 34 places have a figure", page(site, f"/en{RATES}").get_text())


def test_another_period_is_one_link_away_and_one_that_there_is_not_is_the_newest(site: CKANTestApp) -> None:
    choices = [each.get_text() for each in page(site, RATES).select("#when option")]
    assert choices == sorted(choices, reverse=True)
    shown = found(page(site, f"{RATES}?ky={choices[-1]}"), ".values figcaption").get_text()
    assert shown.endswith(choices[-1])
    assert page(site, f"{RATES}?ky=1848").select_one(".values figcaption") == page(site, RATES).select_one(
        ".values figcaption"
    )


@pytest.mark.parametrize(
    ("counts", "period"),
    [({"2016": 30, "2015": 34}, "2016"), ({"2017": 1, "2016": 30}, "2016"), ({"2017": 1}, "2017")],
)
def test_a_period_that_hardly_anybody_has_told_yet_waits(counts: dict[str, int], period: str) -> None:
    assert newest(counts) == period


def test_the_boundaries_say_where_they_are_from(site: CKANTestApp) -> None:
    assert "thanglequoc/vietnamese-provinces-database (MIT)" in found(page(site, RATES), ".values").get_text()
    assert "thanglequoc" in svg(site, f"{RATES}/ban-do.svg").xpath("string()")


def svg(site: CKANTestApp, address: str) -> etree._Element:
    return etree.fromstring(site.get(address).get_data())


def observations(site: CKANTestApp, address: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(site.get(address).get_data(as_text=True))))


PICTURES = (f"{RATES}/ban-do", f"{RATES}/bieu-do", "/chi-tieu/GSO_EM_PUPILS/bieu-do")


@pytest.mark.parametrize("address", PICTURES)
def test_a_picture_as_svg_stands_alone_and_says_its_source_and_licence(
    site: CKANTestApp, address: str
) -> None:
    drawn = svg(site, f"{address}.svg?dia-ban=51")
    text = drawn.xpath("string()")
    assert (drawn.get("width"), drawn.get("height")) == ("1200", "630")
    assert "Nguồn:" in text
    assert f"{address.rpartition('/')[0]}" in text
    assert "var(" not in text
    assert not drawn.xpath("//*[@href or @src]")


@pytest.mark.parametrize(
    "address",
    [*(f"{each}.png?dia-ban=51" for each in PICTURES), "/anh/dia-ban/51.png", "/anh/dataset/ngheo.png"],
)
def test_a_png_is_1200_by_630(site: CKANTestApp, address: str) -> None:
    answer = site.get(address)
    made = answer.get_data()
    assert answer.content_type == "image/png"
    assert struct.unpack(">II", made[16:24]) == (1200, 630)
    assert len(made) < 300_000


def test_a_picture_is_saved_under_a_name_and_no_script_of_it_would_run(site: CKANTestApp) -> None:
    headers = site.get(f"{RATES}/ban-do.svg").headers
    assert "GSO_POVERTY_RATE.ban-do.svg" in headers["Content-Disposition"]
    assert headers["Content-Security-Policy"].startswith("default-src 'none'")


@pytest.mark.parametrize(
    "address",
    [
        "/chi-tieu/KHONG_CO/ban-do.svg",
        "/chi-tieu/KHONG_CO/bieu-do.png",
        "/chi-tieu/I1719.02/ban-do.csv",
        "/nhung/chi-tieu/KHONG_CO/ban-do",
        "/nhung/chi-tieu/GSO_POVERTY_RATE/ban-do?dia-ban=99999",
        "/anh/dia-ban/99999.png",
        "/anh/dataset/khong-co.png",
    ],
)
def test_what_there_is_not_is_not_drawn(site: CKANTestApp, address: str) -> None:
    assert site.get(address, status=404).status_code == 404


EMBEDDED = [f"/nhung{RATES}/ban-do", f"/nhung{RATES}/bieu-do?dia-ban=51", f"/en/nhung{RATES}/ban-do"]


@pytest.mark.parametrize("address", EMBEDDED)
def test_any_site_may_frame_a_picture_and_nothing_runs_in_it(site: CKANTestApp, address: str) -> None:
    answer = site.get(address)
    assert "frame-ancestors *" in answer.headers["Content-Security-Policy"]
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert "X-Frame-Options" not in answer.headers
    assert "Set-Cookie" not in answer.headers
    assert "<script" not in answer.get_data(as_text=True)


def test_the_page_around_it_stays_out_of_frames(site: CKANTestApp) -> None:
    headers = site.get(RATES).headers
    assert headers["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]


@pytest.mark.parametrize("address", EMBEDDED)
def test_a_framed_page_with_its_style_takes_at_most_15_kilobytes(site: CKANTestApp, address: str) -> None:
    sent = brotli.compress(site.get(address).get_data(), quality=5)
    assert len(sent) + len(brotli.compress(assets.content("embed.css"), quality=5)) <= MOST_EMBEDDED


def test_the_line_to_copy_leads_to_the_framed_page(site: CKANTestApp) -> None:
    lines = [each.get_text() for each in page(site, RATES).select("details pre code")]
    addresses = [
        found(BeautifulSoup(line, "html.parser"), "iframe")["src"] for line in lines if "iframe" in line
    ]
    assert len(addresses) == 2
    for address in addresses:
        assert site.get("/" + str(address).split("/", 3)[3]).status_code == 200


@pytest.mark.parametrize(
    ("address", "picture"),
    [
        (f"{RATES}?dia-ban=51", "/chi-tieu/GSO_POVERTY_RATE/bieu-do.png"),
        (f"/en{RATES}?dia-ban=51", "/en/chi-tieu/GSO_POVERTY_RATE/bieu-do.png"),
        ("/dia-ban/51", "/anh/dia-ban/51.png"),
        ("/dataset/ngheo", "/anh/dataset/ngheo.png"),
        ("/about", "/icons/dtts-512.png"),
    ],
)
def test_a_shared_link_brings_its_picture_title_and_description(
    site: CKANTestApp, address: str, picture: str
) -> None:
    soup = page(site, address)
    told = {str(each["property"]): str(each["content"]) for each in soup.select("meta[property^='og:']")}
    assert picture in told["og:image"]
    assert told["og:title"] and told["og:description"] and told["og:url"].endswith(address)
    image = "/" + told["og:image"].split("/", 3)[3]
    assert site.get(image).content_type == "image/png"


@pytest.mark.parametrize(
    "address", [f"{RATES}/bieu-do.png?dia-ban=51", "/anh/dia-ban/51.png", "/anh/dataset/ngheo.png"]
)
def test_who_asks_for_too_many_pictures_is_told_when_to_come_again(
    site: CKANTestApp, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(tk.config, "ckanext.dtts.files_per_minute", 1)
    monkeypatch.setattr(rate, "count", lambda *_: 2)
    answer = site.get(address, status=429)
    assert 0 < int(answer.headers["Retry-After"]) <= 60
    assert "max-age" not in answer.headers["Cache-Control"]
