"""Atom feeds: CKAN's own, with entries that lead to our pages in the language that was asked for."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import ckan.plugins.toolkit as tk
from ckan.views.feed import CKANFeed

from ckanext.dtts.dcat.dataset import is_demo
from ckanext.dtts.dcat.distribution import site_address
from ckanext.dtts.dcat.terms import MARK
from ckanext.dtts.views import labels

# Under this name CKAN hands the whole dataset through to `add_item`.
PASSED = "dtts_dataset"
NEVER = "1970-01-01T00:00:00Z"
"""Atom wants a moment also of a feed without entries, which must stay the same while there are none."""


def language() -> str:
    """Feeds have one address for both languages; `lang=en` asks for English."""
    return "en" if tk.request.args.get("lang") == "en" else "vi"


def paged(
    title: str, *, address: str, of: str, number: int, lang: str, more: bool, updated: datetime | None
) -> CKANFeed:
    """An empty feed at `address`, whose page for people is `of`; `number` counts its pages from 1, `more`
    says whether another follows, and `updated` is the moment of its newest entry."""
    own = f"{site_address()}{address}"
    asked = "&lang=en" if lang == "en" else ""
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
    feed.updated(updated or NEVER)
    return feed


def page(address: str, lang: str) -> str:
    """A page of the portal in a language, by its whole address."""
    return f"{site_address()}{'/en' if lang == 'en' else ''}{address}"


def marked(title: str, lang: str, *, demo: bool) -> str:
    """A title with the mark of demonstration data where it tells of such."""
    return f"[{MARK[lang]}] {title}" if demo else title


def plain(text: str) -> str:
    """Without characters that XML has no place for."""
    return "".join(letter for letter in text if letter in "\n\t" or letter >= " ")


class PortalFeed(CKANFeed):
    """CKAN's feed with our titles, pages, agencies and the mark of demonstration data."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "language": language()})

    def add_item(self, **kwargs: Any) -> None:
        """One entry; `dtts_dataset` is the dataset that the other values were taken from."""
        dataset = kwargs.pop(PASSED)
        kwargs.pop("author_email", None)
        super().add_item(**{**kwargs, **entry(dataset, language())})


def entry(dataset: dict[str, Any], lang: str) -> dict[str, Any]:
    """What our entries say otherwise than CKAN's."""
    prefix = "/en" if lang == "en" else ""
    title, summary = (_text(dataset, field, lang) for field in ("title", "notes"))
    mark = f"[{MARK[lang]}] " if is_demo(dataset) else ""
    kind = labels.dataset_type(dataset["type"], lang)
    return {
        "title": mark + title,
        "description": mark + summary,
        "link": f"{site_address()}{prefix}/dataset/{dataset['name']}",
        "author_name": (dataset.get("organization") or {}).get("title") or labels.site_title(lang),
        "categories": [kind, *(tag["name"] for tag in dataset.get("tags") or [])],
    }


def _text(dataset: dict[str, Any], field: str, lang: str) -> str:
    vietnamese, english = dataset.get(field) or "", dataset.get(f"{field}_en") or ""
    return (english or vietnamese) if lang == "en" else (vietnamese or english)
