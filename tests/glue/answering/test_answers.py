"""An answer goes from the desk of the agency addressed to the rows that everybody reads, and every move is logged."""

from __future__ import annotations

import io
import zipfile
from datetime import timedelta
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
import sqlalchemy as sa
from ckan import model
from werkzeug.datastructures import FileStorage

from ckanext.dtts.model import Event, FollowUpDocument
from ckanext.dtts.registers import today
from ckanext.dtts.road import blobs, log
from dtts.chain import first_break
from glue.answering.conftest import ADDRESSED, ASKING, PDF, Office

HEAD = "response_id,recommendation_id,responded_on,step,agency,response,completed_on,proof\n"
TWO = (("KN-1", 5), ("KN-2", 5))


@pytest.fixture(scope="module")
def books(office: Office) -> dict[str, dict[str, Any]]:
    """Datasets that a test each takes for its own, and one whose recommendations are shared."""
    shared = [(f"KN-{number}", 30) for number in range(1, 9)]
    names = ("own", "answered", "without", "withdrawn", "back", "moved")
    with office.web.flask_app.test_request_context():
        made = office.publish_each({"shared": shared, **dict.fromkeys(names, TWO)}, demo="true")
        day = today()
        office.send(
            (made["own"], "recommendations", office.csv(*TWO, asking=ADDRESSED), "kien-nghi"),
            (
                made["answered"],
                "recommendation_responses",
                f"{HEAD}TL-1,KN-1,{day},answer,{ADDRESSED},Đã nhận.,,\n",
                "thuc-hien",
            ),
        )
    return made


@pytest.fixture
def asked(books: dict[str, dict[str, Any]]) -> dict[str, Any]:
    return books["shared"]


def test_a_recommendation_is_answered_reported_confirmed_and_opened_again(
    office: Office, asked: dict[str, Any]
) -> None:
    document = office.uploads("sender@xa")
    stages = [
        office.shows("reader@xa", asked)["stage"],
        office.does("sender@xa", asked, "answer")["stage"],
        office.completes(asked, documents=[document])["stage"],
        office.does("approver@tinh", asked, "return")["stage"],
        office.completes(asked)["stage"],
        office.does("approver@tinh", asked, "confirmation")["stage"],
        office.does("approver@tinh", asked, "reopening")["stage"],
    ]
    assert stages == ["open", "answered", "reported", "returned", "reported", "confirmed", "reopened"]
    found = office.shows("sender@xa", asked)
    assert [step["move"] for step in found["steps"]] == [
        "answer", "completion", "return", "completion", "confirmation", "reopening"
    ]  # fmt: skip
    assert {step["agency"] for step in found["steps"][:2]} == {ADDRESSED}
    assert found["steps"][2]["agency"] == ASKING
    assert [each["filename"] for each in found["steps"][1]["documents"]] == ["bien-ban.pdf"]


def test_every_move_is_an_event_of_the_chained_log(office: Office, asked: dict[str, Any]) -> None:
    office.does("sender@xa", asked, "answer", "KN-2")
    office.completes(asked, "KN-2", documents=[office.uploads("sender@xa")])
    events = office.shows("approver@tinh", asked, "KN-2")["events"]
    assert [(each["kind"], each["from"], each["to"]) for each in events] == [
        ("taken-up", None, "open"),
        ("answer", "open", "answered"),
        ("completion", "answered", "reported"),
    ]
    assert [each["actor_kind"] for each in events] == ["worker", "person", "person"]
    assert events[1]["actor"] == office.world.user("sender@xa").name
    assert events[1]["note"] == "Nội dung bước answer."
    last = model.Session.scalars(sa.select(Event).order_by(Event.seq.desc()).limit(1)).one()
    assert last.details["documents"] == [model.Session.scalars(sa.select(FollowUpDocument.sha256)).first()]
    assert first_break(log.rows()) is None


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE dtts_follow_up_step SET response = 'khác'",
        "DELETE FROM dtts_follow_up_document",
        "UPDATE dtts_follow_up SET stage = 'confirmed' WHERE recommendation_id = 'KN-2'",
        "DELETE FROM dtts_event WHERE follow_up_id IS NOT NULL",
    ],
)
def test_the_database_refuses_what_the_log_does_not_tell(
    change: str, office: Office, asked: dict[str, Any]
) -> None:
    with pytest.raises(sa.exc.DBAPIError):
        model.Session.execute(sa.text(change))
        model.Session.commit()
    model.Session.rollback()


