"""The form that sends a table, and the page of a submission."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

from bs4 import BeautifulSoup
from ckan.tests.helpers import CKANTestApp
from werkzeug.datastructures import FileStorage

from glue.pages.conftest import Read
from glue.road.people import People
from glue.road.points import FIVE_CELLS, FIVE_FAULTS, points

Work = Callable[..., int]


def test_only_the_agencys_staff_see_the_form(facility: dict[str, Any], read: Read, web: CKANTestApp) -> None:
    address = f"/dataset/{facility['name']}/submit"
    assert web.get(address, follow_redirects=False).headers["Location"].endswith(f"came_from={address}")
    read(address, role="stranger", status=403)
    read(address, role="reader", status=403)
    assert read(address, role="sender").find("input", type="file") is not None


def test_the_form_names_every_column_that_is_expected(facility: dict[str, Any], read: Read) -> None:
    text = read(f"/dataset/{facility['name']}/submit", role="sender").main.get_text(" ")
    assert "Các cột cần có" in text
    assert "point_id" in text


def test_a_table_can_be_renewed_from_the_moment_that_it_is_public(
    facility: dict[str, Any], people: People, read: Read, work: Work
) -> None:
    people.submits(points("0164A"), facility)
    work("publish.announce:before")  # public, while CKAN knows nothing of it yet
    form = read(f"/dataset/{facility['name']}/submit", role="sender")
    assert form.find("input", attrs={"name": "target", "value": "table:diem"}) is not None


def test_a_sent_file_leads_to_its_submission(
    facility: dict[str, Any], web: CKANTestApp, people: People, read: Read
) -> None:
    answer = send(web, people, facility, points("0164A"))
    assert answer.status_code == 303
    page = read(answer.headers["Location"], role="sender")
    assert page.find(attrs={"data-line": True}).text == "Đã nhận tệp, đang chờ kiểm tra."
    assert page.noscript.meta["http-equiv"] == "refresh"


def test_the_same_form_sent_twice_makes_one_submission(
    facility: dict[str, Any], web: CKANTestApp, people: People
) -> None:
    first = send(web, people, facility, points("0164A"), idempotency_key="mot-lan")
    second = send(web, people, facility, points("0164A"), idempotency_key="mot-lan")
    assert first.headers["Location"] == second.headers["Location"]


def test_a_refusal_is_told_in_the_readers_language_only(
    facility: dict[str, Any], web: CKANTestApp, people: People
) -> None:
    send(web, people, facility, points("0164A"), idempotency_key="hai-lan")
    answer = send(web, people, facility, points("07210"), idempotency_key="hai-lan")
    told = BeautifulSoup(answer.text, "html.parser").find(role="alert").get_text()
    assert "đã dùng cho một yêu cầu khác" in told
    assert "was used for another request" not in told


def test_a_form_without_a_file_comes_back_with_the_reason(
    facility: dict[str, Any], web: CKANTestApp, people: People
) -> None:
    answer = web.post(
        f"/dataset/{facility['name']}/submit",
        data={"target": "schema:it_support_points"},
        headers=people.token("sender"),
    )
    assert answer.status_code == 422
    assert "Hãy chọn tệp cần gửi." in BeautifulSoup(answer.text, "html.parser").find(role="alert").get_text()


def test_a_report_names_every_cell_and_says_that_nothing_is_public(
    facility: dict[str, Any], people: People, work: Work, read: Read
) -> None:
    sent = people.submits(FIVE_FAULTS, facility)
    work()
    page = read(f"/submission/{sent['id']}", role="sender")
    cells = {cell.get_text() for cell in page.select("[data-faults] tbody th .cell")}
    assert cells == {cell for cell, _field in FIVE_CELLS}
    assert "Chưa có gì được công bố" in page.main.get_text(" ")
    english = read(f"/en/submission/{sent['id']}", role="sender")
    assert "Nothing was published" in english.main.get_text(" ")


def test_a_submission_is_shown_to_its_sender_and_approver_only(
    facility: dict[str, Any], people: People, read: Read, web: CKANTestApp
) -> None:
    address = f"/submission/{people.submits(points('0164A'), facility)['id']}"
    for role, status in (("sender", 200), ("approver", 200), ("stranger", 404), ("reader", 404)):
        read(address, role=role, status=status)
    assert "/user/login" in web.get(address, follow_redirects=False).headers["Location"]


def test_my_submissions_are_mine(facility: dict[str, Any], people: People, read: Read) -> None:
    sent = people.submits(points("0164A"), facility)
    assert sent["id"] in str(read("/submissions", role="sender"))
    assert sent["id"] not in str(read("/submissions", role="approver"))


def send(web: CKANTestApp, people: People, facility: dict[str, Any], content: bytes, **fields: str) -> Any:
    """Press the button of the form."""
    data = {"target": "schema:it_support_points", **fields}
    upload = FileStorage(io.BytesIO(content), filename="diem.csv")
    return web.post(
        f"/dataset/{facility['name']}/submit",
        data=data | {"upload": upload},
        headers=people.token("sender"),
        follow_redirects=False,
        content_type="multipart/form-data",
    )
