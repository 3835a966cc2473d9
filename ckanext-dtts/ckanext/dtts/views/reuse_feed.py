"""Atom of works that use the data, as they become public; `lang=en` is English."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flask import Blueprint, Response

from ckanext.dtts.dcat import feeds
from ckanext.dtts.feedback.reuses import listing, show
from ckanext.dtts.views import labels, links

blueprint = Blueprint("dtts_reuse_feed", __name__)

PAGE = 50
ADDRESS, LIST = "/feeds/su-dung-lai.atom", "/su-dung-lai"
_TITLE = {"vi": "Sử dụng lại dữ liệu", "en": "What others made of the data"}


@blueprint.get(ADDRESS)
def read() -> Response:
    """The newest first, 50 a page; `page` goes back in time."""
    lang, number = feeds.language(), links.whole("page")
    found, total = listing.public(listing.Asked(), PAGE, (number - 1) * PAGE)
    feed = feeds.paged(
        f"{labels.site_title(lang)}: {_TITLE[lang]}",
        address=ADDRESS,
        of=LIST,
        number=number,
        lang=lang,
        more=number * PAGE < total,
        updated=max((each.changed for each in found), default=None),
    )
    # The generator puts what comes last first.
    for one in reversed(show.public_dicts(found)):
        feed.add_item(**_entry(one, lang))
    return Response(feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


def _entry(one: dict[str, Any], lang: str) -> dict[str, Any]:
    page, title = f"{LIST}/{one['number']}", one["title"][lang]
    said = f"{one['about'] or title} – {one['address']}"
    return {
        "unique_id": feeds.page(page, "vi"),
        "title": feeds.plain(feeds.marked(title, lang, demo=one["demo"])),
        "description": feeds.plain(said),
        "link": feeds.page(page, lang),
        "updated": datetime.fromisoformat(one["changed"]),
        "published": datetime.fromisoformat(one["added"]),
        "author_name": feeds.plain(one["maker"]),
        "categories": [one["work"]],
    }
