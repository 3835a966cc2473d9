"""Who is told of what happens to a submission: the people of that moment, each once, and nobody of their own act."""

from __future__ import annotations

import threading
from datetime import datetime, timezone

import pytest
from ckan import model

from ckanext.dtts.model import Agency, Notice, Outbox
from ckanext.dtts.notices import follow, tell, words
from ckanext.dtts.notices.drain import drain
from ckanext.dtts.road import decisions, states
from ckanext.dtts.road.states import Actor
from dtts.errors import UsageError
from glue.notices.office import STEPS, Office

TOLD = {
    "awaiting": {("approver@xa", "awaiting"), ("approver@tinh", "awaiting")},
    "invalid": {("sender@xa", "invalid")},
    "sent-back": {("sender@xa", "sent-back")},
    "published": {("sender@xa", "published")},
    "withdrawn": {("sender@xa", "published"), ("sender@xa", "withdrawn")},
}


@pytest.mark.parametrize("kind", STEPS)
def test_those_are_told_whom_it_concerns(kind: str, office: Office) -> None:
    assert office.told(office.happens(kind)) == TOLD[kind]


def test_a_sender_who_approves_elsewhere_is_not_asked_about_their_own_file(office: Office) -> None:
    assert office.told(office.happens("awaiting", sender="approver@xa")) == {("approver@tinh", "awaiting")}


def test_the_only_approver_of_a_one_person_agency_is_asked_about_their_own_file(office: Office) -> None:
    agency = model.Session.get(Agency, office.world.agencies["xa"])
    agency.one_person = True
    model.Session.commit()
    try:
        told = office.told(office.happens("awaiting", sender="approver@xa"))
    finally:
        agency.one_person = False
        model.Session.commit()
    assert told == {("approver@xa", "awaiting"), ("approver@tinh", "awaiting")}


def test_nobody_is_told_of_what_they_did_themselves(office: Office) -> None:
    submission = office.happens("withdrawn", sender="approver@xa", by="approver@xa")
    assert office.told(submission) == {("approver@xa", "published")}


def test_somebody_who_left_before_the_outbox_was_passed_on_is_not_told(office: Office) -> None:
    submission = office.happens("awaiting")
    office.world.leave("approver@xa", "xa")
    try:
        assert office.told(submission) == {("approver@tinh", "awaiting")}
    finally:
        office.world.join("approver@xa", "xa", "admin")


def test_a_suspended_account_is_not_told(office: Office) -> None:
    submission = office.happens("sent-back")
    sender = office.user("sender@xa")
    sender.state = model.State.DELETED
    model.Session.commit()
    try:
        assert office.told(submission) == set()
    finally:
        office.user("sender@xa").state = model.State.ACTIVE
        model.Session.commit()


def test_approvers_are_not_asked_about_what_a_policy_decided_at_once(office: Office) -> None:
    assert office.told(office.happens("published")) == TOLD["published"]


@pytest.mark.parametrize(
    ("by", "told"), [("sender@xa", set()), ("approver@xa", {("sender@xa", "withdrawn")})]
)
def test_a_sender_is_told_when_somebody_else_withdraws_their_file(
    by: str, told: set[tuple[str, str]], office: Office
) -> None:
    submission = office.sent()
    office.moved(submission, "withdrawn", by=by)
    assert office.told(submission) == told


def test_a_publication_that_is_called_off_is_told_to_its_sender_and_asked_of_the_others(
    office: Office,
) -> None:
    submission = office.happens("awaiting")
    office.told(submission)
    approver = Actor("person", office.user("approver@xa").id)
    decisions.approve([submission], approver, publish_at=datetime(2099, 1, 1, tzinfo=timezone.utc))
    model.Session.commit()
    assert ("sender@xa", "scheduled") in office.told(submission)
    decisions.call_off(submission, approver, "Chờ số liệu quý")
    model.Session.commit()
    told = office.told(submission)
    assert ("sender@xa", "called-off") in told
    asked = model.Session.query(Notice).filter_by(submission_id=submission.id, kind="awaiting", read=None)
    assert [each.user_id for each in asked] == [office.user("approver@tinh").id]


