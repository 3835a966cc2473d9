"""What staff are mailed, when, and what becomes of it while the mail server is away or says no."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timezone
from typing import Any

import ckan.plugins as p
import pytest
from ckan import model
from ckan.lib import mailer
from freezegun import freeze_time

from ckanext.dtts.mail import links
from ckanext.dtts.model import Mail, Notice, Outbox
from ckanext.dtts.notices import pace
from glue.mail.catching import Catcher, pass_on, text_of
from glue.notices.office import Office, moved_to
from glue.road.people import Web

Setting = Callable[[str, Any], None]
HANOI = "Asia/Ho_Chi_Minh"


def choose(office: Office, role: str, **paces: str) -> None:
    wanted = {"to_act": "at-once", "to_know": "daily", **paces}
    office.world.people.does(role, "dtts_notice_setting_update", **wanted)


def addresses(catcher: Catcher) -> list[str]:
    return sorted(each["Delivered-To"] for each in catcher.mails())


@pytest.mark.parametrize(
    ("wanted", "now", "due"),
    [
        ("at-once", "2026-11-27T03:00:00", "2026-11-27T03:01:00"),
        ("daily", "2026-11-27T00:29:59", "2026-11-27T00:30:00"),
        ("daily", "2026-11-27T00:30:00", "2026-11-28T00:30:00"),
        ("daily", "2026-11-26T17:30:00", "2026-11-27T00:30:00"),
        ("daily", "2026-12-31T20:00:00", "2027-01-01T00:30:00"),
        ("weekly", "2026-11-27T03:00:00", "2026-11-30T00:30:00"),
        ("weekly", "2026-11-30T00:29:00", "2026-11-30T00:30:00"),
        ("weekly", "2026-11-30T00:31:00", "2026-12-07T00:30:00"),
        ("none", "2026-11-27T03:00:00", None),
    ],
)
def test_a_mail_is_due_by_the_clock_of_the_portal(wanted: str, now: str, due: str | None) -> None:
    moment = datetime.fromisoformat(now).replace(tzinfo=timezone.utc)
    found = pace.due(wanted, moment, HANOI, 60)
    assert (found and found.replace(tzinfo=None).isoformat()) == due


def test_the_morning_is_the_morning_also_where_clocks_change() -> None:
    before = datetime(2026, 3, 28, 12, 0, tzinfo=timezone.utc)
    assert pace.next_morning(before, "Europe/Berlin").hour == 5


def test_what_waits_for_somebody_is_mailed_at_once_to_each_of_them(catcher: Catcher, office: Office) -> None:
    submission = office.happens("awaiting")
    assert pass_on()
    people = [office.user(role).email for role in ("approver@tinh", "approver@xa")]
    assert addresses(catcher) == sorted(people)
    mail = catcher.mails()[0]
    assert mail["Subject"].startswith("“diem.csv” chờ duyệt")
    assert f"http://test.dtts.example/duyet/{submission.id}" in text_of(mail)
    assert f"http://test.dtts.example/en/duyet/{submission.id}" in text_of(mail)


def test_the_rest_comes_together_in_the_morning(catcher: Catcher, office: Office) -> None:
    for name in ("a.csv", "b.csv"):
        office.happens("published", filename=name)
    assert pass_on()
    assert catcher.mails() == []
    with freeze_time("2099-01-01T00:31:00Z"):
        assert pass_on()
    mail = catcher.only()
    assert mail["Subject"] == "2 thông báo / 2 notices"
    assert text_of(mail).index("a.csv") < text_of(mail).index("b.csv")


def test_a_mail_groups_what_is_to_be_done_before_what_is_good_to_know(
    catcher: Catcher, office: Office
) -> None:
    choose(office, "sender@xa", to_act="daily")
    office.happens("published", filename="a.csv")
    office.happens("sent-back", filename="b.csv", note="Ô C3 sai đơn vị")
    assert pass_on()
    with freeze_time("2099-01-01T00:31:00Z"):
        assert pass_on()
    text = text_of(catcher.only())
    order = ["VIỆC ĐANG CHỜ BẠN", "b.csv", "Ô C3 sai đơn vị", "TIN ĐỂ BIẾT", "a.csv"]
    assert [text.index(each) for each in order] == sorted(text.index(each) for each in order)
    assert "WHAT WAITS FOR YOU" in text[text.index("English") :]


def test_forty_files_at_once_are_one_mail(catcher: Catcher, office: Office, setting: Setting) -> None:
    setting("ckanext.dtts.mail_gather_s", 60)
    for number in range(4):
        office.happens("sent-back", filename=f"{number}.csv")
    assert pass_on()
    assert catcher.mails() == []
    with freeze_time("2099-01-01T05:00:00Z"):
        assert pass_on()
    assert [each["Subject"] for each in catcher.mails()] == ["4 thông báo / 4 notices"]


def test_what_was_read_on_the_portal_is_not_mailed(
    catcher: Catcher, office: Office, setting: Setting
) -> None:
    setting("ckanext.dtts.mail_gather_s", 60)
    submission = office.happens("awaiting")
    assert pass_on()
    office.moved(submission, "rejected")
    for hour in (5, 6):
        with freeze_time(f"2099-01-01T0{hour}:00:00Z"):
            assert pass_on()
    assert addresses(catcher) == [office.user("sender@xa").email]


def test_who_wants_none_gets_none(catcher: Catcher, office: Office) -> None:
    choose(office, "sender@xa", to_act="none", to_know="none")
    office.happens("sent-back")
    assert pass_on()
    with freeze_time("2099-01-01T05:00:00Z"):
        assert pass_on()
    assert office.user("sender@xa").email not in addresses(catcher)
    assert model.Session.query(Notice).filter_by(kind="sent-back").count() == 1


def test_a_new_choice_holds_for_what_is_not_mailed_yet(catcher: Catcher, office: Office) -> None:
    office.happens("published")
    assert pass_on()
    choose(office, "sender@xa", to_know="at-once")
    assert pass_on()
    assert addresses(catcher) == [office.user("sender@xa").email]


@pytest.mark.parametrize("missing", ["smtp.server", "smtp.mail_from"])
def test_without_a_server_or_a_sender_no_mail_is_planned(
    missing: str, catcher: Catcher, office: Office, setting: Setting
) -> None:
    setting(missing, "")
    office.happens("sent-back")
    assert pass_on()
    assert model.Session.query(Outbox).filter_by(topic="mail").count() == 0
    assert model.Session.query(Notice).filter_by(kind="sent-back").count() == 1


def test_while_the_server_is_away_mail_waits_and_nothing_is_lost(
    catcher: Catcher, office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    catcher.stop()
    office.happens("sent-back")
    assert pass_on() is False
    waits = [model.Session.query(Outbox).filter_by(topic="mail").first().due]
    for hour in range(5, 8):
        with freeze_time(f"2099-01-01T0{hour}:00:00Z"):
            assert pass_on() is False
            note = model.Session.query(Outbox).filter_by(topic="mail").first()
            waits.append(note.due - datetime.now(timezone.utc))
            assert note.attempt == 0
    assert [each.total_seconds() for each in waits[1:]] == [60, 120, 240]
    catcher.start()
    with freeze_time("2099-01-01T09:00:00Z"):
        assert pass_on()
    assert addresses(catcher) == [office.user("sender@xa").email]
    assert office.user("sender@xa").email not in caplog.text


def test_an_address_that_is_refused_for_good_is_marked_and_left_alone(
    catcher: Catcher, office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    with moved_to(office, "sender@xa", "khong-con+550@example.org"):
        office.happens("sent-back")
        assert pass_on()
        held = office.world.people.does("sender@xa", "dtts_notice_setting_show")
        assert held["refused"]
        office.happens("sent-back", filename="sau.csv")
        assert pass_on()
        mails = model.Session.query(Mail).filter_by(user_id=office.user("sender@xa").id)
        assert [(each.sent, each.code) for each in mails.order_by(Mail.created)] == [
            (None, 550),
            (None, None),
        ]
    assert model.Session.query(Outbox).filter_by(topic="mail").count() == 0
    assert "khong-con" not in caplog.text
    assert office.world.people.does("sender@xa", "dtts_notice_setting_show")["refused"] is None


def test_a_server_that_says_later_is_asked_later_and_in_the_end_no_more(
    catcher: Catcher, office: Office, setting: Setting
) -> None:
    setting("ckanext.dtts.mail_tries", 3)
    with moved_to(office, "sender@xa", "day+452@example.org"):
        office.happens("sent-back")
        assert pass_on()
        for hour, left in ((5, 1), (8, 0)):
            with freeze_time(f"2099-01-01T0{hour}:00:00Z"):
                pass_on()
            assert model.Session.query(Outbox).filter_by(topic="mail").count() == left
        mail = model.Session.query(Mail).filter_by(user_id=office.user("sender@xa").id).one()
        assert (mail.sent, mail.given_up is None, mail.code) == (None, False, 452)
        assert office.world.people.does("sender@xa", "dtts_notice_setting_show")["refused"] is None


def test_one_mail_that_is_unwelcome_does_not_spoil_the_address(catcher: Catcher, office: Office) -> None:
    with moved_to(office, "sender@xa", "chan+data554@example.org"):
        office.happens("sent-back")
        assert pass_on()
        assert model.Session.query(Mail).one().code == 554
        assert office.world.people.does("sender@xa", "dtts_notice_setting_show")["refused"] is None


def test_one_refused_address_does_not_hold_up_the_others(catcher: Catcher, office: Office) -> None:
    with moved_to(office, "approver@xa", "khong-con+550@example.org"):
        office.happens("awaiting")
        assert pass_on()
    assert addresses(catcher) == [office.user("approver@tinh").email]


def test_an_account_without_a_usable_address_is_told_on_the_portal_only(
    catcher: Catcher, office: Office
) -> None:
    with moved_to(office, "sender@xa", "khong phai dia chi"):
        office.happens("sent-back")
        assert pass_on()
    assert catcher.mails() == []
    assert model.Session.query(Notice).filter_by(kind="sent-back").count() == 1


def test_the_mailboxs_own_button_ends_the_mails_with_one_post(
    catcher: Catcher, office: Office, web: Web
) -> None:
    office.happens("sent-back")
    assert pass_on()
    mail = catcher.only()
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    path = re.fullmatch(r"<http://test\.dtts\.example(/\S+)>", mail["List-Unsubscribe"])[1]
    for _ in range(2):  # a mail program that looks by itself
        assert web.get(path).status_code == 200
    assert office.world.people.does("sender@xa", "dtts_notice_setting_show")["to_act"] == "at-once"
    answer = web.post(path, data={"List-Unsubscribe": "One-Click"}, follow_redirects=False)
    assert answer.status_code == 200
    assert "no-store" in answer.headers["Cache-Control"]
    held = office.world.people.does("sender@xa", "dtts_notice_setting_show")
    assert (held["to_act"], held["to_know"]) == ("none", "none")


@pytest.mark.parametrize("change", ["cut", "made up", "for another purpose"])
def test_a_link_that_is_not_ours_ends_nothing(change: str, office: Office, web: Web) -> None:
    person = office.user("sender@xa").id
    word = {
        "cut": links.sign("staff", person)[:-1],
        "made up": person,
        "for another purpose": links.sign("confirm", person),
    }[change]
    for ask in (web.get, web.post):
        ask(f"/thong-bao/e-mail/thoi/{word}", status=404)


def test_plugins_are_asked_before_the_mail_server(
    catcher: Catcher, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[str, str]] = []

    class Carrier:
        def notify_about_topic(self, already: bool, topic: str, details: dict[str, Any]) -> bool:
            asked.append((topic, details["user"].name))
            assert details["title"]["en"].startswith("“diem.csv”")
            return topic == "dtts_notice_awaiting"

        def notify_recipient(self, *_: Any, **__: Any) -> bool:
            return False

    real = p.PluginImplementations
    monkeypatch.setattr(
        p, "PluginImplementations", lambda what: [Carrier()] if what is p.INotifier else real(what)
    )
    office.happens("awaiting")
    office.happens("sent-back")
    assert pass_on()
    approvers = {("dtts_notice_awaiting", office.user(f"approver@{place}").name) for place in ("xa", "tinh")}
    assert set(asked) == approvers | {("dtts_notice_sent-back", office.user("sender@xa").name)}
    assert addresses(catcher) == [office.user("sender@xa").email]


def test_a_forgotten_password_goes_by_the_same_way(catcher: Catcher, office: Office) -> None:
    mailer.send_reset_link(office.user("sender@xa"))
    mail = catcher.only()
    assert mail["Delivered-To"] == office.user("sender@xa").email
    assert "/user/reset/" in text_of(mail)


def test_a_forgotten_password_while_the_server_is_away_is_said(catcher: Catcher, office: Office) -> None:
    catcher.stop()
    with pytest.raises(mailer.MailerException):
        mailer.send_reset_link(office.user("sender@xa"))
