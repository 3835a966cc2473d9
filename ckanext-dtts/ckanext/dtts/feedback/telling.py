"""Notices to the agency about a new report, and the one mail to who asked to be told of the answer."""

from __future__ import annotations

from ckan import model

from ckanext.dtts import notices
from ckanext.dtts.feedback import may, show
from ckanext.dtts.mail import TOPIC as MAIL
from ckanext.dtts.model import Feedback, FeedbackAddress, Mail, Outbox
from ckanext.dtts.notices import sweep
from ckanext.dtts.rights import people
from ckanext.dtts.rights.person import SENDERS
from dtts.feedback import ANSWERING, Move

KIND = "feedback-received"


def of_new(report: Feedback) -> None:
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


def of_move(report: Feedback, what: Move) -> None:
    """Plan the mail that tells the answer, in the caller's transaction, when an address is kept for it."""
    if what not in ANSWERING or model.Session.get(FeedbackAddress, report.id) is None:
        return
    mail = Mail(purpose="answer", feedback_id=report.id)
    model.Session.add(mail)
    model.Session.flush()
    model.Session.add(Outbox(topic=MAIL, key=f"mail:{mail.id}"))


def _place(one: show.Answer, lang: str) -> str:
    names = (one["table_name"], one["field_title"])
    return ", ".join(each[lang] for each in names if each)