@pytest.mark.parametrize(
    ("move", "said", "field"),
    [
        ("completion", {"proof": "Biên bản"}, "completed_on"),
        ("completion", {"completed_on": "2026-01-01"}, "proof"),
        ("answer", {"response": "Liên hệ 0912 345 678 để biết thêm."}, "response"),
        ("answer", {"response": "  "}, "response"),
        ("confirmation", {}, "move"),
    ],
)
def test_what_would_not_be_published_is_refused_at_once(
    move: str, said: dict[str, Any], field: str, office: Office, asked: dict[str, Any]
) -> None:
    who = "approver@tinh" if move == "confirmation" else "sender@xa"
    with pytest.raises(tk.ValidationError) as wrong:
        office.does(who, asked, move, "KN-3", **said)
    assert list(wrong.value.error_dict) == [field]
    assert office.shows("sender@xa", asked, "KN-3")["stage"] == "open"


@pytest.mark.parametrize("days", [1, -200])
def test_a_completion_lies_between_the_recommendation_and_today(
    days: int, office: Office, asked: dict[str, Any]
) -> None:
    with pytest.raises(tk.ValidationError):
        office.completes(asked, "KN-3", on=today() + timedelta(days=days))


def office_file(*names: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name in names:
            archive.writestr(name, "<xml/>")
    return packed.getvalue()


@pytest.mark.parametrize(
    ("content", "filename"),
    [
        (b"MZ\x90\x00", "bien-ban.pdf"),
        (b"%PDF-1.4\n<</OpenAction<</S/JavaScript/JS(app.alert(1))>>>>", "bien-ban.pdf"),
        (office_file("word/document.xml", "word/vbaProject.bin"), "cong-van.docx"),
        (office_file("../word/document.xml", "word/document.xml"), "cong-van.docx"),
        (b"<html><script>alert(1)</script></html>", "anh.jpg"),
    ],
    ids=["program", "script in a PDF", "macro", "a part outside", "page as a picture"],
)
def test_a_document_that_could_harm_is_not_taken_and_nothing_is_answered(
    content: bytes, filename: str, office: Office, asked: dict[str, Any]
) -> None:
    upload = office.uploads("sender@xa", content, filename)
    with pytest.raises(tk.ValidationError) as wrong:
        office.does("sender@xa", asked, "answer", "KN-3", documents=[upload])
    assert list(wrong.value.error_dict) == ["documents"]
    assert office.shows("sender@xa", asked, "KN-3")["steps"] == []


def test_a_document_is_kept_as_it_came_and_counts_as_sent(office: Office, asked: dict[str, Any]) -> None:
    upload = office.uploads("sender@xa", filename="../anh nghiệm thu")
    office.does("sender@xa", asked, "answer", "KN-4", documents=[upload])
    (document,) = office.shows("sender@xa", asked, "KN-4")["steps"][0]["documents"]
    assert document["filename"] == "anh nghiệm thu.pdf"
    kept = model.Session.scalars(sa.select(FollowUpDocument).order_by(FollowUpDocument.id)).all()
    row = next(each for each in kept if str(each.id) == document["id"])
    with blobs.local_path(blobs.Blob(row.sha256, row.size)) as path:
        assert path.read_bytes() == PDF


def test_a_file_of_somebody_else_cannot_be_attached(office: Office, asked: dict[str, Any]) -> None:
    with pytest.raises(tk.ValidationError):
        office.does("sender@xa", asked, "answer", "KN-3", documents=[office.uploads("sender@tinh")])


def test_a_press_on_an_old_page_does_nothing(office: Office, asked: dict[str, Any]) -> None:
    seen = office.shows("sender@xa", asked, "KN-5")["seen"]
    office.does("sender@xa", asked, "answer", "KN-5", seen=seen)
    with pytest.raises(tk.ValidationError) as wrong:
        office.does("sender@xa", asked, "answer", "KN-5", seen=seen)
    assert wrong.value.dtts_refusal.code == "state-changed"
    assert len(office.shows("sender@xa", asked, "KN-5")["steps"]) == 1


def test_nobody_confirms_what_they_reported_themselves(office: Office, books: dict[str, Any]) -> None:
    own = books["own"]
    done = {"completed_on": today().isoformat(), "proof": "Biên bản"}
    office.does("approver@xa", own, "completion", **done)
    with pytest.raises(tk.ValidationError) as wrong:
        office.does("approver@xa", own, "confirmation")
    assert wrong.value.dtts_refusal.code == "own-report"
    office.does("approver@xa", own, "return")


def test_answers_become_rows_by_the_ordinary_road_and_none_twice(
    office: Office, books: dict[str, Any]
) -> None:
    made = books["answered"]
    office.completes(made)
    office.does("approver@tinh", made, "confirmation")
    (sent,) = office.presses(made)
    assert (sent["table"], sent["state"], sent["door"]) == ("thuc-hien", "received", "desk")
    assert [each["id"] for each in office.presses(made)] == [sent["id"]]
    assert office.work() == 0
    rows = office.rows(made, "thuc-hien")
    assert [row["step"] for row in rows] == ["answer", "completion", "confirmation"]
    assert len({row["response_id"] for row in rows}) == 3
    assert office.presses(made) == []
    found = office.shows("sender@xa", made)
    assert (found["stage"], found["unpublished"]) == ("confirmed", 0)


def test_a_dataset_without_responses_gets_the_table_with_the_first_ones_and_a_withdrawal_its_row(
    office: Office, books: dict[str, Any]
) -> None:
    made = books["without"]
    office.does("sender@xa", made, "answer")
    office.does("approver@tinh", made, "withdrawal", "KN-2", response="Trùng với kiến nghị khác.")
    assert [each["table"] for each in office.presses(made)] == ["recommendation-responses", "kien-nghi"]
    assert office.work() == 0
    (row,) = office.rows(made, "recommendation-responses")
    assert (row["agency"], row["data_mark"]) == (ADDRESSED, "Dữ liệu minh họa")
    asked = {row["recommendation_id"]: row for row in office.rows(made, "kien-nghi")}
    assert asked["KN-2"]["withdrawn_reason"] == "Trùng với kiến nghị khác."
    assert asked["KN-1"]["withdrawn_on"] is None
    assert office.presses(made) == []
    assert office.shows("sender@xa", made, "KN-2")["moves"] == []


def test_what_was_called_back_can_be_published_again(office: Office, books: dict[str, Any]) -> None:
    made = books["back"]
    office.does("sender@xa", made, "answer")
    (first,) = office.presses(made)
    office.world.people.does("sender@tinh", "dtts_submission_withdraw", id=first["id"], reason="Nhầm")
    (second,) = office.presses(made)
    assert second["id"] != first["id"]
    assert second["sha256"] == first["sha256"]


def test_a_press_is_refused_while_another_file_of_the_table_waits(
    office: Office, books: dict[str, Any]
) -> None:
    made = books["answered"]
    office.does("sender@xa", made, "answer", "KN-2")
    asked = {"dataset": made["name"], "table": "thuc-hien", "schema": "recommendation_responses"}
    text = f"{HEAD}TL-9,KN-1,{today()},answer,{ADDRESSED},Đã nhận.,,\n"
    upload = FileStorage(io.BytesIO(text.encode()), filename="thuc-hien.csv")
    sent = office.world.people.does("sender@tinh", "dtts_table_submit", **asked, upload=upload)
    with pytest.raises(tk.ValidationError) as wrong:
        office.presses(made)
    assert wrong.value.dtts_refusal.code == "another-file-waits"
    office.world.people.does("sender@tinh", "dtts_submission_withdraw", id=sent["id"], reason="Nhầm")
    assert len(office.presses(made)) == 1


def test_published_rows_that_moved_a_recommendation_are_noted_before_the_next_step(
    office: Office, books: dict[str, Any]
) -> None:
    made, day = books["moved"], today()
    office.does("sender@xa", made, "answer")
    rows = f"TL-1,KN-1,{day},completion,{ADDRESSED},Xong.,{day},BB\nTL-2,KN-1,{day},confirmation,{ASKING},Đạt.,,\n"
    office.send((made, "recommendation_responses", HEAD + rows, "thuc-hien"))
    assert office.shows("sender@xa", made)["stage"] == "confirmed"
    office.does("approver@tinh", made, "reopening")
    found = office.shows("sender@xa", made)
    assert [(each["kind"], each["to"]) for each in found["events"][-2:]] == [
        ("read", "confirmed"),
        ("reopening", "reopened"),
    ]
    assert found["stage"] == "reopened"


def test_an_agency_answers_in_the_response_period_what_nobody_else_reads_yet(
    office: Office, books: dict[str, Any]
) -> None:
    made = books["back"]
    text = office.csv(*TWO) + office.row("KN-9", 20, age=0)
    office.send((made, "recommendations", text, "kien-nghi"), state="scheduled")
    found = office.does("sender@xa", made, "answer", "KN-9")
    assert (found["public"], found["stage"]) == (False, "answered")
    assert "KN-9" not in {row["recommendation_id"] for row in office.rows(made, "kien-nghi")}
    listed = office.world.people.does("reader@xa", "dtts_recommendation_list")["addressed"]
    assert ("KN-9", made["table"]) in {(each["recommendation"], each["table"]) for each in listed}
    assert not any(office.world.people.does("nobody", "dtts_recommendation_list").values())
    assert all(each["table"] != "kien-nghi" for each in office.presses(made))
