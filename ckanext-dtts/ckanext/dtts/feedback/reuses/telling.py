"""Notices to the agencies about a new entry, and about one whose address opens no more."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import sqlalchemy as sa
from ckan import model

from ckanext.dtts import notices
from ckanext.dtts.feedback.reuses import may
from ckanext.dtts.model import Reuse
from ckanext.dtts.notices import sweep
from ckanext.dtts.rights import people
from ckanext.dtts.rights.person import SENDERS
from dtts.feedback.reuses import COURSE

KIND = "reuse-received"
_NEW = {
    "vi": "Sản phẩm dùng dữ liệu số {number} chờ xem",
    "en": "A work that uses the data, no. {number}, waits to be looked at",
}


def of_new(entry: Reuse) -> None:
    """Tell the senders and approvers of the agencies, in the caller's transaction.

    The maker's words stay out of mails until somebody has read them.
    """
    sweep.plan()
    title = {lang: words.format(number=entry.number) for lang, words in _NEW.items()}
    details = {"title": title, "text": {"vi": "", "en": ""}, "path": page(entry), "demo": entry.demo}
    notices.tell(KIND, f"reuse:{entry.id}", _people(entry), details)


def of_broken(kind: str, title: Mapping[str, str], addresses: Collection[str], day: str) -> int:
    """Tell each agency once a day of public entries with one of these addresses, in the caller's transaction;
    how many entries there are."""
    query = sa.select(Reuse).where(Reuse.state.in_(COURSE.public), Reuse.address.in_(addresses))
    found = list(model.Session.scalars(query))
    for entry in found:
        named = {lang: f"{words}: {entry.title or entry.title_en}" for lang, words in title.items()}
        details = {"title": named, "text": entry.address, "path": page(entry)}
        notices.tell(kind, f"{kind}:{entry.id}:{day}", _people(entry), details)
    return len(found)


def page(entry: Reuse) -> str:
    """Its page on the desk, without a language."""
    return f"/ban-lam-viec/su-dung-lai/{entry.number}"


def _people(entry: Reuse) -> list[str]:
    holders = people.holders(may.owners_of(entry), SENDERS)
    return sorted({each for told in holders.values() for each in told})
