"""Talking to the mail server: every wait has an end, TLS is verified, and each answer has a meaning."""

from __future__ import annotations

import re
import smtplib
import ssl
from email.message import EmailMessage
from types import TracebackType
from urllib.parse import urlsplit

import ckan.plugins.toolkit as tk

from ckanext.dtts import config
from ckanext.dtts.mail import message as messages
from dtts.errors import DttsError

SMTPS = 465
"""The port at which TLS is spoken from the first byte (RFC 8314)."""


class MailError(DttsError):
    """A mail was not taken. What servers say may hold addresses, so only their code is kept."""

    def __init__(self, what: str, code: int = 0) -> None:
        super().__init__(f"{what} ({code})" if code else what)
        self.code = code


class AwayError(MailError):
    """The server cannot be reached, or takes nothing from us: all mails wait."""


class LaterError(MailError):
    """This mail is not taken now."""


class RefusedError(MailError):
    """The address takes no mail, and will not."""


class UnwelcomeError(MailError):
    """This mail is not taken, now or later; others may be."""


class Post:
    """A connection that is opened by the first mail and serves all that follow; a context manager."""

    def __init__(self) -> None:
        self._server: smtplib.SMTP | None = None

    def __enter__(self) -> Post:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._leave()

    def send(self, message: EmailMessage, address: str) -> None:
        """Hand a message over; a MailError says why it is not taken."""
        try:
            self._server = self._server or _connect()
            self._server.send_message(message, tk.config["smtp.mail_from"], [address])
        except smtplib.SMTPRecipientsRefused as error:
            raise _of_address(error) from None
        except smtplib.SMTPDataError as error:
            raise _of_mail(error) from None
        except smtplib.SMTPResponseException as error:  # greeting, login, sender
            self._drop()
            raise AwayError("the mail server takes nothing from us", error.smtp_code) from None
        except (smtplib.SMTPException, OSError) as error:
            self._drop()
            raise AwayError(f"the mail server does not answer: {type(error).__name__}") from None

    def _leave(self) -> None:
        if self._server is not None:
            try:
                self._server.quit()
            except (smtplib.SMTPException, OSError):
                self._drop()

    def _drop(self) -> None:
        """Close a connection that said something wrong; the next mail opens another."""
        if self._server is not None:
            self._server.close()
            self._server = None


def _of_address(error: smtplib.SMTPRecipientsRefused) -> MailError:
    code, words = next(iter(error.recipients.values()))
    if not 500 <= code < 600:
        return LaterError("the address is not taken now", code)
    # RFC 3463: what is wrong is our side or the mail (5.6, 5.7), not the address.
    if re.match(rb"5\.[67]\.", words):
        return UnwelcomeError("the mail was refused", code)
    return RefusedError("the address was refused", code)


def _of_mail(error: smtplib.SMTPDataError) -> MailError:
    kind = UnwelcomeError if 500 <= error.smtp_code < 600 else LaterError
    return kind("the mail was refused", error.smtp_code)


def _connect() -> smtplib.SMTP:
    named = urlsplit(f"smtp://{tk.config['smtp.server'].rpartition('//')[2]}")
    host, port = named.hostname or "", named.port or 0
    # A name of our own for EHLO: smtplib would look ours up, without a time limit.
    name, wait = messages.host(), config.mail_timeout_s()
    server: smtplib.SMTP
    if port == SMTPS:
        server = smtplib.SMTP_SSL(host, port, name, timeout=wait, context=ssl.create_default_context())
    else:
        server = smtplib.SMTP(host, port, name, timeout=wait)
    try:
        _introduce(server)
    except BaseException:
        server.close()
        raise
    return server


def _introduce(server: smtplib.SMTP) -> None:
    server.ehlo()
    if tk.config["smtp.starttls"]:
        server.starttls(context=ssl.create_default_context())
        server.ehlo()
    if tk.config["smtp.user"]:
        server.login(tk.config["smtp.user"], tk.config["smtp.password"] or "")
