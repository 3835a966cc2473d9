"""Atom feeds of versions: first publications, revisions, what was undone and what was withdrawn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ckan.views.feed import CKANFeed

from ckanext.dtts.dcat import feeds
from ckanext.dtts.road.announcements import UNDONE, WITHDRAWN, Announcement

PAGE = 50
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
    feed = feeds.paged(
        title,
        address=address,
        of=of,
        number=number,
        lang=lang,
        more=len(announcements) == PAGE,
        updated=announcements[0].at if announcements else None,
    )
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
    name = f"{announcement.dataset_title[lang]}, {announcement.name[lang]}"
    told = _TITLES[kind][lang].format(name=name, version=announcement.version)
    title = feeds.marked(told, lang, demo=announcement.demo)
    if announcement.reason is not None:
        return title, _REASON[lang].format(reason=announcement.reason)
    said = (announcement.sentence or {}).get(lang, "")
    return title, _BEFORE[lang].format(sentence=said) if said and announcement.replaced else said


def page(announcement: Announcement) -> str:
    """The page of the version that is announced, without a language before it."""
    return f"/dataset/{announcement.dataset}/{announcement.table}/v/{announcement.version}"


def _add(feed: CKANFeed, announcement: Announcement, lang: str) -> None:
    title, text = entry(announcement, lang)
    feed.add_item(
        unique_id=announcement.id,
        title=feeds.plain(title),
        description=feeds.plain(text or title),
        link=feeds.page(page(announcement), lang),
        updated=announcement.at,
        published=announcement.at,
        author_name=announcement.agency or "…",
        categories=[announcement.kind],
    )
