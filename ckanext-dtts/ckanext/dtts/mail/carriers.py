"""Other plugins may deliver mail by another way: CKAN's INotifier, asked before the mail server is."""

from __future__ import annotations

from email.message import EmailMessage

import ckan.plugins as p

from ckanext.dtts.mail.letter import Letter
from ckanext.dtts.mail.plugin import MailMixin


def deliver(letter: Letter, message: EmailMessage) -> bool:
    """Offer a message to every plugin but ours, in CKAN's order; True when one has delivered it."""
    plain, html = (message.get_body((form,)) for form in ("plain", "html"))
    delivered = False
    for plugin in p.PluginImplementations(p.INotifier):
        if isinstance(plugin, MailMixin):
            continue
        said = plugin.notify_recipient(
            delivered,
            letter.name,
            letter.address,
            str(message["Subject"]),
            plain.get_content() if plain else "",
            html.get_content() if html else None,
            {name: str(message[name]) for name in ("Message-ID", "Auto-Submitted") if name in message},
        )
        delivered = bool(said) or delivered
    return delivered
