"""Notices to the agency about a new report, and the one mail to who asked to be told of the answer."""

from __future__ import annotations

from ckanext.dtts import notices
from ckanext.dtts.feedback import addresses
from ckanext.dtts.feedback.reports import may, show
from ckanext.dtts.model import Report
from ckanext.dtts.notices import sweep
from ckanext.dtts.rights import people
from ckanext.dtts.rights.person import SENDERS

KIND = "feedback-received"


def of_new(report: Report) -> None:
    """Tell the senders and approvers of the agency, in the caller's transaction.

    The reader's words stay out of mails until somebody has read them.
    """
    sweep.plan()
    owner = may.owner_of(report)
    told = people.holders({owner} if owner else set(), SENDERS).get(owner or "", [])
    one = show.public_dict(report)
    title = {
        "vi": f"Người đọc báo lỗi số {report.number}: {one['dataset_title']['vi']}",
        "en": f"A reader reported something, no. {report.number}: {one['dataset_title']['en']}",
    }
    text = {lang: _place(one, lang) for lang in ("vi", "en")}
    details = {
        "title": title,
        "text": text,
        "path": f"/ban-lam-viec/phan-anh/{report.number}",
        "demo": one["demo"],
    }
    notices.tell(KIND, f"feedback:{report.id}", told, details)


def of_move(report: Report, what: str) -> None:
    """Plan the mail that tells the answer, in the caller's transaction, when an address is kept for it."""
    if what in report.course.answering:
        for address in addresses.of(report):
            addresses.write_to(address, "answer")


def _place(one: show.Answer, lang: str) -> str:
    names = (one["table_name"], one["field_title"])
    return ", ".join(each[lang] for each in names if each)
