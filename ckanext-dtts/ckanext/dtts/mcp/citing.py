"""What an answer about indicators is cited by."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from ckanext.dtts.outgoing.gather import gather
from dtts.indicators.definition import definitions
from dtts.indicators.outgoing import MARK, Outgoing


def cited(codes: Collection[str]) -> dict[str, Any]:
    """Citation, release, sources and address of some indicators, and the mark where any is demonstration
    data; empty for codes that have no values."""
    gathered = gather([code for code in codes if code in definitions()])
    return of(gathered.outgoing) if gathered else {}


def of(outgoing: Outgoing) -> dict[str, Any]:
    """The same of what was gathered already."""
    return {
        "citation": {lang: outgoing.citation(lang) for lang in ("vi", "en")},
        "release": outgoing.release.moment,
        "address": outgoing.address,
        "sources": [
            {
                "title": dict(source.title),
                "address": source.address,
                "licence": source.licence.name if source.licence else None,
            }
            for source in outgoing.sources
        ],
        **({"mark": dict(MARK)} if outgoing.demo else {}),
    }
