"""`ckan dtts mail …`: whether mail goes out, and what waits for it."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import ckan.plugins.toolkit as tk
import click
import sqlalchemy as sa
from ckan import model

from ckanext.dtts import config
from ckanext.dtts.mail import TOPIC, address, message, smtp
from ckanext.dtts.mail.letter import Half, Letter
from ckanext.dtts.model import Mail, Notice, Outbox
from ckanext.dtts.model.columns import iso, now
from ckanext.dtts.subscriptions import news

SHOWN = 50


@click.group("mail", short_help="E-mail of the portal.")
def mail() -> None:
    """What waits to be mailed, what was given up, and a mail to try the server with."""


@mail.command("list")
def list_mails() -> None:
    """Show what waits, with the server's last answer, and mails that were given up; no address is shown."""
    click.echo(f"server: {tk.config['smtp.server'] if config.mails() else 'none named, no mail is sent'}")
    waiting = sa.select(Outbox).where(Outbox.topic == TOPIC).order_by(Outbox.due).limit(SHOWN)
    for note in model.Session.scalars(waiting):
        click.echo(f"waits until {iso(note.due)}  tried {note.attempt}  {note.error or ''}".rstrip())
    given_up = sa.select(Mail).where(Mail.given_up.is_not(None), Mail.code.is_not(None))
    for each in model.Session.scalars(given_up.order_by(Mail.given_up.desc()).limit(SHOWN)):
        click.echo(f"given up {_moment(each.given_up)}  {each.id}  answer {each.code}")


@mail.command("now")
def send_now() -> None:
    """Let the worker send at once what waits for its time or for the mail server, digests and news too."""
    moment = now()
    digests = sa.update(Notice).where(Notice.mail_id.is_(None), Notice.mail_due > moment)
    model.Session.execute(digests.values(mail_due=moment))
    waiting = sa.update(Outbox).where(Outbox.topic.in_((TOPIC, news.TOPIC)), Outbox.due > moment)
    found = model.Session.execute(waiting.values(due=moment)).rowcount
    model.Session.commit()
    click.echo(f"{found} notes are due now.")


@mail.command("test")
@click.argument("to")
@click.pass_context
def send_test(context: click.Context, to: str) -> None:
    """Send a mail to an address now, and say what the server answers."""
    if not config.mails():
        raise click.ClickException("Name smtp.server and smtp.mail_from first: see docs/mail.md.")
    clean = address.clean(to)
    if clean is None:
        raise click.ClickException(f"{to} is no address that mail can be sent to.")
    try:
        with context.meta["flask_app"].test_request_context(), smtp.Post() as post:
            post.send(message.of(_letter(clean), uuid4(), now()), clean)
    except smtp.MailError as error:
        raise click.ClickException(f"{tk.config['smtp.server']}: {error}") from error
    click.echo(f"{tk.config['smtp.server']} has taken the mail.")


def _letter(to: str) -> Letter:
    halves = (
        Half("vi", ("Thư thử của cổng: máy chủ thư nhận thư của cổng.",)),
        Half("en", ("A test from the portal: the mail server takes its mail.",)),
    )
    return Letter(name="", address=to, subject="Thư thử / Test", halves=halves)


def _moment(at: Any) -> str:
    return iso(at) if at else ""
