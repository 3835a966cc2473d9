"""Atom of a place and of an indicator: what was published, undone and withdrawn of their tables."""

from __future__ import annotations

from flask import Blueprint, Response, abort

from ckanext.dtts.dcat import feeds, version_feeds
from ckanext.dtts.road import announcements
from ckanext.dtts.subscriptions import subjects
from ckanext.dtts.views import labels, links

blueprint = Blueprint("dtts_news_feeds", __name__)


@blueprint.get("/feeds/dia-ban/<place>.atom")
def place(place: str) -> Response:
    """News of a place: of today by its code, a former one by its whole id."""
    return _feed("place", place)


@blueprint.get("/feeds/chi-tieu/<code>.atom")
def indicator(code: str) -> Response:
    """News of an indicator."""
    return _feed("indicator", code)


def _feed(kind: str, name: str) -> Response:
    subject = subjects.find(kind, name) or abort(404)
    lang, number = feeds.language(), links.whole("page")
    found = announcements.recent(
        of=subjects.belongs(subject.kind, subject.key),
        limit=version_feeds.PAGE,
        offset=(number - 1) * version_feeds.PAGE,
    )
    title = f"{subject.en if lang == 'en' else subject.vi} – {labels.site_title(lang)}"
    text = version_feeds.atom(
        found, title=title, address=subject.feed, of=subject.page, number=number, lang=lang
    )
    return Response(text, content_type="application/atom+xml; charset=utf-8")
