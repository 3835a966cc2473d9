"""The page of a decision: what it shows, what its buttons do, and what they refuse."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import Any

import pytest
from ckan import model

from ckanext.dtts.desk import clock
from ckanext.dtts.model import Agency
from glue.desk.conftest import Desk, words
from glue.records import agency
from glue.road.points import good, points, rows

ADDED = good(3, "07213", name_vi="Nhà văn hóa Tân Sơn")
FAR = {"when": "date", "day": "2027-01-04", "time": "08:00"}


def test_an_approver_sees_what_a_revision_changes_before_deciding(
    desk: Desk, facility: dict[str, Any]
) -> None:
    desk.published(facility, "0164A", "07210", "07211")
    revised = rows(good(0, "0164A", disadvantaged_villages="9"), good(1, "07210"), ADDED)
    told = words(desk.page(desk.waiting(facility, content=revised)))
    assert "Thêm 1 dòng, sửa 1, bỏ 1; 1 dòng giữ nguyên." in told
    assert "7 9 +28,6 %" in told
    assert ADDED["name_vi"] in told


def test_a_first_version_says_so(desk: Desk, facility: dict[str, Any]) -> None:
    told = words(desk.page(desk.waiting(facility, "0164A", "07210")))
    assert "2 dòng, đều là mới: đây là phiên bản đầu tiên." in told
    assert "Nhà văn hóa Xín Cái" in told


def test_approval_publishes_and_leads_back_to_the_page(desk: Desk, facility: dict[str, Any]) -> None:
    sent = desk.waiting(facility)
    answer = desk.press(sent, "cong-bo", when="now", note="Đã đối chiếu")
    assert answer.status_code == 303
    desk.work()
    assert desk.state(sent) == "published"
    told = words(desk.page(sent))
    assert "Đã công bố" in told
    assert "Đã đối chiếu" in told


def test_a_second_press_changes_nothing_and_leads_to_the_same_page(
    desk: Desk, facility: dict[str, Any]
) -> None:
    sent = desk.waiting(facility)
    seen = desk.seen(sent)
    first = desk.press(sent, "cong-bo", seen=seen, when="now")
    second = desk.press(sent, "cong-bo", seen=seen, when="now")
    assert (first.status_code, second.status_code) == (303, 303)
    assert first.headers["Location"] == second.headers["Location"]
    events = desk.people.sees(sent)["events"]
    assert [event["kind"] for event in events].count("approved") == 1


def test_a_date_is_kept_in_utc_and_said_in_words(desk: Desk, facility: dict[str, Any]) -> None:
    sent = desk.waiting(facility)
    assert desk.press(sent, "cong-bo", **FAR).status_code == 303
    desk.work()
    shown = desk.people.sees(sent)
    assert (shown["state"], shown["publish_at"]) == ("scheduled", "2027-01-04T01:00:00Z")
    assert "08:00 thứ Hai, 04/01/2027 (giờ Việt Nam)" in words(desk.page(sent))
    assert "at 08:00 on Monday, 4 Jan 2027" in words(desk.read(f"/en/duyet/{sent['id']}", role="approver"))


@pytest.mark.parametrize(
    ("day", "told"), [("2020-01-04", "đã qua"), ("", "Hãy chọn ngày"), ("2062-01-01", "kiểm tra lại năm")]
)
def test_a_date_that_cannot_be_is_refused_and_what_was_typed_stays(
    desk: Desk, facility: dict[str, Any], day: str, told: str
) -> None:
    sent = desk.waiting(facility)
    answer = desk.press(sent, "cong-bo", when="date", day=day, time="09:15", note="Chờ họp báo")
    assert answer.status_code == 422
    assert told in words(answer)
    assert 'value="09:15"' in answer.text
    assert "Chờ họp báo" in answer.text
    assert desk.state(sent) == "awaiting_approval"


def test_a_date_can_be_changed_and_called_off(desk: Desk, facility: dict[str, Any]) -> None:
    sent = desk.waiting(facility)
    desk.press(sent, "cong-bo", **FAR)
    assert desk.press(sent, "hen-lai", **{**FAR, "day": "2027-01-05"}).status_code == 303
    assert desk.people.sees(sent)["publish_at"] == "2027-01-05T01:00:00Z"
    assert desk.press(sent, "bo-hen", reason="Hoãn họp báo").status_code == 303
    assert desk.state(sent) == "awaiting_approval"
    assert "Hoãn họp báo" in words(desk.page(sent))


def test_a_publication_comes_at_its_time(desk: Desk, facility: dict[str, Any]) -> None:
    sent = desk.waiting(facility)
    local = (datetime.now(timezone.utc) + timedelta(seconds=1)).astimezone(clock.ZONE)
    desk.press(sent, "cong-bo", when="date", day=local.date().isoformat(), time=f"{local:%H:%M:%S.%f}")
    while datetime.now(timezone.utc) < local:
        desk.work()
    desk.work()
    assert desk.state(sent) == "published"


def test_what_is_sent_back_carries_its_reasons_to_the_senders_cells(
    desk: Desk, facility: dict[str, Any]
) -> None:
    sent = desk.waiting(facility, "0164A", "07210")
    reasons = {
        "cells": ["I2:I3", "B2"],
        "message": ["Số thôn cao hơn danh sách", "Ghi đủ tên"],
        "sheet": ["", ""],
    }
    answer = desk.press(sent, "tra-lai", reason="Cần đối chiếu số thôn", **reasons)
    assert answer.status_code == 303
    page = desk.read(f"/submission/{sent['id']}", role="sender")
    told = words(page)
    assert "Cần đối chiếu số thôn" in told
    cells = [cell.get_text() for cell in page.select("[data-reasons] .cell")]
    assert cells == ["I2", "I3", "B2"]
    assert "Ghi đủ tên" in told


@pytest.mark.parametrize(
    ("form", "told"),
    [
        ({"reason": ""}, "lý do"),
        ({"reason": "Xem lại", "cells": "ô I2", "message": "x", "sheet": ""}, "không phải địa chỉ ô"),
        ({"reason": "Xem lại", "cells": "I2", "message": "", "sheet": ""}, "hãy viết cần sửa gì"),
    ],
)
def test_what_cannot_be_sent_back_comes_back_with_what_was_typed(
    desk: Desk, facility: dict[str, Any], form: dict[str, str], told: str
) -> None:
    sent = desk.waiting(facility)
    answer = desk.press(sent, "tra-lai", **form)
    assert answer.status_code == 422
    assert told in words(answer)
    assert desk.state(sent) == "awaiting_approval"


def test_more_lines_for_cells_decide_nothing(desk: Desk, facility: dict[str, Any]) -> None:
    sent = desk.waiting(facility)
    answer = desk.press(sent, "tra-lai", reason="Xem lại", more="1", cells="I2", message="x", sheet="")
    assert answer.status_code == 200
    assert answer.text.count('name="cells"') > desk.page(sent).decode().count('name="cells"')
    assert desk.state(sent) == "awaiting_approval"


def test_an_undone_publication_gives_readers_the_version_before(desk: Desk, facility: dict[str, Any]) -> None:
    first = desk.published(facility, "0164A")
    second = desk.published(facility, "0164A", "07210")
    assert desk.press(second, "hoan-tac", reason="Nhầm tệp").status_code == 303
    desk.work()
    assert (desk.state(first), desk.state(second)) == ("published", "superseded")
    asked = {"dataset": facility["name"], "table": "diem"}
    assert desk.people.does(None, "dtts_table_rows", **asked)["total"] == 1
    assert "Nhầm tệp" in words(desk.page(second))


def test_a_first_version_can_be_withdrawn_and_not_undone(desk: Desk, facility: dict[str, Any]) -> None:
    sent = desk.published(facility)
    page = desk.page(sent)
    assert page.find("form", action=lambda where: where and where.endswith("/hoan-tac")) is None
    assert desk.press(sent, "rut", reason="Công bố nhầm").status_code == 303
    assert desk.state(sent) == "withdrawn"


def test_the_sender_is_told_why_another_decides(desk: Desk, facility: dict[str, Any]) -> None:
    sent = desk.waiting(facility, role="approver")
    page = desk.page(sent)
    assert "cần một người duyệt khác" in words(page)
    assert page.find("button", string="Duyệt") is None
    answer = desk.press(sent, "cong-bo", seen="awaiting_approval||", when="now")
    assert answer.status_code in (403, 422)
    assert desk.state(sent) == "awaiting_approval"


def test_in_an_agency_of_one_person_the_sender_decides_and_the_record_says_so(
    desk: Desk, facility: dict[str, Any]
) -> None:
    sent = desk.waiting(facility, role="approver")
    set_one_person(True)
    try:
        assert desk.press(sent, "cong-bo", when="now").status_code == 303
    finally:
        set_one_person(False)
    desk.work()
    assert desk.state(sent) == "published"


def set_one_person(one: bool) -> None:
    model.Session.get_one(Agency, agency()["id"]).one_person = one
    model.Session.commit()


@pytest.mark.parametrize(("role", "status"), [("sender", 200), ("stranger", 404), ("reader", 404)])
def test_only_who_sent_it_and_who_decides_see_the_page(
    desk: Desk, facility: dict[str, Any], role: str, status: int
) -> None:
    sent = desk.waiting(facility)
    page = desk.read(f"/duyet/{sent['id']}", role=role, status=status)
    assert page.find("button", string="Duyệt") is None


@pytest.mark.parametrize("what", ["cong-bo", "tra-lai", "hen-lai", "bo-hen", "hoan-tac"])
def test_a_sender_decides_nothing_by_hand_made_requests(
    desk: Desk, facility: dict[str, Any], what: str
) -> None:
    sent = desk.waiting(facility)
    answer = desk.press(sent, what, role="sender", seen="awaiting_approval||", reason="x", **FAR)
    assert answer.status_code in (403, 409, 422)
    assert desk.state(sent) == "awaiting_approval"


def test_who_is_not_signed_in_is_asked_to(desk: Desk, facility: dict[str, Any]) -> None:
    address = f"/duyet/{desk.waiting(facility)['id']}"
    answer = desk.web.get(address, follow_redirects=False)
    assert "/user/login" in answer.headers["Location"]


def test_a_page_that_is_out_of_date_decides_nothing(desk: Desk, facility: dict[str, Any]) -> None:
    sent = desk.waiting(facility)
    seen = desk.seen(sent)
    desk.people.does("approver", "dtts_submission_reject", id=sent["id"], reason="Sai kỳ")
    answer = desk.press(sent, "cong-bo", seen=seen, when="now", role="sysadmin")
    assert answer.status_code == 409
    assert "Đã có người quyết định trong lúc đó: bảng nay “bị trả lại”" in words(answer)
    assert "Sai kỳ" in words(answer)
    assert desk.state(sent) == "rejected"


def test_a_difference_from_a_version_that_is_no_longer_current_is_decided_on_anew(
    desk: Desk, facility: dict[str, Any]
) -> None:
    desk.published(facility, "0164A")
    sent = desk.waiting(facility, "0164A", "07210")
    seen = desk.seen(sent)
    desk.published(facility, "0164A", "07210", "07211")
    answer = desk.press(sent, "cong-bo", seen=seen, when="now")
    assert answer.status_code == 409
    assert "Một phiên bản khác của bảng đã được công bố" in words(answer)
    assert "sửa 0, bỏ 1; 2 dòng giữ nguyên" in words(answer)
    assert desk.state(sent) == "awaiting_approval"
    assert desk.press(sent, "cong-bo", when="now").status_code == 303


def test_a_form_that_carries_nothing_decides_nothing(desk: Desk, facility: dict[str, Any]) -> None:
    sent = desk.waiting(facility)
    answer = desk.press(sent, "cong-bo", seen="x", when="now")
    assert answer.status_code == 409
    assert desk.state(sent) == "awaiting_approval"


def test_the_preview_shows_what_would_be_read(desk: Desk, facility: dict[str, Any]) -> None:
    page = desk.page(desk.waiting(facility, content=points("0164A", name_vi="Nhà văn hóa Tân Sơn")))
    assert "Nhà văn hóa Tân Sơn" in words(page)
