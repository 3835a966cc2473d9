"""CKAN's own mails (invitations, forgotten passwords) go by our way: with time limits and verified TLS."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import ckan.plugins as p
from ckan.lib.mailer import Attachment, MailerException

from ckanext.dtts import config
from ckanext.dtts.mail import address, message, smtp

OURS = frozenset({"from", "to", "subject", "date", "message-id"})


class MailMixin(p.SingletonPlugin):
    """Sends what CKAN wants to send; CKAN's own sender waits for a server without an end."""

    p.implements(p.INotifier, inherit=True)

    def notify_recipient(
        self,
        already_notified: bool,
        recipient_name: str,
        recipient_email: str,
        subject: str,
        body: str,
        body_html: str | None = None,
        headers: dict[str, Any] | None = None,
        attachments: Iterable[Attachment] | None = None,
    ) -> bool:
        """Send one mail now; MailerException, which CKAN's pages expect, when that fails."""
        if already_notified or attachments:  # CKAN itself attaches nothing; a plugin that does is left to it
            return already_notified
        to = address.clean(recipient_email)
        if to is None or not config.mails():
            raise MailerException("No mail server is named, or the address is none.")
        made = message.write(recipient_name, to, subject, body, body_html)
        for name, value in (headers or {}).items():
            if name.lower() not in OURS and name not in made:
                made[name] = message.one_line(str(value), message.SUBJECT_LONGEST)
        try:
            with smtp.Post() as post:
                post.send(made, to)
        except smtp.MailError as error:
            raise MailerException(str(error)) from error
        return True
