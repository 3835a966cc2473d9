"""The form of a visit without script, and what it refuses."""

from __future__ import annotations

import io
import uuid
from typing import Any

import pytest
from bs4 import BeautifulSoup
from werkzeug.datastructures import FileStorage

from core.visiting.test_photos import WHERE, jpeg, segment
from glue.pages.sending import fields_of
from glue.visits.conftest import FORM, Office


def page_of(answer: Any) -> BeautifulSoup:
    return BeautifulSoup(answer.text, "html.parser")


def test_a_button_adds_a_part_and_keeps_every_word(office: Office, words: dict[str, str]) -> None:
    answer = office.posts(words, do="add-finding")
    assert answer.status_code == 200
    form = page_of(answer).find("form", attrs={"data-visit": True})
    assert [each["data-number"] for each in form.select("[data-part=finding]")] == ["0", "1"]
    sent = fields_of(form)
    assert {name: sent[name] for name in words if name != "site-0-point_in_use"} == {
        name: text for name, text in words.items() if name != "site-0-point_in_use"
    }


def test_a_kept_visit_opens_again_with_its_words(office: Office, words: dict[str, str]) -> None:
    visit_id = str(uuid.uuid4())
    office.posts({**words, "visit": visit_id, "findings": "Còn dở."}, do="save")
    address = f"/ban-lam-viec/chuyen-giam-sat/{visit_id}"
    page = page_of(office.web.get(address, headers=office.people.token("sender")))
    assert page.find("textarea", id="findings").text == "Còn dở."
    assert office.web.get(address, headers=office.people.token("stranger")).status_code == 404
    assert office.posts({"visit": visit_id}, do="remove").status_code == 303
    assert office.web.get(address, headers=office.people.token("sender")).status_code == 404


def test_a_fault_is_tied_to_its_field_and_told_to_a_script_by_its_name(
    office: Office, words: dict[str, str]
) -> None:
    wrong = {**words, "finding-0-evidence": "", "plan": "giam-sat|KHONG-CO"}
    answer = office.posts(wrong)
    assert answer.status_code == 422
    page = page_of(answer)
    field = page.find("textarea", id="finding-0-evidence")
    assert field["aria-invalid"] == "true"
    assert page.find(id=field["aria-describedby"].split()[0]).text == "Hãy điền ô này."
    told = office.posts(wrong, headers={"Accept": "application/json"}).json["errors"]
    assert {"finding-0-evidence", "plan"} <= set(told)


def test_what_a_table_would_refuse_is_told_at_its_field_before_anything_is_sent(
    office: Office, words: dict[str, str]
) -> None:
    answer = office.posts({**words, "finding-0-evidence": "Gọi số 0912 345 678."})
    assert answer.status_code == 422
    assert page_of(answer).find(id="finding-0-evidence-wrong").text != ""


@pytest.mark.parametrize("role", ["reader", "stranger"])
def test_who_does_not_send_for_the_agency_sends_no_visit_to_it(
    office: Office, words: dict[str, str], role: str
) -> None:
    assert office.posts(words, role=role).status_code in (403, 422)


def test_nobody_takes_the_place_of_somebody_elses_visit(office: Office, words: dict[str, str]) -> None:
    visit_id = str(uuid.uuid4())
    office.posts({**words, "visit": visit_id}, do="save")
    assert office.posts({"visit": visit_id, "findings": "x"}, do="save", role="approver").status_code == 404


def test_a_photo_is_kept_without_what_its_camera_wrote_and_is_public_nowhere(
    office: Office, words: dict[str, str]
) -> None:
    visit_id = str(uuid.uuid4())
    photo = FileStorage(io.BytesIO(jpeg(segment(0xE1, WHERE))), filename="IMG_0001.jpg")
    office.posts({**words, "visit": visit_id, "site-0-photo": photo})
    page = page_of(
        office.web.get(f"/ban-lam-viec/chuyen-giam-sat/{visit_id}", headers=office.people.token("sender"))
    )
    address = page.find("img")["src"]
    assert office.web.get(address, headers=office.people.token("sender")).data == jpeg()
    assert office.web.get(address, headers=office.people.token("approver")).data == jpeg()
    for headers in ({}, office.people.token("stranger")):
        assert office.web.get(address, headers=headers).status_code == 404


def test_what_is_no_photo_is_refused_at_its_field(office: Office, words: dict[str, str]) -> None:
    file = FileStorage(io.BytesIO(b"%PDF-1.7"), filename="anh.jpg")
    answer = office.posts({**words, "site-0-photo": file})
    assert answer.status_code == 422
    assert "không phải ảnh" in page_of(answer).find(id="site-0-photo-wrong").text


def test_the_shell_holds_nothing_of_anybody(office: Office) -> None:
    answer = office.web.flask_app.test_client(use_cookies=False).get("/ban-lam-viec/chuyen-giam-sat/vo")
    assert "Set-Cookie" not in answer.headers
    assert answer.headers["Cache-Control"].startswith("public")
    assert "geolocation=(self)" in answer.headers["Permissions-Policy"]
    page = page_of(answer)
    assert [option["value"] for option in page.find("select", id="plan").find_all("option")] == [""]
    assert page.find("input", attrs={"name": "_csrf_token"}) is None


def test_what_the_device_keeps_is_given_to_people_who_send_only(office: Office) -> None:
    address = "/ban-lam-viec/chuyen-giam-sat/du-lieu"
    answer = office.web.get(address, headers=office.people.token("sender"))
    assert "no-store" in answer.headers["Cache-Control"]
    assert [each["value"] for each in answer.json["plans"]] == ["giam-sat|MH-KH-01", "giam-sat|"]
    assert answer.json["plans"][0]["area_id"] == "07534@since-2025-07"
    assert office.web.get(address).status_code == 403
    assert office.web.get(FORM, follow_redirects=False).status_code == 303
