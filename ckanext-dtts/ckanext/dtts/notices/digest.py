"""What a member of staff is mailed: all notices that are due and not read, in one letter."""

from __future__ import annotations

import sqlalchemy as sa
from ckan import model

from ckanext.dtts.mail import address, links
from ckanext.dtts.mail.letter import Group, Half, Item, Letter
from ckanext.dtts.model import Mail, Notice
from ckanext.dtts.model.columns import now
from ckanext.dtts.notices import settings, words
from ckanext.dtts.notices.kinds import KINDS

LEAVE = "staff"
_WORDS = {
    "vi": {
        "greeting": "Kính gửi {name},",
        "to_act": "Việc đang chờ bạn",
        "to_know": "Tin để biết",
        "all": "Tất cả thông báo",
        "pace": "Đổi mức gửi thư",
        "leave": "Ngừng nhận thư",
        "why": "Bạn nhận thư này vì có tài khoản cán bộ trên cổng.",
        "many": "{count} thông báo",
    },
    "en": {
        "greeting": "Dear {name},",
        "to_act": "What waits for you",
        "to_know": "What you may want to know",
        "all": "All notices",
        "pace": "How often to be e-mailed",
        "leave": "Stop these e-mails",
        "why": "You get this because you have a staff account on the portal.",
        "many": "{count} notices",
    },
}


def next_mail(user_id: str) -> Mail | None:
    """The mail of this person that waits, or a new one of what is due, committed; None when nothing is.

    Which notices a mail tells is fixed when it is put together: however often it is tried, it says the same.
    """
    waiting = sa.select(Mail).where(Mail.user_id == user_id, Mail.sent.is_(None), Mail.given_up.is_(None))
    mail = model.Session.scalar(waiting.order_by(Mail.created).limit(1))
    return mail or _put_together(user_id)


def letter(mail: Mail) -> Letter | None:
    """The letter of a mail; None for somebody who left, or whose address is none or takes no mail."""
    user = model.Session.get(model.User, mail.user_id)
    to = address.clean(user.email or "") if user is not None and user.is_active else None
    notices = _told_by(mail)
    if user is None or to is None or not notices or settings.refused(user) is not None:
        return None
    leave = f"/thong-bao/e-mail/thoi/{links.sign(LEAVE, user.id)}"
    return Letter(
        name=user.display_name,
        address=to,
        subject=_subject(notices),
        halves=tuple(_half(lang, user.display_name, notices, leave) for lang in ("vi", "en")),
        leave_url=links.page(leave, "vi"),
    )


def refuse(mail: Mail) -> None:
    """Remember, in the caller's transaction, that this person's address takes no mail."""
    settings.refuse(model.Session.get_one(model.User, mail.user_id))


def _put_together(user_id: str) -> Mail | None:
    due = sa.select(Notice).where(
        Notice.user_id == user_id,
        Notice.mail_id.is_(None),
        Notice.read.is_(None),
        Notice.mail_due <= now(),
    )
    notices = list(model.Session.scalars(due.with_for_update()))
    if not notices:
        model.Session.rollback()
        return None
    mail = Mail(purpose="notices", user_id=user_id)
    model.Session.add(mail)
    model.Session.flush()
    for notice in notices:
        notice.mail_id = mail.id
    model.Session.commit()
    return mail


def _told_by(mail: Mail) -> list[Notice]:
    query = sa.select(Notice).where(Notice.mail_id == mail.id).order_by(Notice.created, Notice.id)
    return list(model.Session.scalars(query))


def _subject(notices: list[Notice]) -> str:
    """The one thing, or how many there are, in both languages."""
    if len(notices) == 1:
        return " / ".join(words.title(notices[0].kind, notices[0].details).values())
    return " / ".join(_WORDS[lang]["many"].format(count=len(notices)) for lang in ("vi", "en"))


def _half(lang: str, name: str, notices: list[Notice], leave: str) -> Half:
    say = _WORDS[lang]
    groups = [
        Group(say[pace], tuple(_item(lang, each) for each in notices if KINDS[each.kind] == pace))
        for pace in ("to_act", "to_know")
    ]
    return Half(
        lang=lang,
        opening=(say["greeting"].format(name=name),),
        groups=tuple(group for group in groups if group.items),
        closing=(say["why"],),
        footer=(
            (say["all"], links.page("/thong-bao", lang)),
            (say["pace"], links.page("/thong-bao/e-mail", lang)),
            (say["leave"], links.page(leave, lang)),
        ),
    )


def _item(lang: str, notice: Notice) -> Item:
    title = words.title(notice.kind, notice.details)[lang]
    return Item(title, words.text(notice.details)[lang], links.page(words.path(notice), lang))
