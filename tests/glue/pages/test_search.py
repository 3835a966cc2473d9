"""The search page narrows by plain links and keeps everything in its address."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
import pytest
from ckan.tests.helpers import CKANTestApp

from ckanext.dtts.views import facets, links
from glue.pages.conftest import Read
from glue.records import dataset


@pytest.fixture(scope="module")
def several(web: CKANTestApp) -> list[dict[str, Any]]:
    with web.flask_app.test_request_context():
        return [
            dataset(title="Trường học xã Sơn Động", period_start="2015-01-01", period_end="2016-12-31"),
            dataset(type="program_result", title="Văn bản về trường học"),
            dataset(title="Nước sạch", period_start="2016-01-01", period_end="2016-12-31"),
        ]


def test_a_facet_is_a_link_that_crawlers_do_not_follow(several: Any, read: Read) -> None:
    links_of = read("/dataset/").select(".facet a")
    assert links_of
    assert all("nofollow" in link["rel"] for link in links_of)


def test_picking_a_facet_narrows_and_dropping_it_widens(several: Any, read: Read) -> None:
    everything = read("/dataset/?q=truong+hoc")
    narrowed = read(everything.find("a", href=lambda href: href and "type=program_result" in href)["href"])
    assert titles(narrowed) == ["Văn bản về trường học"]
    dropped = read(narrowed.select_one(".picked a")["href"])
    assert titles(dropped) == titles(everything)
    assert set(titles(everything)) == {"Trường học xã Sơn Động", "Văn bản về trường học"}


def test_a_year_within_the_period_finds_the_dataset(several: Any, read: Read) -> None:
    assert set(titles(read("/dataset/?year=2016"))) == {"Trường học xã Sơn Động", "Nước sạch"}
    assert titles(read("/dataset/?year=2015")) == ["Trường học xã Sơn Động"]


def test_titles_are_ordered_by_a_link(several: Any, read: Read) -> None:
    ordered = titles(
        read(read("/dataset/").find("a", href=lambda href: href and "sort=title" in href)["href"])
    )
    assert ordered == ["Nước sạch", "Trường học xã Sơn Động", "Văn bản về trường học"]


def test_nothing_found_says_what_to_do(several: Any, read: Read) -> None:
    text = read("/dataset/?q=khongcotunaynhuvay&type=program_result").main.get_text(" ")
    assert "Chưa tìm thấy gì" in text
    assert "bỏ các bộ lọc" in text


@pytest.mark.parametrize(
    "query",
    ['type="', "type=a%22%20OR%20*:*", "q=%5B%7B%22", "page=99999", "sort=x", "agency=*", "year=*%20TO%20*"],
)
def test_a_strange_query_breaks_nothing(query: str, several: Any, read: Read) -> None:
    assert read(f"/dataset/?{query}").h1 is not None


@pytest.fixture
def no_index(monkeypatch: pytest.MonkeyPatch) -> None:
    """The address of the index leads to a port where nobody listens."""
    monkeypatch.setitem(tk.config, "solr_url", "http://127.0.0.1:9/solr/none")


def test_without_the_index_the_first_page_stands_and_the_search_says_so(no_index: None, read: Read) -> None:
    assert "Dữ liệu vẫn an toàn" in read("/").main.get_text(" ")
    assert "Một phần của cổng chưa trả lời" in read("/dataset/", status=503).h1.get_text()


@pytest.mark.parametrize(
    ("value", "phrase"), [("finance", '"finance"'), ('a" OR b', '"a\\" OR b"'), ("\\", '"\\\\"')]
)
def test_a_value_stays_one_phrase(value: str, phrase: str) -> None:
    assert facets.quoted(value) == phrase


@pytest.mark.parametrize(
    ("total", "page", "expected"),
    [
        (0, 1, (0, 0, 1, None, None)),
        (50, 1, (1, 50, 1, None, None)),
        (51, 1, (1, 50, 2, None, "2")),
        (51, 2, (51, 51, 2, "1", None)),
        (51, 9, (0, 0, 2, "2", None)),
    ],
)
def test_paging_counts_from_one_and_knows_its_ends(total: int, page: int, expected: tuple[Any, ...]) -> None:
    paging = links.paging(total, page, 50, str)
    assert (paging.first, paging.last, paging.pages, paging.before, paging.after) == expected


def titles(page: Any) -> list[str]:
    """The titles of the results."""
    return [heading.get_text() for heading in page.select(".cards h3")]
