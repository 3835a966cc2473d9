"""Notices to the agency about words that wait to be read."""

from __future__ import annotations

from ckan import model

from ckanext.dtts import notices
from ckanext.dtts.feedback.reports import may
from ckanext.dtts.model import Rating
from ckanext.dtts.model.columns import iso
from ckanext.dtts.notices import sweep
from ckanext.dtts.rights import people
from ckanext.dtts.rights.person import SENDERS
from ckanext.dtts.road import show as road_show

KIND = "comment-received"


def of_new(rating: Rating) -> None:
    """Tell the senders and approvers of the agency, in the caller's transaction.

    The reader's words stay out of mails until somebody has read them.
    """
    sweep.plan()
    owner = may.owner_of(rating)
    told = people.holders({owner} if owner else set(), SENDERS).get(owner or "", [])
    package = model.Session.get_one(model.Package, rating.package_id)
    of = road_show.titles(package)
    title = {
        "vi": f"Nhận xét số {rating.number} của người đọc chờ xem: {of['vi']}",
        "en": f"A reader's comment, no. {rating.number}, waits to be read: {of['en']}",
    }
    details = {
        "title": title,
        "text": {"vi": "", "en": ""},
        "path": f"/ban-lam-viec/nhan-xet/{rating.number}",
    }
    notices.tell(KIND, f"comment:{rating.id}:{iso(rating.changed)}", told, details)
