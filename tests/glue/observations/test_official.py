"""Official assessments beside the computed progress: over the API and on the page, never instead of it."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from ckan.tests.helpers import CKANTestApp

from glue.observations.conftest import Publisher
from glue.observations.test_store import HEADER

PROGRESS = "/api/dtts/v1/progress?indicator=GSO_POVERTY_RATE&area=04@pre-2025-07"
COLUMNS = (
    "indicator_code,area_id,target_period,verdict,verdict_words,assessed_by,document,document_url,assessed_on,"
    "provenance"
)
SAID = (
    "GSO_POVERTY_RATE,04@pre-2025-07,2025,on_track,Đúng kế hoạch (thử).,Cơ quan thử,Báo cáo số 1,"
    "https://example.org/1,2024-12-20,found",
    "GSO_POVERTY_RATE,04@pre-2025-07,2025,behind,Còn chậm (thử).,Cơ quan thử,Báo cáo số 2,,2025-01-20,found",
    "GSO_POVERTY_RATE,04@pre-2025-07,2030,met,Sẽ đạt (thử).,Cơ quan thử,Báo cáo số 3,,2025-02-20,memory",
)


def table(*lines: str) -> bytes:
    return "\n".join([COLUMNS, *lines, ""]).encode()


def judged(site: CKANTestApp) -> dict[str, Any]:
    (found,) = site.get(PROGRESS).json["results"]
    return dict(found)


@pytest.fixture(scope="module")
def computed(site: CKANTestApp, publisher: Publisher) -> dict[str, Any]:
    """The progress before any office has spoken."""
    rows = [("BSL", 2021, "30"), ("ACT", 2023, "26"), ("TGT", 2025, "20")]
    lines = [
        f"A,GSO_POVERTY_RATE,04@pre-2025-07,ASREP,_T,_T,_T,{kind},{year},{value},PT,0,1,A,F"
        for kind, year, value in rows
    ]
    publisher.dataset("muc-tieu", indicators=["GSO_POVERTY_RATE"])
    assert publisher.publish("muc-tieu", "\n".join([HEADER, *lines, ""]).encode()) == "published"
    return judged(site)


@pytest.fixture(scope="module")
def tags(site: CKANTestApp, publisher: Publisher, computed: dict[str, Any]) -> tuple[str, str]:
    """The tag of the answer before and after the assessments were published."""
    before = site.get(PROGRESS).headers["ETag"]
    publisher.dataset("danh-gia", type="evaluation", evaluation_kind="annual")
    assert publisher.publish("danh-gia", table(*SAID), "official_assessments") == "published"
    return before, site.get(PROGRESS).headers["ETag"]


def test_before_an_office_has_spoken_there_is_none(computed: dict[str, Any]) -> None:
    assert (computed["status"], computed["official"]) == ("NEEDS_ACCELERATION", [])


@pytest.mark.usefixtures("tags")
def test_what_offices_say_stands_beside_what_is_computed_and_changes_nothing_in_it(
    site: CKANTestApp, computed: dict[str, Any]
) -> None:
    found = judged(site)
    said = found.pop("official")
    assert found == {name: value for name, value in computed.items() if name != "official"}
    assert [(one["target_period"], one["verdict"], one["agrees"]) for one in said] == [
        ("2030", "met", None),
        ("2025", "behind", True),
        ("2025", "on_track", False),
    ]
    assert said[2]["words"] == "Đúng kế hoạch (thử)."
    assert said[2]["document_url"] == "https://example.org/1"
    assert (said[2]["assessed_on"], said[2]["evidence"]) == ("2024-12-20", "found")


def test_an_answer_of_before_is_not_taken_for_the_new_one(tags: tuple[str, str]) -> None:
    assert tags[0] != tags[1]


@pytest.mark.usefixtures("tags")
@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/chi-tieu/GSO_POVERTY_RATE", "Đánh giá chính thức khác kết quả cổng tính; cả hai được giữ nguyên."),
        ("/en/chi-tieu/GSO_POVERTY_RATE", "The official assessment differs from what the portal computes"),
    ],
)
def test_the_page_shows_both_and_says_where_they_differ(site: CKANTestApp, address: str, words: str) -> None:
    page = BeautifulSoup(site.get(f"{address}?dia-ban=04@pre-2025-07").text, "html.parser")
    shown = " ".join(page.main.get_text(" ").split())
    assert words in shown
    for part in ("Đúng kế hoạch (thử).", "Còn chậm (thử).", "Báo cáo số 3"):
        assert part in shown


@pytest.mark.usefixtures("tags")
def test_what_is_said_of_a_target_that_nobody_published_is_not_lost(site: CKANTestApp) -> None:
    told = site.get("/chi-tieu/GSO_POVERTY_RATE.json?dia-ban=04@pre-2025-07").json
    by_due = {aim["due"]: aim for aim in told["targets"]}
    assert (by_due["2030"]["verdict"], by_due["2030"]["official"][0]["agrees"]) == (None, None)
    assert [one["agrees"] for one in by_due["2025"]["official"]] == [True, False]


@pytest.mark.parametrize(
    ("column", "wrong"),
    [("indicator_code", "KHONG_CO"), ("verdict", "tốt"), ("document", ""), ("document_url", "javascript:1")],
)
def test_a_wrong_value_is_refused_by_the_checks(publisher: Publisher, column: str, wrong: str) -> None:
    cells = dict(zip(COLUMNS.split(","), SAID[0].split(","), strict=True)) | {column: wrong}
    publisher.dataset(f"sai-{column.replace('_', '-')}", type="evaluation", evaluation_kind="annual")
    state = publisher.publish(
        f"sai-{column.replace('_', '-')}", table(",".join(cells.values())), "official_assessments"
    )
    assert state == "invalid"


@pytest.mark.usefixtures("tags")
def test_what_was_withdrawn_is_read_no_more(site: CKANTestApp, publisher: Publisher) -> None:
    publisher.decide("dtts_submission_withdraw", "danh-gia", 1)
    assert judged(site)["official"] == []
