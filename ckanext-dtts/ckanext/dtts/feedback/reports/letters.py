"""The one letter to who reported something: what the agency answered."""

from __future__ import annotations

from ckanext.dtts import config
from ckanext.dtts.feedback.reports import show
from ckanext.dtts.mail import links
from ckanext.dtts.mail.letter import Half, Letter
from ckanext.dtts.model import FeedbackAddress, Report


def answer(report: Report, to: FeedbackAddress) -> Letter | None:
    """The letter; None when there is no answer any more."""
    if not report.answer:
        return None
    one = show.public_dict(report)
    subject = f"Trả lời phản ánh số {report.number} / Answer to your report no. {report.number}"
    return Letter("", to.address, subject, tuple(_half(lang, one) for lang in ("vi", "en")))


def _half(lang: str, one: show.Answer) -> Half:
    site, title, state = config.site_title(lang), one["dataset_title"][lang], one["state_words"][lang]
    page = links.page(f"/phan-anh/{one['number']}", lang)
    if lang == "en":
        opening = (
            f"You, or somebody who gave this address, reported something about “{title}” on {site}.",
            f"{state}.",
        )
        closing = ("This is the only mail about it. Your address has been deleted.",)
        return Half(
            lang, (*opening, one["answer"] or ""), button=("Read it on the portal", page), closing=closing
        )
    opening = (f"Bạn, hoặc người ghi địa chỉ này, đã báo một điều về “{title}” trên {site}.", f"{state}.")
    closing = ("Đây là thư duy nhất về việc này. Địa chỉ của bạn đã được xóa.",)
    return Half(lang, (*opening, one["answer"] or ""), button=("Xem trên cổng", page), closing=closing)
