"""Mails to who left an address: whether they want the answer, and the answer. Then the address goes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from ckan import model

from ckanext.dtts.feedback import addresses
from ckanext.dtts.feedback.reports import letters as reports
from ckanext.dtts.feedback.requests import letters as requests
from ckanext.dtts.mail.letter import Letter
from ckanext.dtts.model import Feedback, FeedbackAddress, Mail

Writer = Callable[[Any, FeedbackAddress], Letter | None]

_WRITERS: Mapping[tuple[str, str], Writer] = MappingProxyType(
    {
        ("report", "answer"): reports.answer,
        ("request", "confirm"): requests.confirm,
        ("request", "answer"): requests.answer,
    }
)
"""By kind and purpose."""


def letter(mail: Mail) -> Letter | None:
    """The letter; None when the address is gone or there is no answer any more."""
    item = model.Session.get(Feedback, mail.feedback_id)
    at = mail.feedback_address_id
    kept = model.Session.get(FeedbackAddress, at) if at else None
    return _WRITERS[item.kind, mail.purpose](item, kept) if item and kept else None


def done(mail: Mail) -> None:
    """Delete the address, in the caller's transaction, when the mail was the last to it."""
    if mail.purpose == "answer":
        addresses.forget(mail)


def refuse(mail: Mail) -> None:
    """Delete an address that takes no mail, in the caller's transaction."""
    addresses.forget(mail)
