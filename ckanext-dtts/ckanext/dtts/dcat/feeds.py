"""Atom feeds: CKAN's own, with entries that lead to our pages in the language that was asked for."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from ckan.views.feed import CKANFeed

from ckanext.dtts.dcat.dataset import is_demo
from ckanext.dtts.dcat.distribution import site_address
from ckanext.dtts.dcat.terms import MARK
from ckanext.dtts.views import labels

# Under this name CKAN hands the whole dataset through to `add_item`.
PASSED = "dtts_dataset"


def language() -> str:
    """Feeds have one address for both languages; `lang=en` asks for English."""
    return "en" if tk.request.args.get("lang") == "en" else "vi"


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
