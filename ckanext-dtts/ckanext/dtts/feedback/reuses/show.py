"""Entries as actions and pages tell them: to the staff whole, to the public only while they are public."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from ckan import model

from ckanext.dtts.feedback import history
from ckanext.dtts.feedback.reuses import listing, may
from ckanext.dtts.model import Link, Reuse
from ckanext.dtts.model.columns import iso
from ckanext.dtts.model.link import BROKEN_AFTER
from ckanext.dtts.quality import links
from ckanext.dtts.road import show as road_show
from dtts.reuse import MAKERS, licences, works

Answer = dict[str, Any]
COLUMNS = (
    "number", "work", "title", "title_en", "about", "address", "maker", "maker_kind", "licence", "datasets",
    "added", "broken_since", "demo",
)  # fmt: skip
"""What a row of the list for machines has."""


def public_dicts(entries: Sequence[Reuse]) -> list[Answer]:
    """What everybody may read of each, two queries for all: of one that is not public its state and why."""
    used, known = _around(entries)
    return [_told(each, used, known, whole=each.state in each.course.public) for each in entries]


def public_dict(entry: Reuse) -> Answer:
    """What everybody may read of one."""
    return public_dicts([entry])[0]


def whole_dict(entry: Reuse, user: model.User | None) -> Answer:
    """With all of its words, what the look at its address found, the log, and what this person may do."""
    used, known = _around([entry])
    link = known.get(entry.address or "")
    return {
        **_told(entry, used, known, whole=True),
        "said": entry.said,
        "text": entry.shown,
        "answer": entry.answer,
        "looked": iso(link.checked) if link else None,
        "failed": dict(link.said) if link and link.said else None,
        "moves": may.moves(user, entry),
        "events": history.of(entry),
    }


def as_row(told: Mapping[str, Any]) -> Answer:
    """A public entry as CSV and JSON carry it: titles apart, names of datasets, codes."""
    title, datasets = told["written"], [each["name"] for each in told["datasets"]]
    flat = {"title": title["vi"], "title_en": title["en"], "datasets": datasets}
    return {**{name: told.get(name) for name in COLUMNS}, **flat, "licence": told["licence"]["id"]}


def _around(entries: Sequence[Reuse]) -> tuple[Mapping[str, Sequence[model.Package]], Mapping[str, Link]]:
    """The datasets of each, and what is known of the addresses."""
    return listing.datasets(entries), links.known({each.address for each in entries if each.address})


def _told(
    entry: Reuse,
    used: Mapping[str, Sequence[model.Package]],
    known: Mapping[str, Link],
    *,
    whole: bool,
) -> Answer:
    is_public = entry.state in entry.course.public
    told = {
        "number": entry.number,
        "state": entry.state,
        "state_words": dict(entry.course.states[entry.state]),
        "public": is_public,
        "answer": None if is_public else entry.answer,
        "added": iso(entry.created),
        "changed": iso(entry.changed),
        "demo": entry.demo,
        "datasets": [
            {"name": each.name, "title": road_show.titles(each)} for each in used.get(str(entry.id), ())
        ],
    }
    return told | _words(entry, known.get(entry.address)) if whole and entry.address else told


def _words(entry: Reuse, link: Link | None) -> Answer:
    work, licence = works().get(entry.work), licences().get(entry.licence)
    address = entry.address or ""
    broken = link.failing_since if link is not None and link.failures >= BROKEN_AFTER else None
    return {
        "work": entry.work,
        "work_words": dict(work.title) if work else {"vi": entry.work, "en": entry.work},
        "title": {"vi": entry.title or entry.title_en, "en": entry.title_en or entry.title},
        "written": {"vi": entry.title, "en": entry.title_en},
        "about": entry.shown or None,
        "address": address,
        "host": urlsplit(address).netloc,
        "here": links.is_here(address),
        "broken_since": iso(broken) if broken else None,
        "maker": entry.maker,
        "maker_kind": entry.maker_kind,
        "maker_words": dict(MAKERS[entry.maker_kind]),
        "licence": {
            "id": entry.licence,
            "title": dict(licence.title) if licence else {"vi": entry.licence, "en": entry.licence},
            "url": licence.url if licence else "",
        },
    }
