"""Rankings, parts and comparisons on their pages: what is drawn is what the table says."""

from __future__ import annotations

import re

import brotli
import pytest
from bs4 import BeautifulSoup, Tag
from ckan.tests.helpers import CKANTestApp

from ckanext.dtts.views import assets
from ckanext.dtts.views.indicator_parts import short_names

pytestmark = pytest.mark.usefixtures("series")

RATES = "/chi-tieu/GSO_POVERTY_RATE?dia-ban=51"
PUPILS = "/chi-tieu/GSO_EM_PUPILS?dia-ban=51"
UNITS = "/so-sanh?chi-tieu=GSO_POVERTY_RATE&chi-tieu=GSO_POPULATION&dia-ban=51&dia-ban=48"
PLACES = "/so-sanh?chi-tieu=GSO_POVERTY_RATE&dia-ban=51&dia-ban=48&dia-ban=VN"
SAVING = {"Save-Data": "on"}


def page(site: CKANTestApp, address: str, **given: dict[str, str]) -> BeautifulSoup:
    return BeautifulSoup(site.get(address, **given).get_data(as_text=True), "html.parser")


def one(soup: BeautifulSoup | Tag, selector: str) -> Tag:
    found = soup.select_one(selector)
    assert found is not None, selector
    return found


def number(text: str) -> float:
    return float(text.rstrip("*").replace(".", "").replace(",", "."))


def test_bars_go_from_the_highest_to_the_lowest_and_say_their_ranks(site: CKANTestApp) -> None:
    drawn = one(page(site, RATES), "svg.wide.ranked")
    values = [number(each.text) for each in drawn.select(".amount")]
    ranks = [int(each.text.partition(".")[0]) for each in drawn.select("g .name")]
    assert values == sorted(values, reverse=True)
    assert ranks[:5] == [1, 2, 3, 4, 5]
    assert len(ranks) == len(values) <= 11


def test_the_place_of_the_page_stands_among_the_ends_with_its_rank_in_words(site: CKANTestApp) -> None:
    soup = page(site, RATES)
    assert re.fullmatch(r"\d+\. Tỉnh Quảng Ngãi", one(soup, "svg.wide .here .name").text)
    rank, said = one(soup, "svg.wide .here .name").text.split(".")[0], one(soup, "#ranking + p").text
    assert f"Tỉnh Quảng Ngãi đứng thứ {rank} trên" in said
    assert "Cả nước: 5,8" in said
    assert one(soup, "svg.wide .against").text == "Cả nước: 5,8"


def test_a_sum_is_not_held_against_the_sum_of_all(site: CKANTestApp) -> None:
    assert page(site, PUPILS).select(".ranked .bar, .ranked") != []
    assert page(site, PUPILS).select(".ranked .mark") == []


def test_parts_and_whole_stand_in_a_table_and_add_up(site: CKANTestApp) -> None:
    rows = one(page(site, PUPILS), "#parts ~ details").select("tbody tr")
    checked = 0
    for row in rows:
        cells = [cell.get_text(" ", strip=True).split()[0] for cell in row.select("td")]
        if all(re.fullmatch(r"[\d.]+", cell) for cell in cells):
            *parts, whole = map(number, cells)
            assert sum(parts) == whole
            checked += 1
    assert checked > 5


def test_each_part_bears_the_number_that_its_name_has_in_the_key(site: CKANTestApp) -> None:
    soup = page(site, PUPILS)
    assert [each.text for each in soup.select(".key.parts span")] == [
        "1: Tiểu học",
        "2: Trung học cơ sở",
        "3: Trung học phổ thông",
    ]
    assert {each.text for each in soup.select(".stacked.wide text[class^=n]")} - {"1", "2", "3"} <= {
        each.text for each in soup.select(".stacked.wide .name")
    }


def test_shares_of_the_parts_make_a_hundred(site: CKANTestApp) -> None:
    said = one(page(site, PUPILS), "#parts + p").text
    assert sum(number(each) for each in re.findall(r"([\d,]+)\s%", said)) == pytest.approx(100, abs=0.2)


@pytest.mark.parametrize(
    ("names", "short"),
    [
        (["Thu nhập, từ tiền lương", "Thu nhập, từ nguồn khác"], ["Tiền lương", "Nguồn khác"]),
        (["Pupils in primary schools", "Pupils in upper schools"], ["Primary schools", "Upper schools"]),
        (["Trẻ em", "Trẻ em gái"], ["Trẻ em", "Trẻ em gái"]),
    ],
)
def test_parts_are_called_by_what_tells_them_apart(names: list[str], short: list[str]) -> None:
    assert short_names(names) == short


@pytest.mark.parametrize("address", [RATES, PUPILS, f"/en{PUPILS}"])
def test_every_chart_names_its_source_its_licence_and_its_date(site: CKANTestApp, address: str) -> None:
    feet = [one(each, "p.meta:last-of-type").text for each in page(site, address).select("figure.chart")]
    assert len(feet) >= 2
    assert all(re.search(r"(Nguồn|Source): .+\(.+(tính đến|as of) \d.+\)", foot) for foot in feet)


