"""Documents about the activity: evaluations that cite its indicators."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree.ElementTree import Element

from dtts.iati.element import add, narrate
from dtts.indicators.outgoing import MARK, Document

_EVALUATION = "A07"
"""Review of project performance and evaluation, in IATI's list DocumentCategory."""


def add_documents(activity: Element, documents: Iterable[Document]) -> None:
    """Write a link to each; those of demonstration carry the mark."""
    for one in documents:
        link = add(activity, "document-link", url=one.address, format="text/html")
        mark = {lang: f"[{MARK[lang]}] " if one.demo else "" for lang in ("vi", "en")}
        narrate(link, "title", {lang: mark[lang] + one.title[lang] for lang in ("vi", "en")})
        add(link, "category", code=_EVALUATION)
        for lang in ("vi", "en"):
            add(link, "language", code=lang)
        add(link, "document-date", iso_date=one.on.isoformat())
