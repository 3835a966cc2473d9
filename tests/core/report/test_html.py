"""The report as a page: the verdict first, the same faults three ways, and no cell's text as markup."""

from __future__ import annotations

import re

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from core.builders import check_text, field, make_schema
from dtts.report import Address, FaultGroup, Report, Source, describe, make_report, one
from dtts.report.html import report_page
from dtts.report.html.element import element

SCHEMA = make_schema(
    field("code", pattern=r"\d{5}", title="Mã xã", title_en="Commune code"),
    field("value", "number", title="Giá trị", title_en="Value"),
)
TITLES = {field.name: field.title for field in SCHEMA.fields}
TEXT = "code,value\n7210,1\n7211,x\n07212,2\nabc,3\n\n07213\u200b,4\n"


def page_of(report: Report, name: str = "bieu-03.csv") -> BeautifulSoup:
    return BeautifulSoup(report_page(report, name, TITLES), "html.parser")


@pytest.fixture(scope="module")
def page() -> BeautifulSoup:
    return page_of(check_text(TEXT, SCHEMA).report)


def test_the_verdict_comes_first_in_both_languages(page):
    assert (
        page.h1.get_text("|")
        == "Bảng có 5 chỗ cần sửa (5 dòng đã đọc).|The table has 5 places to correct (5 rows read)."
    )
    assert page.h1.span["lang"] == "en"
    assert page.title.text.startswith("Bảng có 5 chỗ cần sửa")


def test_patterns_come_before_cells_and_errors_before_warnings(page):
    cards = [card["id"] for card in page.select("#by-rule article")]
    assert cards[0] == "kind-leading-zero.code"
    assert [card["class"][-1] for card in page.select("#by-rule article")][-2:] == ["error", "warning"]


def test_a_pattern_shows_what_would_be_right(page):
    card = page.find(id="kind-leading-zero.code")
    assert "Lỗi · Error: " in card.text
    assert [card.select_one(".bad").text, card.select_one(".fix").text] == ["7210", "07210"]
    assert "--accept leading-zero:code" in card.code.text


def test_every_cell_is_listed_under_its_kind(page):
    rows = page.find(id="kind-leading-zero.code").select("tbody tr")
    assert [row.th.text for row in rows] == ["A2", "A3"]
    assert "mã xã 7211 thiếu số 0" in rows[1].text.lower()


def test_columns_lead_to_kinds(page):
    rows = page.select("#by-column tbody tr")
    assert [row.th.get_text("|") for row in rows][:2] == ["Mã xã|Commune code", "Giá trị|Value"]
    assert rows[0].select_one(".r").text == "4"


def test_the_sheet_is_read_from_the_top(page):
    cells = [row.th.text for row in page.select("#by-sheet tbody tr")]
    assert cells == ["A2", "A3", "B3", "A5", "dòng 6 · row 6", "A7"]


def test_every_link_leads_somewhere(page):
    anchors = [link["href"].removeprefix("#") for link in page.select("a[href]")]
    assert anchors
    assert [anchor for anchor in anchors if page.find(id=anchor) is None] == []


def test_every_id_is_there_once(page):
    ids = [node["id"] for node in page.select("[id]")]
    assert len(ids) == len(set(ids))


def test_two_patterns_of_one_rule_and_field_share_their_cells():
    fault = describe("type", Address(None, 2, 1), field="a", value="x", words={"kind": "k", "example": "e"})
    groups = [
        FaultGroup("type", "a", 2, (fault,), {"kind": kind, "example": "e", "title": "a"}) for kind in "kl"
    ]
    page = page_of(make_report("s", 1, Source(), groups))
    assert len(page.select("#by-rule article")) == 2
    assert len(page.select("#by-rule tbody")) == len(page.select('[id="kind-type.a"]')) == 1


def test_it_needs_no_script_and_no_other_file(page):
    assert page.select("script, link, img, iframe, [onclick], [src]") == []
    assert "default-src 'none'" in page.find("meta", {"http-equiv": "Content-Security-Policy"})["content"]


def test_a_valid_table_says_so_and_nothing_else():
    page = page_of(check_text("code,value\n07210,1\n", SCHEMA).report)
    assert page.h1.text.startswith("Bảng hợp lệ: 1 dòng, 2 cột.")
    assert page.select("nav, section, article") == []


def test_a_file_that_was_not_read_says_why():
    fault = describe("macro", words={"found": "xl/vbaProject.bin"})
    page = page_of(make_report("s", 1, Source(), [one(fault)]))
    assert "Sổ tính có macro (xl/vbaProject.bin)." in page.find(id="kind-macro.").text


HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='x",
    "</style><script>x</script>",
    "&lt;b&gt;",
    "javascript:alert(1)",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_no_cell_becomes_markup(text):
    quoted = text.replace('"', '""')
    report = check_text(f'code,value\n"{quoted}",1\n"{quoted}x",1\n', SCHEMA).report
    page = page_of(report, f"{text}.csv")
    assert page.select("script, img, [onerror], [onmouseover], b b") == []
    assert text in page.select_one("#by-sheet tbody td .cell").text
    assert text in page.title.text


@given(st.text(), st.text())
def test_what_is_put_in_comes_out_as_text(content, attribute):
    # The parser of this test makes one space of a text that is nothing but space.
    content = f"a{content}z"
    made = BeautifulSoup(element("p", content, title=attribute), "html.parser")
    assert [node.name for node in made.find_all()] == ["p"]
    assert made.p["title"] == attribute
    assert re.sub(r"\r\n?", "\n", made.p.text) == re.sub(r"\r\n?", "\n", content)


def test_at_most_1000_cells_of_each_kind_are_listed_and_the_page_says_so():
    rows = "".join(f"{1000 + number},1\n" for number in range(1200))
    report = check_text(f"code,value\n{rows}", SCHEMA, kept=5000).report
    card = page_of(report).find(id="kind-leading-zero.code")
    assert len(card.select("tbody tr")) == 1000
    assert "Liệt kê 1.000 chỗ đầu trong 1.200" in card.text
