"""A letter as a message that goes over the wire."""

from __future__ import annotations

import re
import unicodedata
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from urllib.parse import urlsplit
from uuid import UUID

import ckan.plugins.toolkit as tk

from ckanext.dtts.mail.letter import Letter
from ckanext.dtts.mail.wire import WIRE

SUBJECT_LONGEST = 200
NAME_LONGEST = 100
_SPACE = re.compile(r"\s+")


def of(letter: Letter, identity: UUID, made: datetime) -> EmailMessage:
    """The message; the same letter, identity and moment give the same bytes.

    The Message-ID is made of `identity`, so that a mailbox that gets a message twice can know it.
    """
    text, html = (tk.render(f"dtts/mail/letter.{form}", {"letter": letter}) for form in ("txt", "html"))
    message = write(letter.name, letter.address, letter.subject, text, html)
    message["Message-ID"] = f"<{identity}@{host()}>"
    message["Date"] = format_datetime(made)
    message["Auto-Submitted"] = "auto-generated"
    message["Content-Language"] = "vi, en"
    if letter.leave_url:
        message["List-Unsubscribe"] = f"<{letter.leave_url}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message.set_boundary(f"=_{identity.hex}")
    return message


def write(name: str, address: str, subject: str, text: str, html: str | None) -> EmailMessage:
    """A message from the portal, plain and, unless None, with the same as HTML."""
    message = EmailMessage(policy=WIRE)
    message["From"] = _mailbox(tk.config["ckan.site_title"], tk.config["smtp.mail_from"])
    message["To"] = _mailbox(name, address)
    if tk.config["smtp.reply_to"]:
        message["Reply-To"] = one_line(tk.config["smtp.reply_to"], NAME_LONGEST)
    message["Subject"] = one_line(subject, SUBJECT_LONGEST)
    # 7-bit on the wire: not every server takes 8BITMIME.
    message.set_content(text, cte="quoted-printable")
    if html is not None:
        message.add_alternative(html, subtype="html", cte="quoted-printable")
    return message


def one_line(text: str, longest: int) -> str:
    """Text fit for a header: control characters and line ends are spaces, and what is too long is cut."""
    plain = "".join(" " if unicodedata.category(each)[0] in "CZ" else each for each in text)
    plain = _SPACE.sub(" ", plain).strip()
    return plain if len(plain) <= longest else plain[: longest - 1].rstrip() + "…"


def host() -> str:
    """The portal's host, as its address names it."""
    return urlsplit(tk.config["ckan.site_url"]).hostname or "localhost"


def _mailbox(name: str, address: str) -> Address:
    return Address(display_name=one_line(name, NAME_LONGEST), addr_spec=address)