def test_another_date_is_told_to_the_sender(office: Office) -> None:
    submission = office.happens("awaiting")
    approver = Actor("person", office.user("approver@xa").id)
    decisions.approve([submission], approver, publish_at=datetime(2099, 1, 1, tzinfo=timezone.utc))
    decisions.reschedule(submission, approver, datetime(2099, 2, 2, 1, tzinfo=timezone.utc))
    model.Session.commit()
    office.told(submission)
    told = model.Session.query(Notice).filter_by(submission_id=submission.id, kind="scheduled")
    assert [words.title(each.kind, each.details)["vi"] for each in told][-1].count("02/02/2099 08:00") == 1


def test_reasons_on_cells_are_told_with_the_reason(office: Office) -> None:
    submission = office.happens("awaiting")
    cells = [{"sheet": "Biểu 1", "cell": f"C{row}", "message": "sai đơn vị"} for row in range(3, 16)]
    decisions.reject(submission, Actor("person", office.user("approver@xa").id), "Xem lại", cells)
    model.Session.commit()
    office.told(submission)
    told = model.Session.query(Notice).filter_by(submission_id=submission.id, kind="sent-back").one()
    lines = words.text(told.details)["vi"].split("\n")
    assert lines[:2] == ["Xem lại", "Biểu 1 C3: sai đơn vị"]
    assert lines[-1] == "và 3 ô khác"


def test_demonstration_data_are_marked_in_what_is_told(office: Office) -> None:
    office.world.people.does("sender@xa", "package_patch", id=office.dataset["id"], demo="true")
    try:
        submission = office.happens("sent-back")
        office.told(submission)
    finally:
        office.world.people.does("sender@xa", "package_patch", id=office.dataset["id"], demo="false")
    told = model.Session.query(Notice).filter_by(submission_id=submission.id).one()
    assert words.title(told.kind, told.details)["vi"].startswith("[Dữ liệu minh họa] “diem.csv”")
    assert words.title(told.kind, told.details)["en"].startswith("[Demonstration data] “diem.csv”")


def test_an_answer_settles_what_all_approvers_were_asked(office: Office) -> None:
    submission = office.happens("awaiting")
    office.told(submission)
    office.moved(submission, "rejected")
    office.told(submission)
    asked = model.Session.query(Notice).filter_by(submission_id=submission.id, kind="awaiting")
    assert [each.read is None for each in asked] == [False, False]


def test_an_event_that_is_passed_on_twice_is_told_once(office: Office) -> None:
    submission = office.sent()
    event = office.moved(submission, *STEPS["sent-back"])
    office.told(submission)
    follow(event)
    model.Session.commit()
    office.told(submission)
    assert model.Session.query(Notice).filter_by(submission_id=submission.id).count() == 1


def test_workers_that_race_tell_each_person_once(office: Office, web: object) -> None:
    submissions = [office.happens("awaiting", filename=f"{number}.csv") for number in range(5)]
    model.Session.remove()

    def one_worker() -> None:
        with web.flask_app.test_request_context():  # type: ignore[attr-defined]
            while drain():
                pass
            model.Session.remove()

    workers = [threading.Thread(target=one_worker) for _ in range(4)]
    for each in workers:
        each.start()
    for each in workers:
        each.join(timeout=60)
    told = model.Session.query(Notice).filter(Notice.submission_id.in_([each.id for each in submissions]))
    assert told.count() == 10
    assert model.Session.query(Outbox).filter_by(topic="notice").count() == 0


def test_an_event_that_is_rolled_back_is_told_to_nobody(office: Office) -> None:
    submission = office.sent()
    states.move(submission, "checking", states.WORKER)
    states.move(submission, "invalid", states.WORKER)
    model.Session.rollback()
    assert office.told(submission) == set()


def test_another_part_tells_people_by_name(office: Office) -> None:
    person = office.user("sender@xa").id
    details = {"title": {"vi": "Quá hạn", "en": "Overdue"}, "path": "/danh-muc-du-lieu-mo"}
    for _ in range(2):
        tell("overdue", "overdue:e1:2026-10-31", [person, "gone"], details)
    model.Session.commit()
    while drain():
        pass
    told = model.Session.query(Notice).filter_by(occasion="overdue:e1:2026-10-31").one()
    assert (told.user_id, told.details["title"]["en"]) == (person, "Overdue")


def test_a_kind_that_is_none_is_refused() -> None:
    with pytest.raises(UsageError, match="overdue"):
        tell("late", "late:1", [])
