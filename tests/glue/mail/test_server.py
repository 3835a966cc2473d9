"""Talking to mail servers that are slow, plain or strange, and what an operator sees of it."""

from __future__ import annotations

import smtplib
import socket
from collections.abc import Callable
from datetime import datetime, timezone
from typing import Any

import pytest
from ckan import model
from click.testing import CliRunner

from ckanext.dtts.cli.mail import mail
from ckanext.dtts.mail import message, smtp
from ckanext.dtts.model import Outbox
from glue.mail.catching import Catcher, pass_on
from glue.notices.office import Office

Setting = Callable[[str, Any], None]


def hand_over(to: str = "a@example.org") -> None:
    with smtp.Post() as post:
        post.send(message.write("A", to, "thử", "thử", None), to)


def test_a_server_that_says_nothing_is_waited_for_no_longer_than_told(
    catcher: Catcher, setting: Setting
) -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        setting("smtp.server", f"127.0.0.1:{silent.getsockname()[1]}")
        setting("ckanext.dtts.mail_timeout_s", 0.2)
        with pytest.raises(smtp.AwayError):
            hand_over()


def test_nothing_is_sent_in_clear_when_tls_was_asked_for(catcher: Catcher, setting: Setting) -> None:
    setting("smtp.starttls", True)
    with pytest.raises(smtp.AwayError):
        hand_over()
    assert catcher.mails() == []


def test_nothing_is_sent_to_a_server_that_does_not_know_us(catcher: Catcher, setting: Setting) -> None:
    setting("smtp.user", "cong")
    setting("smtp.password", "mat-khau")
    with pytest.raises(smtp.AwayError) as refused:
        hand_over()
    assert "mat-khau" not in str(refused.value)
    assert catcher.mails() == []


@pytest.mark.parametrize(
    ("answer", "meaning"),
    [
        ("550 5.1.1 <a@example.org> unknown", smtp.RefusedError),
        ("550 no such user", smtp.RefusedError),
        ("550 5.7.1 we do not like you", smtp.UnwelcomeError),
        ("450 4.2.1 come later", smtp.LaterError),
        ("421 4.3.2 going down", smtp.LaterError),
    ],
)
def test_an_answer_about_an_address_has_its_meaning_and_leaves_no_address(
    answer: str, meaning: type[smtp.MailError]
) -> None:
    code, words = int(answer[:3]), answer[4:].encode()
    error = smtp._of_address(smtplib.SMTPRecipientsRefused({"a@example.org": (code, words)}))
    assert type(error) is meaning
    assert "example.org" not in str(error)
    assert error.code == code


def test_one_connection_serves_many_mails_and_goes_on_after_a_refusal(catcher: Catcher) -> None:
    with smtp.Post() as post:
        for to in ("a@example.org", "b+550@example.org", "c@example.org"):
            made = message.write("", to, "thử", "thử", None)
            try:
                post.send(made, to)
            except smtp.RefusedError:
                assert to.startswith("b")
    assert [each["Delivered-To"] for each in catcher.mails()] == ["a@example.org", "c@example.org"]


def test_an_operator_sees_what_waits_and_lets_it_go_at_once(catcher: Catcher, office: Office) -> None:
    office.happens("published")
    office.told(office.happens("invalid"))
    told = CliRunner().invoke(mail, ["list"])
    assert told.exit_code == 0
    assert told.output.count("waits until") == 2
    assert office.user("sender@xa").email not in told.output
    assert CliRunner().invoke(mail, ["now"]).output == "2 notes are due now.\n"
    assert pass_on()
    assert [each["Subject"] for each in catcher.mails()] == ["2 thông báo / 2 notices"]
    waiting = model.Session.query(Outbox).filter(Outbox.topic.in_(("notice", "mail")))
    assert waiting.filter(Outbox.due > datetime.now(timezone.utc)).count() == 0


def test_an_operator_without_a_server_is_told_what_to_name(catcher: Catcher, setting: Setting) -> None:
    setting("smtp.mail_from", "")
    told = CliRunner().invoke(mail, ["test", "a@example.org"])
    assert told.exit_code == 1
    assert "smtp.mail_from" in told.output
    assert "none named" in CliRunner().invoke(mail, ["list"]).output
