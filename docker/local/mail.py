"""The mail catcher of `make portal`, and what it has caught; none when a real mail server is named."""

from __future__ import annotations

import email
import email.policy
import os
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path

from . import ckan, ports
from .errors import OperatorError
from .files import fingerprint
from .place import Place
from .processes import Service

PROGRAM = Path(__file__).with_name("catcher.py")
SHOWN = 20


@dataclass(frozen=True)
class Mail:
    """The mail server and the address that mails come from; an empty server sends none."""

    server: str = ""
    starttls: bool = False
    user: str = ""
    password: str = ""
    sender: str = ""
    reply_to: str = ""


def named(environment: dict[str, str]) -> Mail:
    """The server that DTTS_SMTP_SERVER and its companions name."""
    server, sender = environment.get("DTTS_SMTP_SERVER", ""), environment.get("DTTS_MAIL_FROM", "")
    if server and "@" not in sender:
        raise OperatorError(
            f"DTTS_SMTP_SERVER={server} needs DTTS_MAIL_FROM: the address that mails of the portal come from."
        )
    return Mail(
        server,
        environment.get("DTTS_SMTP_STARTTLS", "").lower() in ("1", "true", "yes"),
        environment.get("DTTS_SMTP_USER", ""),
        environment.get("DTTS_SMTP_PASSWORD", ""),
        sender if server else "",
        environment.get("DTTS_MAIL_REPLY_TO", ""),
    )


def settings(place: Place) -> Mail:
    """The named server, else the catcher."""
    given = named(dict(os.environ))
    # .example is nobody's (RFC 2606).
    return given if given.server else Mail(f"127.0.0.1:{place.ports.smtp}", sender="thong-bao@dtts.example")


def folder(place: Place) -> Path:
    """Where caught mails lie, one file each."""
    return place.var / "mail"


def service(place: Place) -> Service:
    """The catcher's process."""
    return Service("mail", place.run, place.log, place.account)


def start(place: Place) -> str | None:
    """Brings the catcher up, unless a real server is named."""
    if named(dict(os.environ)).server:
        service(place).stop()
        return f"goes to {settings(place).server}"
    server, mark = service(place), fingerprint([PROGRAM])
    if server.pid() is not None and server.mark() != mark:
        server.stop()
    if server.pid() is None:
        ports.require_free(place.ports.smtp, "the mail catcher", "DTTS_SMTP_PORT")
        folder(place).mkdir(exist_ok=True)
        place.account.own(folder(place))
        before = server.log_size()
        python = str(place.venv / "bin" / "python")
        command = [python, "-I", str(PROGRAM), str(place.ports.smtp), str(folder(place))]
        server.start(command, cwd=place.var, mark=mark, as_root=not ckan.runs_apart(place))
        ports.wait_until(
            lambda: server.has_said("keeps mail", before),
            lambda: server.pid() is not None,
            20,
            lambda: f"The mail catcher did not start: {server.last_words()} (see {server.log_file})",
        )
    return f"port {place.ports.smtp}, kept in {folder(place)}"


def stop(place: Place) -> bool:
    """Ends the catcher; what it has caught stays."""
    return service(place).stop()


def show(place: Place) -> str:
    """The newest mails, newest last, as text."""
    caught = sorted(folder(place).glob("*.eml"))
    if not caught:
        return f"No mail was caught in {folder(place)} yet."
    return "\n".join(_as_text(path) for path in caught[-SHOWN:])


def _as_text(path: Path) -> str:
    message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    body = message.get_body(("plain",))
    heads = [f"{name}: {message[name]}" for name in ("Date", "From", "To", "Subject")]
    return "\n".join([f"==> {path}", *heads, "", body.get_content() if body else ""])
