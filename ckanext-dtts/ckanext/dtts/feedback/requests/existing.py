"""What there is already, before somebody asks for it: datasets that words find, and requests like them."""

from __future__ import annotations

from typing import Any, NamedTuple

import sqlalchemy as sa
from ckan import model
from ckan.lib.search import SearchError

from ckanext.dtts.feedback.requests import show
from ckanext.dtts.model import DataRequest, Feedback
from ckanext.dtts.search.asking import ask
from dtts.feedback.requests import COURSE
from dtts.searching.words import keys_of

DATASETS, REQUESTS = 5, 3
AMONG = 1000
"""So many of the newest requests are looked through."""
ALIKE = 0.5
"""The share of the words that a request has to hold to be shown."""


class Existing(NamedTuple):
    """`datasets` as `package_search` gives them; `away` when the index did not answer."""

    datasets: list[dict[str, Any]]
    requests: list[show.Answer]
    away: bool = False


def find(words: str) -> Existing:
    """What these words find among public datasets and among public requests, the likest first."""
    alike = show.public_dicts(_alike(words))
    try:
        found = ask(words, {"rows": DATASETS}).found
    except SearchError:
        return Existing([], alike, away=True)
    return Existing(found["results"], alike)


def _alike(words: str) -> list[DataRequest]:
    wanted = set(keys_of(words))
    query = sa.select(DataRequest).where(DataRequest.state.in_(COURSE.public - {"duplicate"}))
    newest = query.order_by(Feedback.number.desc()).limit(AMONG)
    scored = [(_share(wanted, each.shown or ""), each) for each in model.Session.scalars(newest)]
    likest = sorted(scored, key=lambda pair: -pair[0])
    return [each for share, each in likest if share >= ALIKE][:REQUESTS]


def _share(wanted: set[str], text: str) -> float:
    return len(wanted & set(keys_of(text))) / len(wanted) if wanted else 0.0
