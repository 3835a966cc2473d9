"""The agency reads, publishes and answers; each move is in the log; the reader is told once, then forgotten."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
import sqlalchemy as sa
from ckan import model
from freezegun import freeze_time
from sqlalchemy.exc import IntegrityError

from ckanext.dtts.feedback import lapsing
from ckanext.dtts.feedback.reports import show
from ckanext.dtts.model import Event, FeedbackAddress, Report, Submission, Version
from ckanext.dtts.model.columns import now
from ckanext.dtts.road import log, states
from ckanext.dtts.road.states import WORKER
from dtts.chain import first_break
from glue.feedback.reader import Reader
from glue.mail.catching import Catcher, pass_on, text_of
from glue.notices.office import Office
from glue.statements import counted

ANSWER = {
    "correct": "Đã sửa ở phiên bản 2.",
    "keep": "Số này đúng theo biên bản.",
    "dismiss": "Không về dữ liệu.",
}


def decides(office: Office, number: int, move: str, who: str = "sender@xa", **words: str) -> Any:
    said = {"answer": ANSWER[move]} if move in ANSWER else {}
    return office.world.people.does(
        who, "dtts_feedback_decide", number=number, move=move, **{**said, **words}
    )


def refused(code: str, *args: Any, **words: str) -> None:
    with pytest.raises(tk.ValidationError) as caught:
        decides(*args, **words)
    model.Session.rollback()
    assert caught.value.dtts_refusal.code == code


def addresses() -> int:
    return model.Session.query(FeedbackAddress).count()


@pytest.mark.parametrize(
    ("moves", "state"),
    [
        (["publish"], "open"),
        (["publish", "correct"], "corrected"),
        (["keep"], "kept"),
        (["dismiss", "publish"], "open"),
        (["correct", "reopen", "keep"], "kept"),
    ],
    ids=str,
)
def test_a_report_goes_from_state_to_state_and_the_log_tells_each(
    moves: list[str], state: str, reader: Reader, office: Office
) -> None:
    number = reader.reports()
    for move in moves:
        found = decides(office, number, move)
    assert found["state"] == state
    assert [each["kind"] for each in found["events"]] == ["received", *moves]
    assert {each["actor"] for each in found["events"][1:]} == {office.user("sender@xa").name}
    assert first_break(log.rows(), None) is None


def test_the_public_reads_words_and_answer_once_they_are_published(reader: Reader, office: Office) -> None:
    number = reader.reports(text="Biên bản 12 ghi 21,5.")
    decides(office, number, "correct")
    for path in (f"/phan-anh/{number}", f"/phan-anh?bo-du-lieu={reader.dataset}"):
        text = reader.page(path).text
        assert "Biên bản 12 ghi 21,5." in text
        assert ANSWER["correct"] in text
        assert "Đã sửa số liệu" in text
    assert "1 phản ánh của người đọc" in " ".join(reader.page(f"/dataset/{reader.dataset}").text.split())


def test_the_list_for_machines_names_the_cell_and_nobody(reader: Reader, office: Office) -> None:
    decides(office, reader.reports(email="doc-gia@example.org"), "publish")
    found = tk.get_action("dtts_feedback_list")({"user": ""}, {"dataset": reader.dataset})
    (one,) = found["reports"]
    assert (found["total"], one["field"], one["value"], one["state"]) == (1, "broadband_mbps", "12.5", "open")
    assert "example.org" not in str(found)
    assert "said" not in one


@pytest.mark.parametrize("told", ["0912345678", "an@example.org", "ông Nguyễn Văn An"])
def test_what_names_a_person_is_masked_in_public(told: str, reader: Reader, office: Office) -> None:
    number = reader.reports(text=f"Hỏi {told} để biết.")
    decides(office, number, "publish")
    text = reader.reads(number)
    assert told not in text
    assert "Hỏi" in text
    assert "để biết." in text


def test_the_agency_may_word_what_the_public_reads(reader: Reader, office: Office) -> None:
    number = reader.reports(text="Lời không hay.")
    decides(office, number, "publish", shown="Người đọc cho rằng số này sai.")
    assert "Người đọc cho rằng số này sai." in reader.reads(number)
    assert "Lời không hay." not in reader.reads(number)


@pytest.mark.parametrize("field", ["answer", "shown"])
def test_words_of_the_agency_that_name_a_person_are_refused(
    field: str, reader: Reader, office: Office
) -> None:
    refused(
        "personal-data", office, reader.reports(), "keep", **{field: "Gọi ông Nguyễn Văn An, 0912345678."}
    )


@pytest.mark.parametrize("move", ["correct", "keep", "dismiss"])
def test_an_answer_needs_words(move: str, reader: Reader, office: Office) -> None:
    refused("answer-missing", office, reader.reports(), move, answer="")


def test_who_looked_at_an_earlier_state_changes_nothing(reader: Reader, office: Office) -> None:
    number = reader.reports()
    decides(office, number, "publish")
    refused("state-changed", office, number, "correct", seen="waiting")
    refused("state-changed", office, number, "publish")


def test_a_dismissed_report_says_why_and_loses_its_words_after_a_month(
    reader: Reader, office: Office
) -> None:
    number = reader.reports(text="Mua hàng tại đây.")
    decides(office, number, "dismiss")
    text = reader.reads(number)
    assert "Mua hàng" not in text
    assert ANSWER["dismiss"] in text
    for days, left in ((29, "Mua hàng tại đây."), (31, lapsing.GONE)):
        with freeze_time(now() + timedelta(days=days)):
            lapsing.sweep()
            model.Session.commit()
        assert model.Session.query(Report).filter_by(number=number).one().said == left


def test_of_a_version_that_was_withdrawn_the_cell_is_told_no_more(reader: Reader, office: Office) -> None:
    number = reader.reports()
    decides(office, number, "publish")
    report = model.Session.query(Report).filter_by(number=number).one()
    assert show.public_dict(report)["value"] == "12.5"
    version = model.Session.query(Version).filter_by(table_id=report.table_id, number=1).one()
    states.move(model.Session.get_one(Submission, version.submission_id), "withdrawn", WORKER)
    told = show.public_dict(report)
    assert (told["value"], told["key"], told["field"]) == (None, [], None)
    model.Session.rollback()


def test_an_answer_is_mailed_once_and_the_address_forgotten(
    reader: Reader, office: Office, catcher: Catcher
) -> None:
    number = reader.reports(email="doc-gia@example.org")
    decides(office, number, "publish")
    pass_on()
    to_reader = [each for each in catcher.mails() if each["Delivered-To"] == "doc-gia@example.org"]
    assert (to_reader, addresses()) == ([], 1)
    decides(office, number, "keep")
    assert pass_on()
    decides(office, number, "reopen")
    decides(office, number, "correct")
    assert pass_on()
    (mail,) = [each for each in catcher.mails() if each["Delivered-To"] == "doc-gia@example.org"]
    assert ANSWER["keep"] in text_of(mail)
    assert f"/phan-anh/{number}" in text_of(mail)
    assert addresses() == 0


def test_an_address_without_an_answer_is_deleted_after_half_a_year(reader: Reader) -> None:
    reader.reports(email="doc-gia@example.org")
    for days, left in ((179, 1), (181, 0)):
        with freeze_time(now() + timedelta(days=days)):
            lapsing.sweep()
            model.Session.commit()
        assert addresses() == left


def test_the_desk_shows_a_report_to_its_agency_with_forms_that_work(reader: Reader, office: Office) -> None:
    number, path = reader.reports(text="Lời người đọc."), "/ban-lam-viec/phan-anh"
    token = office.world.people.token("sender@xa")
    assert "Lời người đọc." in reader.web.get(path, headers=token, status=200).text
    assert "Lời người đọc." in reader.web.get(f"{path}/{number}", headers=token, status=200).text
    said = {"move": "keep", "answer": ANSWER["keep"], "seen": "waiting"}
    answer = reader.web.post(f"{path}/{number}", data=said, headers=token, follow_redirects=False)
    assert answer.status_code == 303
    again = reader.web.post(f"{path}/{number}", data=said, headers=token, follow_redirects=False)
    assert again.status_code == 409
    assert ANSWER["keep"] in reader.reads(number)


def test_the_desk_is_not_for_others(reader: Reader, office: Office) -> None:
    number = reader.reports()
    token = office.world.people.token("nobody")
    assert reader.web.get(f"/ban-lam-viec/phan-anh/{number}", headers=token).status_code == 403
    assert reader.web.get(f"/ban-lam-viec/phan-anh/{number}", follow_redirects=False).status_code == 303


def test_the_database_refuses_a_state_that_the_log_does_not_tell(reader: Reader) -> None:
    number = reader.reports()
    model.Session.execute(sa.update(Report).where(Report.number == number).values(state="kept"))
    with pytest.raises(IntegrityError, match="its log says waiting"):
        model.Session.commit()
    model.Session.rollback()
    report = model.Session.query(Report).filter_by(number=number).one()
    stray = Event(kind="keep", actor="x", actor_kind="worker", from_state="open", to_state="kept")
    stray.feedback_id, stray.details = report.id, {"feedback": str(report.id)}
    model.Session.add(stray)
    with pytest.raises(IntegrityError, match="cannot move from open"):
        model.Session.flush()
    model.Session.rollback()


@pytest.mark.parametrize("path", ["/phan-anh", "/ban-lam-viec/phan-anh?tinh-trang=tat-ca"])
def test_a_list_asks_the_database_no_oftener_for_four_reports_than_for_two(
    path: str, reader: Reader, office: Office
) -> None:
    token = office.world.people.token("sender@xa")
    asked = []
    for _ in range(2):
        for _ in range(2):
            decides(office, reader.reports(), "keep")
        model.Session.remove()
        with counted() as statements:
            reader.web.get(path, headers=token, status=200)
        asked.append(len(statements))
    assert asked[1] <= asked[0] <= 30
