"""Atom feeds of versions: first publications, revisions, what was undone and what was withdrawn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ckan.views.feed import CKANFeed

from ckanext.dtts.dcat.distribution import site_address
from ckanext.dtts.dcat.terms import MARK
from ckanext.dtts.road.announcements import UNDONE, WITHDRAWN, Announcement

PAGE = 50
NEVER = "1970-01-01T00:00:00Z"
"""Atom wants a moment also of a feed without entries, which must stay the same while there are none."""
_TITLES: Mapping[str, Mapping[str, str]] = {
    "first": {"vi": "{name}: công bố lần đầu", "en": "{name}: first published"},
    "revision": {"vi": "{name}: phiên bản {version}", "en": "{name}: version {version}"},
    UNDONE: {
        "vi": "{name}: phiên bản {version} không còn là bản mới nhất",
        "en": "{name}: version {version} is no longer the latest",
    },
    WITHDRAWN: {"vi": "{name}: phiên bản {version} đã rút lại", "en": "{name}: version {version} withdrawn"},
}
_REASON = {"vi": "Lý do: {reason}", "en": "Reason: {reason}"}
_BEFORE = {"vi": "So với phiên bản trước: {sentence}", "en": "Against the version before: {sentence}"}


def atom(
    announcements: Sequence[Announcement], *, title: str, address: str, of: str, number: int, lang: str
) -> bytes:
    """The feed at `address`, whose page for people is `of`; `number` counts its pages from 1."""
    own = f"{site_address()}{address}"
    asked = "&lang=en" if lang == "en" else ""
    more = len(announcements) == PAGE
    feed = CKANFeed(
        title,
        f"{site_address()}{of}",
        title,
        language=lang,
        author_name=title,
        feed_guid=own,
        feed_url=f"{own}?page={number}{asked}",
        previous_page=f"{own}?page={number - 1}{asked}" if number > 1 else None,
        next_page=f"{own}?page={number + 1}{asked}" if more else None,
        first_page=f"{own}?page=1{asked}",
        last_page=None,
    )
    feed.updated(announcements[0].at if announcements else NEVER)
    # The generator puts what comes last first.
    for each in reversed(announcements):
        _add(feed, each, lang)
    text: bytes = feed.writeString("utf-8")
    return text


def entry(announcement: Announcement, lang: str) -> tuple[str, str]:
    """Title and text of an announcement."""
    kind = announcement.kind
    if kind == "published":
        kind = "revision" if announcement.replaced else "first"
    mark = f"[{MARK[lang]}] " if announcement.demo else ""
    name = f"{announcement.dataset_title[lang]}, {announcement.name[lang]}"
    title = mark + _TITLES[kind][lang].format(name=name, version=announcement.version)
    if announcement.reason is not None:
        return title, _REASON[lang].format(reason=announcement.reason)
    said = (announcement.sentence or {}).get(lang, "")
    return title, _BEFORE[lang].format(sentence=said) if said and announcement.replaced else said


def page(announcement: Announcement) -> str:
    """The page of the version that is announced, without a language before it."""
    return f"/dataset/{announcement.dataset}/{announcement.table}/v/{announcement.version}"


def _add(feed: CKANFeed, announcement: Announcement, lang: str) -> None:
    title, text = entry(announcement, lang)
    prefix = "/en" if lang == "en" else ""
    feed.add_item(
        unique_id=announcement.id,
        title=_plain(title),
        description=_plain(text or title),
        link=f"{site_address()}{prefix}{page(announcement)}",
        updated=announcement.at,
        published=announcement.at,
        author_name=announcement.agency or "…",
        categories=[announcement.kind],
    )


def _plain(text: str) -> str:
    """Without characters that XML has no place for."""
    return "".join(letter for letter in text if letter in "\n\t" or letter >= " ")
