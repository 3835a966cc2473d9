"""The two letters to who left an address with a request: whether they want the answer, and the answer."""

from __future__ import annotations

from ckanext.dtts import config
from ckanext.dtts.feedback.requests import show
from ckanext.dtts.mail import links
from ckanext.dtts.mail.letter import Half, Letter
from ckanext.dtts.model import DataRequest, FeedbackAddress

LANGS = ("vi", "en")
CONFIRM = "request-confirm"
"""What the signed word in the first letter is for."""
CONFIRM_S = 48 * 3600
"""Seconds in which an address must be confirmed."""


def confirm(request: DataRequest, to: FeedbackAddress) -> Letter | None:
    """The question to the owner of the address; None when it was answered already."""
    if to.confirmed is not None or request.state not in request.course.to_do:
        return None
    subject = (
        f"Xác nhận nhận trả lời yêu cầu số {request.number} / Confirm: answer to request no. {request.number}"
    )
    path = f"/yeu-cau-du-lieu/xac-nhan/{links.sign(CONFIRM, str(to.id))}"
    return Letter("", to.address, subject, tuple(_question(lang, request, path) for lang in LANGS))


def answer(request: DataRequest, to: FeedbackAddress) -> Letter | None:
    """The answer; None when there is none any more, or nobody has confirmed the address."""
    if to.confirmed is None or request.state in request.course.to_do:
        return None
    one = show.public_dict(request)
    subject = f"Trả lời yêu cầu dữ liệu số {request.number} / Answer to request for data no. {request.number}"
    return Letter("", to.address, subject, tuple(_told(lang, one) for lang in LANGS))


def _question(lang: str, request: DataRequest, path: str) -> Half:
    site, url = config.site_title(lang), links.page(path, lang)
    if lang == "en":
        asked = (
            f"Somebody, hopefully you, asked {site} to send the answer to request for data "
            f"no. {request.number} to this address."
        )
        rest = (
            "The link holds for 48 hours. If you did not ask, do nothing: there will be no further mail, and "
            "the address is deleted."
        )
        return Half(lang, (asked,), button=("Yes, send me the answer", url), closing=(rest,))
    asked = (
        f"Có người, có lẽ là bạn, đã nhờ cổng {site} gửi trả lời yêu cầu dữ liệu số {request.number} đến "
        f"địa chỉ này."
    )
    rest = (
        "Liên kết có hiệu lực trong 48 giờ. Nếu bạn không yêu cầu, xin bỏ qua thư này: sẽ không có thư nào "
        "nữa và địa chỉ được xóa."
    )
    return Half(lang, (asked,), button=("Đồng ý nhận trả lời", url), closing=(rest,))


def _told(lang: str, one: show.Answer) -> Half:
    page = links.page(f"/yeu-cau-du-lieu/{one['number']}", lang)
    opening = [f"{one['state_words'][lang]}.", *_outcome(lang, one), *filter(None, [one["answer"]])]
    if one["text"]:
        opening.insert(0, f"“{one['text']}”")
    if one["dataset"]:
        page = links.page(f"/dataset/{one['dataset']}", lang)
    if lang == "en":
        closing = ("This is the only mail about it. Your address has been deleted.",)
        button = "Open the dataset" if one["dataset"] else "Read it on the portal"
        return Half(lang, tuple(opening), button=(button, page), closing=closing)
    closing = ("Đây là thư duy nhất về việc này. Địa chỉ của bạn đã được xóa.",)
    button = "Mở bộ dữ liệu" if one["dataset"] else "Xem trên cổng"
    return Half(lang, tuple(opening), button=(button, page), closing=closing)


def _outcome(lang: str, one: show.Answer) -> list[str]:
    """The dataset, the ground, or the other request."""
    if one["dataset"]:
        return [one["dataset_title"][lang]]
    if one["ground"]:
        law = (one["law"] or {}).get(lang)
        return [one["ground_words"][lang] + (f" ({law})." if law else ".")]
    if one["duplicate_of"]:
        return [
            {"vi": f"Xem yêu cầu số {one['duplicate_of']}.", "en": f"See request no. {one['duplicate_of']}."}[
                lang
            ]
        ]
    return []
