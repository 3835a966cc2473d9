"""What an answer about indicators is cited by."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import Any

from ckanext.dtts import config
from ckanext.dtts.dcat.distribution import site_address
from ckanext.dtts.model.columns import iso, now
from ckanext.dtts.outgoing.gather import gather
from ckanext.dtts.views.observing import moment_of
from dtts.indicators.definition import definitions
from dtts.indicators.outgoing import MARK, Outgoing


def cited(codes: Collection[str], as_of: str | None = None) -> dict[str, Any]:
    """Citation, release, sources and address of some indicators, and the mark where any is demonstration
    data; empty for codes that have no values. With `as_of`, which the API takes, of the release of then."""
    gathered = gather([code for code in codes if code in definitions()])
    if gathered is None:
        return {}
    outgoing = gathered.outgoing
    if as_of:
        moment = min(moment_of(as_of), outgoing.release.at)
        outgoing = replace(outgoing, release=replace(outgoing.release, at=moment))
    return _said(outgoing)


def _said(outgoing: Outgoing) -> dict[str, Any]:
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


def read_now(path: str) -> dict[str, Any]:
    """What cites an answer that is of the moment: the page, and when it was read."""
    address, moment = f"{site_address()}{path}", iso(now())
    return {
        "citation": {lang: f"{config.site_title(lang)}, {moment}. {address}" for lang in ("vi", "en")},
        "release": moment,
        "address": address,
    }
