"""Atom of monitoring: visits, findings and recommendations as they become public; `lang=en` is English."""

from __future__ import annotations

from flask import Blueprint, Response

from ckanext.dtts.dcat import feeds
from ckanext.dtts.followup import addresses, news
from ckanext.dtts.views import labels, links

blueprint = Blueprint("dtts_followup_feed", __name__)

PAGE = 50
_TITLE = {"vi": "Giám sát: đợt, phát hiện, kiến nghị", "en": "Monitoring: visits, findings, recommendations"}


@blueprint.get("/feeds/giam-sat.atom")
def read() -> Response:
    """The newest first, 50 a page; `page` goes back in time."""
    lang, number = feeds.language(), links.whole("page")
    found = news.recent()
    shown = found[(number - 1) * PAGE : number * PAGE]
    feed = feeds.paged(
        f"{labels.site_title(lang)}: {_TITLE[lang]}",
        address="/feeds/giam-sat.atom",
        of=addresses.HOME,
        number=number,
        lang=lang,
        more=number * PAGE < len(found),
        updated=shown[0].at if shown else None,
    )
    # The generator puts what comes last first.
    for one in reversed(shown):
        feed.add_item(
            unique_id=one.id,
            title=feeds.plain(feeds.marked(one.title[lang], lang, demo=one.demo)),
            description=feeds.plain(one.text[lang] or one.title[lang]),
            link=feeds.page(one.page, lang),
            updated=one.at,
            published=one.at,
            author_name=one.publisher or "…",
            categories=[one.kind],
        )
    return Response(feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")
