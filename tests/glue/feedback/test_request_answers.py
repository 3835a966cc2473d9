"""A request goes to an agency, which plans, publishes, refuses or merges it; readers are told once, then forgotten."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
from ckan import model
from freezegun import freeze_time

from ckanext.dtts.feedback import lapsing
from ckanext.dtts.feedback.requests import remind
from ckanext.dtts.mail import links
from ckanext.dtts.model import DataRequest, FeedbackAddress, Notice
from ckanext.dtts.model.columns import now
from ckanext.dtts.notices.drain import drain
from ckanext.dtts.registers import today
from ckanext.dtts.road import log
from dtts.chain import first_break
from glue.feedback.asker import HOME, WANTED, Asker
from glue.feedback.conftest import Decides
from glue.mail.catching import Catcher, pass_on, text_of
from glue.notices.office import Office

READER = "doc-gia@example.org"
DUE = "2099-01-31"
REFUSED = {"ground": "personal", "answer": "Danh sách nêu từng hộ."}


def kept(number: int) -> DataRequest:
    model.Session.expire_all()
    return model.Session.query(DataRequest).filter_by(number=number).one()


def refused(code: str, decides: Decides, *args: Any, **said: str) -> None:
    with pytest.raises(tk.ValidationError) as caught:
        decides(*args, **said)
    model.Session.rollback()
    assert caught.value.dtts_refusal.code == code


def confirms(asker: Asker) -> None:
    """The owner of the only address says yes, by the link of the mail."""
    (address,) = model.Session.query(FeedbackAddress)
    word = links.sign("request-confirm", str(address.id))
    assert asker.web.post(f"{HOME}/xac-nhan/{word}").status_code == 200


def mails(catcher: Catcher) -> list[str]:
    assert pass_on()
    return [text_of(each) for each in catcher.mails() if each["Delivered-To"] == READER]


@pytest.mark.parametrize(
    ("moves", "state"),
    [
        ([("publish", {})], "open"),
        ([("plan", {"due": DUE}), ("plan", {"due": "2099-02-28"})], "planned"),
        ([("publish", {}), ("refuse", REFUSED), ("reopen", {})], "open"),
        ([("dismiss", {"answer": "Thư rác."}), ("publish", {})], "open"),
    ],
    ids=["public", "another day", "refused and opened again", "dismissed by mistake"],
)
def test_a_request_goes_from_state_to_state_and_the_log_tells_each(
    moves: list[tuple[str, dict[str, str]]], state: str, asker: Asker, decides: Decides
) -> None:
    number = asker.asks()
    for move, said in moves:
        found = decides(number, move, **said)
    assert found["state"] == state
    assert [each["kind"] for each in found["events"]] == [
        "received",
        "assign",
        *(move for move, _said in moves),
    ]
    assert first_break(log.rows(), None) is None


def test_the_day_of_a_plan_is_public_and_goes_with_it(asker: Asker, decides: Decides) -> None:
    number = asker.asks()
    decides(number, "plan", due=DUE, answer="Cùng số liệu năm.")
    assert "Dự kiến công bố 31/01/2099" in asker.reads(number)
    assert "Cùng số liệu năm." in asker.reads(number)
    decides(number, "refuse", **REFUSED)
    assert "Dự kiến công bố" not in asker.reads(number)


def test_a_refusal_says_its_ground_and_the_law_only_where_one_is_known(
    asker: Asker, decides: Decides
) -> None:
    number, other = asker.asks(), asker.asks()
    decides(number, "refuse", **REFUSED)
    decides(other, "refuse", ground="not-collected", answer="Không có số liệu.")
    assert "Luật Bảo vệ dữ liệu cá nhân (91/2025)" in asker.reads(number)
    assert "Danh sách nêu từng hộ." in asker.reads(number)
    assert "Luật" not in asker.reads(other)


def test_a_dataset_that_answers_is_linked_both_ways(
    asker: Asker, decides: Decides, table: dict[str, Any]
) -> None:
    number = asker.asks()
    decides(number, "fulfil", dataset=f"https://example.org/en/dataset/{table['dataset']}?x=1")
    hrefs = [str(a["href"]) for a in asker.page(f"{HOME}/{number}").select("main a")]
    assert f"/dataset/{table['dataset']}" in hrefs
    assert f"Công bố theo yêu cầu của người đọc: Số {number}" in asker.text(f"/dataset/{table['dataset']}")


@pytest.mark.parametrize(
    ("move", "said", "code"),
    [
        ("plan", {}, "bad-date"),
        ("plan", {"due": "31/1/2099"}, "bad-date"),
        ("plan", {"due": "2020-01-31"}, "day-past"),
        ("fulfil", {}, "not-public"),
        ("fulfil", {"dataset": "khong-co"}, "not-public"),
        ("refuse", {"answer": "Không."}, "ground-missing"),
        ("refuse", {"answer": "Không.", "ground": "x"}, "ground-missing"),
        ("refuse", {"ground": "personal"}, "answer-missing"),
        ("refuse", {**REFUSED, "answer": "Gọi ông Nguyễn Văn An, 0912345678."}, "personal-data"),
        ("merge", {"of": "999999999"}, "no-such-request"),
        ("merge", {"of": "một"}, "no-such-request"),
        ("reopen", {}, "state-changed"),
        ("publish", {"seen": "open"}, "state-changed"),
    ],
    ids=str,
)
def test_what_a_move_asks_for_is_asked_for(
    move: str, said: dict[str, str], code: str, asker: Asker, decides: Decides
) -> None:
    number = asker.asks()
    refused(code, decides, number, move, **said)
    assert kept(number).state == "waiting"


def test_a_duplicate_leads_to_the_other_and_weighs_there(asker: Asker, decides: Decides) -> None:
    first, second = asker.asks(), asker.asks()
    refused("no-such-request", decides, second, "merge", of=str(first))
    decides(first, "publish")
    decides(second, "publish")
    asker.supports(second)
    refused("no-such-request", decides, second, "merge", of=str(second))
    decides(second, "merge", of=str(first))
    assert f"yêu cầu số {first}" in asker.reads(second)
    assert "Người cũng cần 2" in asker.reads(first)
    refused("has-duplicates", decides, first, "merge", of=str(asker_third(asker, decides)))


def asker_third(asker: Asker, decides: Decides) -> int:
    number = asker.asks()
    decides(number, "publish")
    return number


@pytest.mark.parametrize("told", ["0912345678", "ông Nguyễn Văn An"])
def test_what_names_a_person_is_masked_in_public(told: str, asker: Asker, decides: Decides) -> None:
    number = asker.asks(text=f"Hỏi {told} về số hộ", places=f"gần nhà {told}")
    decides(number, "publish")
    assert told not in asker.reads(number)
    assert "về số hộ" in asker.reads(number)


def test_an_address_gets_a_question_then_one_answer_and_is_forgotten(
    asker: Asker, decides: Decides, catcher: Catcher, table: dict[str, Any]
) -> None:
    number = asker.asks(email=READER)
    assert f"{HOME}/xac-nhan/" in mails(catcher)[0]
    confirms(asker)
    decides(number, "plan", due=DUE)
    assert len(mails(catcher)) == 1
    decides(number, "fulfil", dataset=table["dataset"])
    _question, answer = mails(catcher)
    assert f"/dataset/{table['dataset']}" in answer
    assert model.Session.query(FeedbackAddress).count() == 0
    decides(number, "reopen")
    decides(number, "refuse", **REFUSED)
    assert len(mails(catcher)) == 2


def test_a_supporter_who_left_an_address_is_told_too(
    asker: Asker, decides: Decides, catcher: Catcher
) -> None:
    number = asker.asks()
    decides(number, "publish")
    asker.supports(number, email=READER)
    confirms(asker)
    decides(number, "refuse", **REFUSED)
    (answer,) = mails(catcher)
    assert REFUSED["answer"] in answer
    assert "91/2025" in answer


def test_who_has_not_said_yes_gets_no_answer_and_is_forgotten(
    asker: Asker, decides: Decides, catcher: Catcher
) -> None:
    number = asker.asks(email=READER)
    decides(number, "refuse", **REFUSED)
    assert model.Session.query(FeedbackAddress).count() == 0
    assert mails(catcher) == []


def test_an_address_that_nobody_confirmed_goes_after_two_days(asker: Asker) -> None:
    asker.asks(email=READER)
    for hours, left in ((47, 1), (49, 0)):
        with freeze_time(now() + timedelta(hours=hours)):
            lapsing.sweep()
            model.Session.commit()
        assert model.Session.query(FeedbackAddress).count() == left


def test_looking_at_the_link_confirms_nothing_and_an_old_or_foreign_one_is_gone(asker: Asker) -> None:
    asker.asks(email=READER)
    (address,) = model.Session.query(FeedbackAddress)
    path = f"{HOME}/xac-nhan/{links.sign('request-confirm', str(address.id))}"
    assert asker.web.get(path).status_code == 200
    model.Session.expire_all()
    assert address.confirmed is None
    with freeze_time(now() + timedelta(hours=49)):
        assert asker.web.get(path).status_code == 410
    assert asker.web.get(f"{HOME}/xac-nhan/{links.sign('confirm', str(address.id))}").status_code == 410


def test_the_words_of_a_dismissed_request_go_after_a_month(asker: Asker, decides: Decides) -> None:
    number = asker.asks(places="xã nào đó", purpose="bán hàng")
    decides(number, "dismiss", answer="Thư rác.")
    with freeze_time(now() + timedelta(days=31)):
        lapsing.sweep()
        model.Session.commit()
    request = kept(number)
    assert (request.said, request.places, request.purpose) == (lapsing.GONE, None, None)


def test_the_agency_is_told_what_it_is_given(asker: Asker, decides: Decides, office: Office) -> None:
    decides(asker.asks(), "publish")
    while drain():
        pass
    told = model.Session.query(Notice).filter_by(kind="request-assigned").all()
    people = {office.user(role).id: role for role in office.world.people.users}
    assert {people[each.user_id] for each in told} == {"sender@xa", "approver@xa"}


def reminded(day: date) -> int:
    return remind.remind(day)


def test_an_answer_is_reminded_of_when_it_is_due_and_weekly(asker: Asker, decides: Decides) -> None:
    number = asker.asks()
    decides(number, "publish")
    due = kept(number).created.date() + timedelta(days=15)
    days = [due + timedelta(days=each) for each in (-1, 0, 0, 6, 7, 15)]
    assert [reminded(day) for day in days] == [0, 1, 0, 0, 1, 1]


def test_a_planned_day_is_reminded_of_two_weeks_before_and_anew_when_it_moves(
    asker: Asker, decides: Decides
) -> None:
    number = asker.asks()
    decides(number, "plan", due=(today() + timedelta(days=30)).isoformat())
    assert [reminded(today() + timedelta(days=each)) for each in (15, 16, 17, 30)] == [0, 1, 0, 1]
    decides(number, "plan", due=(today() + timedelta(days=40)).isoformat())
    assert reminded(today() + timedelta(days=26)) == 1
    decides(number, "refuse", **REFUSED)
    assert reminded(today() + timedelta(days=60)) == 0


def test_the_desk_gives_it_on_and_answers_with_forms_that_work(asker: Asker, office: Office) -> None:
    number, path = asker.asks(purpose="Lời cho cơ quan"), "/ban-lam-viec/yeu-cau-du-lieu"
    above, sender = (office.world.people.token(role) for role in ("approver@tinh", "sender@xa"))
    assert WANTED in asker.web.get(path, headers=above, status=200).text
    assert asker.web.get(f"{path}/{number}", headers=sender).status_code == 403
    given = {"agency": office.world.agencies["xa"]}
    assert (
        asker.web.post(
            f"{path}/{number}/co-quan", data=given, headers=above, follow_redirects=False
        ).status_code
        == 303
    )
    assert "Lời cho cơ quan" in asker.web.get(f"{path}/{number}", headers=sender, status=200).text
    said = {"move": "refuse", "seen": "waiting", **REFUSED}
    answers = [
        asker.web.post(f"{path}/{number}", data=said, headers=sender, follow_redirects=False).status_code
        for _ in range(2)
    ]
    assert answers == [303, 409]
    assert REFUSED["answer"] in asker.reads(number)


def test_the_desk_is_not_for_others(asker: Asker, office: Office) -> None:
    path = f"/ban-lam-viec/yeu-cau-du-lieu/{asker.asks()}"
    token = office.world.people.token("nobody")
    assert asker.web.get(path, headers=token).status_code == 403
    assert asker.web.post(path, data={"move": "publish"}, headers=token).status_code == 403
    assert asker.web.get(path, follow_redirects=False).status_code == 303
