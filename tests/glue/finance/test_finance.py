"""Money over HTTP and on its page: real figures recompute, gaps stay gaps, and each has source and date."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from bs4 import BeautifulSoup
from ckan import model
from ckan.tests.helpers import CKANTestApp

from ckanext.dtts.finance.feed import rebuild
from glue.finance.conftest import PLAN, Treasury
from glue.scripts import needed

pytestmark = pytest.mark.usefixtures("money")

API = "/api/dtts/v1/finance"


def ask(site: CKANTestApp, query: str, status: int = 200) -> Any:
    return site.get(f"{API}?{query}", status=status).json


def words(site: CKANTestApp, address: str) -> str:
    html = site.get(address).get_data(as_text=True)
    return " ".join(BeautifulSoup(html, "html.parser").main.get_text(" ").split())


def test_the_real_figures_are_there_in_dong_with_what_the_source_printed(site: CKANTestApp) -> None:
    answer = ask(site, "area=51@pre-2025-07&stage=allocated&source=total")
    (found,) = answer["results"]
    assert (answer["total"], answer["shown"]) == (1, 1)
    assert (found["AMOUNT"], found["UNIT_MEASURE"]) == (1_812_170_000_000, "VND")
    assert (found["PRINTED"], found["PRINTED_UNIT"]) == (1_812_170, "trieu_dong")
    assert (found["AS_OF"], found["EVIDENCE"], found["DATASET"]) == ("2024-10-25", "found", "von-that")


@pytest.mark.parametrize(("area", "item", "share"), [("51", "_T", 49.2), ("11", "DA05", 78.6)])
def test_published_shares_come_out_again(site: CKANTestApp, area: str, item: str, share: float) -> None:
    (found,) = ask(site, f"view=shares&area={area}@pre-2025-07&item={item}")["results"]
    assert round(found["SHARE"], 1) == share
    assert found["APPROXIMATE"] is True


def test_investment_and_recurrent_make_what_dien_bien_was_given(site: CKANTestApp) -> None:
    (found,) = ask(site, "view=sums&over=NATURE&area=11@pre-2025-07")["results"]
    assert (found["AMOUNT"], found["STATED"], found["DIFFERENCE"]) == (775_269_000_000, 775_269_000_000, 0)


def test_a_part_that_is_missing_leaves_the_sum_blank(site: CKANTestApp) -> None:
    rows = ask(site, "view=sums&over=NATURE&area=24@pre-2025-07")["results"]
    found = {row["STAGE"]: (row["AMOUNT"], row["COVERAGE_N"], row["COVERAGE_D"]) for row in rows}
    assert found == {
        "planned": (300_000_000, 2, 2),
        "allocated": (300_000_000, 2, 2),
        "disbursed": (None, 1, 2),
        "settled": (None, 0, 2),
    }


def test_one_project_of_ten_is_no_programme(site: CKANTestApp) -> None:
    rows = ask(site, "view=sums&over=ITEM&area=24@pre-2025-07&nature=all&stage=planned")["results"]
    assert [(row["ITEM"], row["AMOUNT"], row["COVERAGE_N"], row["COVERAGE_D"]) for row in rows] == [
        ("_T", None, 1, 10)
    ]


def test_pages_follow_each_other_and_end(site: CKANTestApp) -> None:
    seen: list[tuple[str, str]] = []
    address = f"{API}?programme=mtqg-1719-2021-2025,mtqg-2026-2035&limit=10"
    while address:
        answer = site.get(address[address.index(API) :]).json
        assert answer["total"] == 22 + 12
        seen += [(row["NAME"], row["STAGE"]) for row in answer["results"]]
        address = answer["next"]
    assert len(seen) == 34


def test_the_whole_is_a_csv_that_says_how_many_rows_there_are(site: CKANTestApp) -> None:
    response = site.get(f"{API}.csv?area=51@pre-2025-07")
    rows = list(csv.DictReader(io.StringIO(response.get_data(as_text=True))))
    assert response.headers["X-Total-Count"] == str(len(rows)) == "4"


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("stage=spent", "unknown-value"),
        ("source=trung-uong", "unknown-value"),
        ("programme=1719", "unknown-value"),
        ("item=DA99", "unknown-value"),
        ("area=99", "unknown-place"),
        ("since=20x4", "bad-year"),
        ("after=abc", "bad-cursor"),
        ("view=totals", "bad-choice"),
        ("view=sums&over=SOURCE", "bad-choice"),
    ],
)
def test_what_does_not_exist_is_refused_with_what_does(site: CKANTestApp, query: str, code: str) -> None:
    assert ask(site, query, 400)["error"]["code"] == code


def test_years_that_overlap_are_in_a_slice(site: CKANTestApp) -> None:
    years = {(row["YEAR_FROM"], row["YEAR_TO"]) for row in ask(site, "since=2026")["results"]}
    assert years == {(2026, 2030)}


def test_demonstration_data_carry_their_mark(site: CKANTestApp) -> None:
    assert ask(site, "area=24@pre-2025-07")["mark"]["vi"] == "Dữ liệu minh họa"
    assert "mark" not in ask(site, "area=51@pre-2025-07")


def test_the_page_says_the_share_first_and_the_date_under_each_figure(site: CKANTestApp) -> None:
    text = words(site, "/von?dia-ban=51@pre-2025-07")
    assert "khoảng 49,2 %" in text
    assert "1.812,17 tỷ đồng" in text
    assert "tính đến 25/10/2024" in text


def test_a_note_of_a_figure_which_is_in_english_stands_on_the_english_page(site: CKANTestApp) -> None:
    note = "VOV4 on UBND report 25/10/2024"
    assert note in words(site, "/en/von?dia-ban=51@pre-2025-07")
    assert note not in words(site, "/von?dia-ban=51@pre-2025-07")


def test_the_page_speaks_english_too(site: CKANTestApp) -> None:
    text = words(site, "/en/von?dia-ban=11@pre-2025-07")
    assert "about 78.6 %" in text
    assert "775.269 billion dong" in text
    assert "the sum of its parts" in text


def test_figures_from_memory_and_sums_that_differ_are_said(site: CKANTestApp) -> None:
    text = words(site, "/von?dia-ban=VN")
    assert "theo trí nhớ, cần kiểm tra lại" in text
    assert "tổng các phần là 104.953 tỷ đồng" in text


def test_demonstration_data_are_shown_when_they_are_asked_for(site: CKANTestApp) -> None:
    assert "Dữ liệu minh họa" not in words(site, "/von?dia-ban=24@pre-2025-07")
    assert "Dữ liệu minh họa" in words(site, "/von?dia-ban=24@pre-2025-07&minh-hoa=1")


def test_the_page_needs_no_script_and_sets_no_cookie(site: CKANTestApp) -> None:
    answer = site.get("/von")
    assert needed(answer.get_data(as_text=True)) == []
    assert "Set-Cookie" not in answer.headers


def test_the_store_is_made_again_from_what_was_published_and_nothing_moves(site: CKANTestApp) -> None:
    with site.flask_app.test_request_context():
        counts = dict(rebuild())
    model.Session.remove()
    assert {tuple(count) for count in counts.values()} == {(0, 0)}


def test_what_a_new_version_changes_is_superseded_and_the_rest_stays(
    site: CKANTestApp, money: Treasury
) -> None:
    corrected = PLAN.replace(",100,100,,", ",100,100,40,")
    before = ask(site, "area=24@pre-2025-07")["results"]
    assert money.publish("von-minh-hoa", "capital_plan_disbursement", corrected.encode()) == "published"
    after = ask(site, "area=24@pre-2025-07")["results"]
    changed = [row for row in after if row not in before]
    assert [(row["NATURE"], row["STAGE"], row["AMOUNT"]) for row in changed] == [
        ("recurrent", "disbursed", 40_000_000)
    ]
    assert len(after) == len(before) == 12
