"""From the report on a submission to the next one, with one press and without editing anything."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from bs4 import BeautifulSoup
from ckan.tests.helpers import CKANTestApp

from glue.pages.conftest import Read
from glue.road.people import People
from glue.road.points import points

Work = Callable[..., int]


@pytest.fixture
def unclear(people: People, facility: dict[str, Any], work: Work) -> str:
    """The address of a report with two certain corrections and one question."""
    sent = people.submits(points("0164A", "07210", status="Operating", broadband_mbps="12.345"), facility)
    work()
    return f"/submission/{sent['id']}"


def press(web: CKANTestApp, people: People, address: str, role: str = "sender", **form: str) -> Any:
    return web.post(address, data=form, headers=people.token(role), follow_redirects=False)


def test_the_corrected_copy_is_sent_with_one_press_and_says_where_it_comes_from(
    unclear: str, web: CKANTestApp, people: People, read: Read, work: Work
) -> None:
    page = read(unclear, role="sender")
    assert page.find("button", attrs={"value": "*"}).get_text() == "Sửa 2 ô theo đề nghị và gửi bản đã sửa"
    answer = press(web, people, f"{unclear}/sua", fix="*")
    assert answer.status_code == 303
    work()
    copy = read(answer.headers["Location"], role="sender")
    assert "diem-da-sua.xlsx" in copy.h1.get_text()
    assert copy.select_one(".note a")["href"] == unclear
    assert "Operating" in read(unclear, role="sender").main.get_text()


def test_a_question_is_answered_on_the_report(
    unclear: str, web: CKANTestApp, people: People, read: Read, work: Work
) -> None:
    boxes = read(unclear, role="sender").select(".ask input[type=radio]")
    assert {box["name"] for box in boxes} == {"decimal:broadband_mbps"}
    answer = press(web, people, f"{unclear}/tra-loi", **{"decimal:broadband_mbps": "."})
    work()
    page = read(answer.headers["Location"], role="sender")
    assert page.select(".ask") == []
    assert "dấu chấm" in page.select_one(".note").get_text()


def test_the_marked_file_is_taken_away(unclear: str, web: CKANTestApp, people: People) -> None:
    answer = press(web, people, f"{unclear}/tep")
    assert "diem-danh-dau.xlsx" in answer.headers["Content-Disposition"]
    assert answer.data.startswith(b"PK")


@pytest.mark.parametrize("door", ["sua", "tra-loi", "tep"])
def test_others_find_nothing_there(unclear: str, web: CKANTestApp, people: People, door: str) -> None:
    assert press(web, people, f"{unclear}/{door}", "stranger", fix="*").status_code == 404


def test_an_answer_that_no_form_offers_comes_back_with_the_reason(
    unclear: str, web: CKANTestApp, people: People
) -> None:
    answer = press(web, people, f"{unclear}/tra-loi", encoding="ebcdic")
    assert answer.status_code == 422
    assert BeautifulSoup(answer.text, "html.parser").find(role="alert").get_text().strip()


def test_what_is_published_is_not_corrected_any_more(
    people: People, facility: dict[str, Any], work: Work, read: Read
) -> None:
    sent = people.submits(points("0164A"), facility)
    work()
    page = read(f"/submission/{sent['id']}", role="sender")
    assert page.select("button[form=fix], .ask") == []
