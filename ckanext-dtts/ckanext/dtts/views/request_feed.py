"""Atom of requests for data: each public one with where it stands; `lang=en` is English."""

from __future__ import annotations

from flask import Blueprint, Response

from ckanext.dtts.dcat import feeds
from ckanext.dtts.dcat.distribution import site_address
from ckanext.dtts.feedback.requests import listing, show
from ckanext.dtts.model import DataRequest
from ckanext.dtts.views import labels, links

blueprint = Blueprint("dtts_request_feed", __name__)

PAGE = 50
ADDRESS, HOME = "/feeds/yeu-cau-du-lieu.atom", "/yeu-cau-du-lieu"
_TITLE = {"vi": "Yêu cầu dữ liệu", "en": "Requests for data"}


@blueprint.get(ADDRESS)
def read() -> Response:
    """By the last move of each, the newest first, 50 a page; `page` goes back in time."""
    lang, number = feeds.language(), links.whole("page")
    found = listing.recent(PAGE + 1, (number - 1) * PAGE)
    feed = feeds.paged(
        f"{labels.site_title(lang)}: {_TITLE[lang]}",
        address=ADDRESS,
        of=HOME,
        number=number,
        lang=lang,
        more=len(found) > PAGE,
        updated=found[0].changed if found else None,
    )
    shown = list(zip(found[:PAGE], show.public_dicts(found[:PAGE]), strict=True))
    # The generator puts what comes last first.
    for request, one in reversed(shown):
        feed.add_item(**_entry(request, one, lang))
    return Response(feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


def _entry(request: DataRequest, one: show.Answer, lang: str) -> dict[str, object]:
    """One request; its id stays the same while it moves on."""
    said = f"{one['text']} ({one['state_words'][lang]})"
    return {
        "unique_id": f"{site_address()}{HOME}/{request.number}",
        "title": feeds.plain(feeds.marked(said, lang, demo=request.demo)),
        "description": feeds.plain(" ".join(filter(None, (one["area"][lang], one["answer"])))),
        "link": feeds.page(f"{HOME}/{request.number}", lang),
        "updated": request.changed,
        "published": request.created,
        "author_name": (one["agency"] or {}).get("title") or "…",
        "categories": [request.state],
    }
