"""What subscribers are written: whether they want it, that they have it already, and the news."""

from __future__ import annotations

import uuid
from datetime import timedelta

from ckan import model

from ckanext.dtts import config
from ckanext.dtts.dcat import version_feeds
from ckanext.dtts.dcat.version_feeds import entry
from ckanext.dtts.mail import links
from ckanext.dtts.mail.letter import Group, Half, Item, Letter
from ckanext.dtts.model import Mail, Subscriber, Subscription
from ckanext.dtts.model.columns import now
from ckanext.dtts.road.announcements import Announcement
from ckanext.dtts.subscriptions import asking, lapsing, news, subjects
from ckanext.dtts.subscriptions.subjects import Subject

LANGS = ("vi", "en")


def letter(mail: Mail) -> Letter | None:
    """The letter of a mail; None when nothing is left to say or the address takes no mail."""
    subscriber = model.Session.get(Subscriber, mail.subscriber_id)
    if subscriber is None or subscriber.refused is not None:
        return None
    return _news(mail, subscriber) if mail.purpose == "news" else _about_one(mail, subscriber)


def refuse(mail: Mail) -> None:
    """Mark the address as one that takes no mail, in the caller's transaction; it is deleted in a month."""
    subscriber = model.Session.get_one(Subscriber, mail.subscriber_id)
    subscriber.refused = now()
    lapsing.plan(f"refused:{subscriber.id}", lapsing.REFUSED + timedelta(minutes=1))


def _about_one(mail: Mail, subscriber: Subscriber) -> Letter | None:
    subscription = model.Session.get(Subscription, mail.subscription_id)
    subject = subjects.find(subscription.kind, subscription.subject) if subscription else None
    if subscription is None or subject is None:
        return None
    if mail.purpose == "confirm":
        return Letter(
            name="",
            address=subscriber.address,
            subject=f"Xác nhận theo dõi {subject.vi} / Confirm: {subject.en}",
            halves=tuple(_confirm(lang, subject, subscription.id) for lang in LANGS),
        )
    manage = _manage(subscriber.id)
    return Letter(
        name="",
        address=subscriber.address,
        subject=f"Bạn đang theo dõi {subject.vi} / You follow {subject.en}",
        halves=tuple(_known(lang, subject, manage) for lang in LANGS),
        leave_url=links.page(manage, "vi"),
    )


def _news(mail: Mail, subscriber: Subscriber) -> Letter | None:
    found = news.concerning(subscriber.id, mail.after_seq or 0, mail.until_seq or 0)
    if not found:
        return None
    manage = _manage(subscriber.id)
    subject = " / ".join(entry(found[0], lang)[0] for lang in LANGS)
    if len(found) > 1:
        subject = f"{len(found)} tin về dữ liệu bạn theo dõi / {len(found)} news on what you follow"
    return Letter(
        name="",
        address=subscriber.address,
        subject=subject,
        halves=tuple(_told(lang, found, manage) for lang in LANGS),
        leave_url=links.page(manage, "vi"),
    )


def _manage(subscriber_id: uuid.UUID) -> str:
    return f"/theo-doi/cua-toi/{links.sign(asking.MANAGE, str(subscriber_id))}"


def _confirm(lang: str, subject: Subject, subscription_id: uuid.UUID) -> Half:
    word = links.sign(asking.CONFIRM, str(subscription_id))
    url = links.page(f"/theo-doi/xac-nhan/{word}", lang)
    site = config.site_title(lang)
    if lang == "en":
        return Half(
            lang,
            (f"Somebody, hopefully you, asked {site} to send news of “{subject.en}” to this address.",),
            button=("Yes, send me the news", url),
            closing=(
                "The link holds for 48 hours. If you did not ask, do nothing: without your yes there will "
                "be no further mail, and the address is deleted after 48 hours.",
            ),
        )
    return Half(
        lang,
        (f"Có người, có lẽ là bạn, đã nhờ cổng {site} gửi tin về “{subject.vi}” đến địa chỉ này.",),
        button=("Đồng ý nhận tin", url),
        closing=(
            "Liên kết có hiệu lực trong 48 giờ. Nếu bạn không yêu cầu, xin bỏ qua thư này: nếu bạn không "
            "đồng ý thì sẽ không có thư nào nữa, và địa chỉ được xóa sau 48 giờ.",
        ),
    )


def _known(lang: str, subject: Subject, manage: str) -> Half:
    if lang == "en":
        said = f"You already follow “{subject.en}”. There is nothing to do."
        return Half(lang, (said,), footer=(("What you follow, and leaving", links.page(manage, lang)),))
    said = f"Bạn đang theo dõi “{subject.vi}” rồi, không cần làm gì thêm."
    return Half(
        lang, (said,), footer=(("Các mục bạn theo dõi, và ngừng nhận tin", links.page(manage, lang)),)
    )


def _told(lang: str, found: list[Announcement], manage: str) -> Half:
    items = tuple(Item(*entry(each, lang), links.page(version_feeds.page(each), lang)) for each in found)
    if lang == "en":
        return Half(
            lang,
            (),
            (Group("News on what you follow", items),),
            closing=("You get this because you confirmed it with this address.",),
            footer=(("What you follow, and leaving", links.page(manage, lang)),),
        )
    return Half(
        lang,
        (),
        (Group("Tin về dữ liệu bạn theo dõi", items),),
        closing=("Bạn nhận thư này vì đã xác nhận bằng địa chỉ này.",),
        footer=(("Các mục bạn theo dõi, và ngừng nhận tin", links.page(manage, lang)),),
    )
