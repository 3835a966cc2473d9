"""The page of notices: one's own, unread first; reading changes nothing, a button marks."""

from __future__ import annotations

import re
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
from bs4 import BeautifulSoup
from ckan import model

from ckanext.dtts.model import Notice
from glue.notices.office import Office
from glue.road.people import Web


def page(web: Web, office: Office, role: str, path: str = "/thong-bao") -> BeautifulSoup:
    answer = web.get(path, headers=office.world.people.token(role), status=200)
    return BeautifulSoup(answer.text, "html.parser")


def titles(found: BeautifulSoup) -> list[str]:
    return [re.sub(r"\s+", " ", each.get_text(" ", strip=True)) for each in found.select(".notices h2")]


def test_what_is_not_read_stands_first_then_the_newest(office: Office, web: Web) -> None:
    for name in ("a.csv", "b.csv", "c.csv"):
        office.told(office.happens("invalid", filename=name))
    newest = model.Session.query(Notice).order_by(Notice.created.desc()).first()
    office.world.people.does("sender@xa", "dtts_notice_read", id=str(newest.id))
    shown = titles(page(web, office, "sender@xa"))
    assert [re.search(r"“(\w)", each)[1] for each in shown] == ["b", "a", "c"]


def test_a_notice_says_what_happened_why_and_by_whom_and_leads_there(office: Office, web: Web) -> None:
    submission = office.happens("sent-back", note="Ô C3 sai <b>đơn vị</b>")
    office.told(submission)
    shown = page(web, office, "sender@xa")
    assert "“diem.csv” bị trả lại" in titles(shown)[0]
    assert "Điểm hỗ trợ" in titles(shown)[0]
    one = shown.select_one(".notices li")
    assert "Ô C3 sai <b>đơn vị</b>" in one.get_text()
    assert office.user("approver@xa").display_name in one.get_text()
    assert one.select_one("h2 a")["href"] == f"/submission/{submission.id}"


def test_the_english_page_speaks_english_and_stays_in_english(office: Office, web: Web) -> None:
    submission = office.happens("sent-back")
    office.told(submission)
    shown = page(web, office, "sender@xa", "/en/thong-bao")
    assert "“diem.csv” was sent back" in titles(shown)[0]
    assert shown.select_one(".notices h2 a")["href"] == f"/en/submission/{submission.id}"


def test_the_navigation_says_how_many_are_not_read(office: Office, web: Web) -> None:
    for _ in range(2):
        office.told(office.happens("invalid"))
    counts = page(web, office, "sender@xa", "/submissions").select("header .count")
    assert {each.get_text(strip=True) for each in counts} == {"2"}
    assert page(web, office, "reader@xa", "/submissions").select("header .count") == []


def test_looking_marks_nothing(office: Office, web: Web) -> None:
    office.told(office.happens("invalid"))
    for _ in range(2):
        assert page(web, office, "sender@xa").select(".notices .unread")


@pytest.mark.parametrize(("given", "left"), [("one", 1), ("all", 0)])
def test_a_button_marks_one_or_all(given: str, left: int, office: Office, web: Web) -> None:
    for _ in range(2):
        office.told(office.happens("invalid"))
    newest = model.Session.query(Notice).order_by(Notice.created.desc()).first()
    data = {"id": str(newest.id)} if given == "one" else {}
    headers = office.world.people.token("sender@xa")
    answer = web.post("/thong-bao", data=data, headers=headers, follow_redirects=False)
    assert answer.status_code == 303
    assert office.world.people.does("sender@xa", "dtts_notice_list")["unread"] == left


def test_nobody_marks_what_somebody_else_was_told(office: Office) -> None:
    office.told(office.happens("invalid"))
    other = str(model.Session.query(Notice).one().id)
    assert office.world.people.does("reader@xa", "dtts_notice_read", id=other) == {"marked": 0}
    assert office.world.people.does("reader@xa", "dtts_notice_list")["notices"] == []


@pytest.mark.parametrize("path", ["/thong-bao", "/thong-bao/e-mail"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_stranger_is_led_to_the_login(path: str, method: str, web: Web) -> None:
    answer = getattr(web, method)(path, follow_redirects=False)
    assert answer.status_code in (303, 400)  # a form without the session's token is refused before
    if answer.status_code == 303:
        assert "/user/login" in answer.headers["Location"]


@pytest.mark.parametrize("action", ["dtts_notice_list", "dtts_notice_read", "dtts_notice_setting_show"])
def test_a_stranger_has_no_notices(action: str, office: Office) -> None:
    with pytest.raises(tk.NotAuthorized):
        office.world.people.does(None, action)


def test_paces_are_those_of_the_house_until_somebody_chooses(office: Office, web: Web) -> None:
    held = office.world.people.does("sender@xa", "dtts_notice_setting_show")
    assert (held["to_act"], held["to_know"]) == ("at-once", "daily")
    chosen: dict[str, Any] = {"to_act": "weekly", "to_know": "none"}
    web.post("/thong-bao/e-mail", data=chosen, headers=office.world.people.token("sender@xa"))
    form = page(web, office, "sender@xa", "/thong-bao/e-mail")
    assert [each["value"] for each in form.select("input[checked]")] == ["weekly", "none"]


def test_a_pace_that_is_none_is_refused_and_said(office: Office, web: Web) -> None:
    headers = office.world.people.token("sender@xa")
    answer = web.post("/thong-bao/e-mail", data={"to_act": "hourly", "to_know": "daily"}, headers=headers)
    assert answer.status_code == 422
    assert "Hãy chọn mức gửi cho cả hai mục." in answer.text
