"""Reporting a wrong cell: from the table, without account and script; not for machines; nothing public unread."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from ckan import model
from freezegun import freeze_time

from ckanext.dtts import redis_server
from ckanext.dtts.feedback import guard
from ckanext.dtts.model import Event, FeedbackAddress, Notice, Report
from ckanext.dtts.model.columns import now
from ckanext.dtts.notices.drain import drain
from glue.feedback.reader import Reader
from glue.notices.office import Office

Setting = Callable[[str, Any], None]
TAPS = 4
"""`Báo ô sai`, the cell, the field with the right value, and the button."""


def kept(number: int) -> Report:
    return model.Session.query(Report).filter_by(number=number).one()


def count() -> int:
    return model.Session.query(Report).filter(Report.package_id.not_like("before:%")).count()


def test_a_wrong_cell_is_reported_in_four_taps(reader: Reader) -> None:
    report = kept(reader.reports())
    assert reader.taps == TAPS
    assert (report.field, report.key, report.value) == ("broadband_mbps", {"point_id": "0164A"}, "12.5")
    assert (report.version, report.expected, report.state) == (1, "21,5", "waiting")


def test_neither_the_form_nor_its_answer_sets_a_cookie_or_is_kept(reader: Reader) -> None:
    page = reader.web.get(f"/bao-sai?bo-du-lieu={reader.dataset}", status=200)
    sent = reader.sends(reader.fills(reader.page(f"/bao-sai?bo-du-lieu={reader.dataset}"), text="Sai."))
    assert [each.headers.getlist("Set-Cookie") for each in (page, sent)] == [[], []]
    assert page.headers["Cache-Control"] == "no-store, private"


def test_the_value_that_is_kept_is_the_published_one_whatever_a_form_says(reader: Reader) -> None:
    given = reader.fills(reader.chooses(), expected="1") | {"value": "99", "gia-tri": "99"}
    number = int(reader.sends(given).headers["Location"].partition("?")[0].rpartition("/")[2])
    assert kept(number).value == "12.5"


def test_a_dataset_is_reported_without_a_cell(reader: Reader) -> None:
    page = reader.page(f"/dataset/{reader.dataset}")
    form = reader.follows(page, "Báo cho cơ quan công bố")
    assert reader.sends(reader.fills(form, text="Thiếu xã Xín Cái.")).status_code == 303
    assert count() == 1


@pytest.mark.parametrize(
    "changed",
    [
        {"bo-du-lieu": "khong-co"},
        {"bo-du-lieu": "\x00"},
        {"bang": "khong-co"},
        {"pb": "99"},
        {"cot": "khong_co"},
        {"cot": "_id"},
        {"k.point_id": "99999"},
        {"k.point_id": ""},
        {"k.premises": "commune_office"},
        {"k.point_id": "' OR 1=1 --"},
    ],
    ids=str,
)
def test_what_is_not_published_cannot_be_reported(changed: dict[str, str], reader: Reader) -> None:
    given = reader.fills(reader.chooses(), expected="1") | changed
    assert reader.sends(given).status_code == 404
    assert count() == 0


def test_a_private_dataset_has_no_form_and_its_reports_no_page(reader: Reader, office: Office) -> None:
    number = reader.reports()
    does = office.world.people.does
    does("sender@xa", "package_patch", id=office.dataset["id"], private=True)
    try:
        for path in (f"/bao-sai?bo-du-lieu={reader.dataset}", f"/phan-anh/{number}"):
            assert reader.web.get(path).status_code == 404
    finally:
        does("sender@xa", "package_patch", id=office.dataset["id"], private=False)


def test_a_form_sent_twice_is_one_report(reader: Reader) -> None:
    given = reader.fills(reader.chooses(), expected="21,5")
    places = {reader.sends(given).headers["Location"] for _ in range(2)}
    assert len(places) == 1
    assert count() == 1


def test_a_machine_that_fills_in_every_field_is_refused(reader: Reader) -> None:
    answer = reader.sends(reader.fills(reader.chooses(), expected="1") | {"website": "http://example.org"})
    assert (answer.status_code, count()) == (422, 0)
    assert 'value="1"' in answer.text


@pytest.mark.parametrize("word", ["", "khong-phai", "eyJhIjoxfQ.aaaa.bbbb"])
def test_a_form_without_a_word_of_ours_is_asked_for_again(word: str, reader: Reader) -> None:
    answer = reader.sends(reader.fills(reader.chooses(), expected="1") | {"word": word})
    assert (answer.status_code, count()) == (422, 0)


def test_a_form_that_lay_open_too_long_is_asked_for_again_with_its_words(reader: Reader) -> None:
    given = reader.fills(reader.chooses(), expected="1", text="Theo biên bản số 12.")
    with freeze_time(now() + timedelta(seconds=guard.LONGEST_S + 5)):
        answer = reader.sends(given)
    assert (answer.status_code, count()) == (422, 0)
    assert "Theo biên bản số 12." in answer.text


def test_a_form_that_comes_back_at_once_is_asked_for_again(reader: Reader, setting: Setting) -> None:
    setting("dtts.feedback.least_s", 2)
    given = reader.fills(reader.chooses(), expected="1")
    assert (reader.sends(given).status_code, count()) == (422, 0)
    with freeze_time(now() + timedelta(seconds=3)):
        assert reader.sends(given).status_code == 303


def test_one_network_address_reports_so_often_and_no_more(reader: Reader, setting: Setting) -> None:
    with redis_server.connect() as redis:  # the same minute of a run before
        redis.delete(*redis.keys(redis_server.key("rate", "feedback-report*")) or ["none"])
    setting("dtts.feedback.per_minute", 2)
    with freeze_time("2030-01-01T00:00:05Z"):
        forms = [reader.fills(reader.chooses(), expected="1") for _ in range(3)]
        answers = [reader.sends(given) for given in forms]
    assert [each.status_code for each in answers] == [303, 303, 429]
    assert int(answers[-1].headers["Retry-After"]) > 0


@pytest.mark.parametrize(
    "words",
    [{"expected": "", "text": "  "}, {"text": "a" * 2001}, {"expected": "1" * 301}, {"email": "khong@"}],
    ids=["nothing", "long text", "long value", "no address"],
)
def test_what_cannot_be_taken_is_said_beside_what_was_typed(words: dict[str, str], reader: Reader) -> None:
    answer = reader.sends(reader.fills(reader.chooses(), **words))
    assert (answer.status_code, count()) == (422, 0)
    assert "Chưa gửi" in answer.text


def test_nothing_of_a_report_is_public_before_the_agency_has_read_it(reader: Reader) -> None:
    number = reader.reports(text="Nội dung chưa ai đọc.")
    assert "Chờ cơ quan tiếp nhận" in reader.reads(number)
    for path in (f"/phan-anh/{number}", "/phan-anh", f"/phan-anh?bo-du-lieu={reader.dataset}"):
        assert "Nội dung chưa ai đọc." not in reader.web.get(path, status=200).text


def test_the_senders_and_approvers_of_the_agency_are_told_and_nobody_else(
    reader: Reader, office: Office
) -> None:
    number = reader.reports(text="Lời người đọc.")
    while drain():
        pass
    told = model.Session.query(Notice).filter_by(kind="feedback-received").all()
    people = {office.user(role).id: role for role in office.world.people.users}
    assert {people[each.user_id] for each in told} == {"sender@xa", "approver@xa"}
    assert {each.details["path"] for each in told} == {f"/ban-lam-viec/phan-anh/{number}"}
    assert "Lời người đọc." not in str([each.details for each in told])


def test_the_log_keeps_neither_the_words_nor_the_address(reader: Reader) -> None:
    number = reader.reports(text="Lời người đọc.", email="doc-gia@example.org")
    event = model.Session.query(Event).filter_by(feedback_id=kept(number).id).one()
    assert (event.kind, event.actor_kind, event.to_state) == ("received", "policy", "waiting")
    written = f"{event.note}{event.details}"
    assert "Lời" not in written
    assert "@" not in written
    assert model.Session.query(FeedbackAddress).one().address == "doc-gia@example.org"
