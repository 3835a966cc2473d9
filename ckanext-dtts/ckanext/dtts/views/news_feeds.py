"""Atom of a place and of an indicator: what was published, undone and withdrawn of their tables."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from feedgen.feed import FeedGenerator
from flask import Blueprint, Response, abort

from ckanext.dtts.dcat import feeds
from ckanext.dtts.dcat.distribution import site_address
from ckanext.dtts.mail import links
from ckanext.dtts.subscriptions import happenings, subjects, words
from ckanext.dtts.subscriptions.happenings import Happening
from ckanext.dtts.subscriptions.subjects import Subject
from ckanext.dtts.views import labels

blueprint = Blueprint("dtts_news_feeds", __name__)

NEVER = "1970-01-01T00:00:00Z"
"""Atom wants a moment also of a feed without entries."""
TYPE = "application/atom+xml; charset=utf-8"


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
    limit = int(tk.config["ckan.feeds.limit"])
    lang = feeds.language()
    feed = _head(subject, lang)
    found = happenings.newest(subject.kind, subject.key, limit)
    for each in found:
        _entry(feed, each, lang)
    feed.updated(found[0].at if found else NEVER)
    return Response(feed.atom_str(pretty=True), content_type=TYPE)


def _head(subject: Subject, lang: str) -> FeedGenerator:
    feed = FeedGenerator()
    site, name = site_address(), subject.en if lang == "en" else subject.vi
    address = f"{site}{subject.feed}" + ("?lang=en" if lang == "en" else "")
    feed.id(f"{site}{subject.feed}")
    feed.title(f"{name} – {labels.site_title(lang)}")
    feed.author({"name": labels.site_title(lang)})
    feed.language(lang)
    feed.link(href=links.page(subject.page, lang), rel="alternate")
    feed.link(href=address, rel="self")
    return feed


def _entry(feed: FeedGenerator, happening: Happening, lang: str) -> None:
    entry = feed.add_entry(order="append")
    entry.id(f"urn:uuid:{happening.id}")
    entry.title(words.title(happening, lang))
    entry.summary(words.text(happening, lang))
    entry.link(href=links.page(words.path(happening), lang))
    entry.published(happening.at)
    entry.updated(happening.at)