def test_who_saves_data_gets_links_in_place_of_charts_and_maps_and_every_figure(site: CKANTestApp) -> None:
    for address in (RATES, PUPILS, PLACES):
        light, full = page(site, address, headers=SAVING), page(site, address)
        assert light.select("figure svg") == []
        assert len(light.select("figure a[href*='hinh=1']")) == len(light.select("figure"))
        assert [each.text for each in light.select("table")] == [each.text for each in full.select("table")]


def test_figures_in_different_units_stand_in_charts_of_their_own(site: CKANTestApp) -> None:
    soup = page(site, UNITS)
    assert [each.text for each in soup.select(".small h3")] == ["Tỷ lệ nghèo", "Dân số trung bình"]
    assert [each.text for each in soup.select(".small .meta")] == ["phần trăm", "nghìn người"]
    assert len(soup.select(".small svg")) == 2
    assert "khác đơn vị" in one(soup, ".answer").text
    assert "○ sơ bộ hoặc ước tính" in one(soup, "figure.chart").text


def test_series_apart_have_one_axis(site: CKANTestApp) -> None:
    soup = page(site, f"{PLACES}&cach-ve=tung-o")
    axes = [
        [each.text for each in drawn.select("text[text-anchor=end]")] for drawn in soup.select(".small svg")
    ]
    assert len(axes) == 3
    assert axes[0] == axes[1] == axes[2] != []
    together = one(soup, "figure .chips a")
    assert page(site, str(together["href"])).select(".small") == []


def test_a_series_is_left_out_by_a_link_and_two_stay(site: CKANTestApp) -> None:
    links = page(site, PLACES).select(".in-words a[rel=nofollow]")
    assert len(links) == 3
    two = page(site, str(links[1]["href"]))
    assert [each.text for each in two.select("table thead th")] == ["Kỳ", "Tỉnh Quảng Ngãi", "Cả nước"]
    assert two.select(".in-words a[rel=nofollow]") == []


def test_the_address_holds_the_periods_too(site: CKANTestApp) -> None:
    soup = page(site, f"{PLACES}&tu=2013&den=2015")
    assert [each.text for each in soup.select("tbody th")] == ["2013", "2014", "2015"]
    assert [each.text for each in soup.select("[name=tu] [selected], [name=den] [selected]")] == [
        "2013",
        "2015",
    ]
    assert "Giảm" in one(soup, ".in-words").text


def test_a_comparison_is_a_picture_and_a_frame(site: CKANTestApp) -> None:
    query = PLACES.partition("?")[2]
    assert "Tỉnh Quảng Ngãi" in site.get(f"/so-sanh/bieu-do.svg?{query}").get_data(as_text=True)
    image = str(one(page(site, PLACES), "meta[property='og:image']")["content"])
    assert site.get("/" + image.split("/", 3)[3]).content_type == "image/png"
    answer = site.get(f"/nhung/so-sanh?{query}")
    sent = len(brotli.compress(answer.get_data(), quality=5))
    assert sent + len(brotli.compress(assets.content("embed.css"), quality=5)) <= 15_000
    assert "frame-ancestors *" in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize("address", ["/so-sanh/bieu-do.png", "/nhung/so-sanh"])
def test_what_cannot_stand_in_one_chart_has_no_picture(site: CKANTestApp, address: str) -> None:
    assert site.get(f"{address}?{UNITS.partition('?')[2]}", status=404).status_code == 404


FRAMES = ["/nhung/chi-tieu/GSO_POVERTY_RATE/bieu-do?dia-ban=51", "/nhung/chi-tieu/GSO_POVERTY_RATE/ban-do"]


@pytest.mark.parametrize("address", FRAMES)
@pytest.mark.parametrize(
    "headers", [SAVING, {"Cookie": "dtts-display=lon.cao.it"}, {}], ids=["saver", "chosen", "usual"]
)
def test_a_frame_is_the_same_for_all_so_that_one_copy_serves_every_page_around_it(
    site: CKANTestApp, address: str, headers: dict[str, str]
) -> None:
    answer, usual = site.get(address, headers=headers), site.get(address)
    assert answer.get_data() == usual.get_data()
    assert answer.headers["Cache-Control"].startswith("public")
    assert answer.headers["ETag"] == usual.headers["ETag"]
    varies = {each.strip() for each in answer.headers.get("Vary", "").split(",")}
    assert varies <= {"", "Accept-Encoding"}


def test_files_are_whole_for_who_saves_data(site: CKANTestApp) -> None:
    for address in ("/chi-tieu/GSO_POVERTY_RATE/ban-do.svg", "/chi-tieu/GSO_POVERTY_RATE/bieu-do.svg"):
        assert site.get(address, headers=SAVING).get_data() == site.get(address).get_data()
