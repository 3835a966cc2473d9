"""The portal's own mail catcher as a process of a test, which can be ended and started again."""

from __future__ import annotations

import email
import email.policy
import socket
import subprocess
import sys
from email.message import EmailMessage
from pathlib import Path

from ckan import model

from ckanext.dtts.mail.drain import drain as drain_mail
from ckanext.dtts.model import Outbox
from ckanext.dtts.model.columns import now
from ckanext.dtts.notices.drain import drain as drain_notices
from ckanext.dtts.subscriptions import lapsing, news

PROGRAM = Path(__file__).parents[3] / "docker" / "local" / "catcher.py"


class Catcher:
    """SMTP on a port of its own; every mail is a file."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.process: subprocess.Popen[str] | None = None

    def start(self) -> None:
        """Returns when it takes mail."""
        command = [sys.executable, "-I", str(PROGRAM), str(self.port), str(self.folder)]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout is not None
        assert self.process.stdout.readline().startswith("keeps mail")

    def stop(self) -> None:
        """Nobody listens on the port any more."""
        if self.process is not None:
            self.process.kill()
            self.process.communicate()
            self.process = None

    def mails(self) -> list[EmailMessage]:
        """What was caught, in the order in which it came."""
        found = [
            email.message_from_bytes(path.read_bytes(), policy=email.policy.default) for path in self.files()
        ]
        return [each for each in found if isinstance(each, EmailMessage)]

    def files(self) -> list[Path]:
        """The same as files."""
        return sorted(self.folder.glob("*.eml"))

    def only(self) -> EmailMessage:
        """The one mail that was caught."""
        (mail,) = self.mails()
        return mail


def pass_on() -> bool:
    """Pass on everything that is due; whether the last mails could be sent."""
    for others in (drain_notices, news.drain, lapsing.drain):
        while others():
            pass
    went = True
    while went and mail_is_due():
        went = drain_mail()
    model.Session.rollback()
    return went


def mail_is_due() -> bool:
    """Whether a note asks for a mail by now."""
    due = model.Session.query(Outbox).filter(Outbox.topic == "mail", Outbox.due <= now())
    return due.count() > 0


def text_of(mail: EmailMessage, form: str = "plain") -> str:
    """The body in one of its two forms."""
    body = mail.get_body((form,))
    assert body is not None
    return str(body.get_content())
