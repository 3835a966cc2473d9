"""Answers as actions and pages tell them: to the staff with the reader's words, to the public once read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ckan import model

from ckanext.dtts.feedback import history
from ckanext.dtts.feedback.reports import may
from ckanext.dtts.model import Rating
from ckanext.dtts.model.columns import iso
from ckanext.dtts.road import show as road_show
from dtts.rating import LEAST, VERDICTS, Summary

Answer = dict[str, Any]
COLUMNS = ("number", "verdict", "text", "answer", "state", "rated", "changed")
"""What a row of the public words has."""
COUNTS = ("answered", *VERDICTS, "withdrawn")
"""What is told of all answers for a dataset; counts by verdict are empty below `least`."""


def public_dict(rating: Rating) -> Answer:
    """What everybody may read: verdict and words in public states only, else the state and, if any, why."""
    package = model.Session.get(model.Package, rating.package_id)
    is_public = rating.state in rating.course.public
    return {
        "number": rating.number,
        "dataset": package.name if package else None,
        "dataset_title": road_show.titles(package),
        "demo": road_show.is_demo(package),
        "state": rating.state,
        "state_words": dict(rating.course.states[rating.state]),
        "public": is_public,
        "verdict": rating.verdict if is_public else None,
        "text": rating.shown if is_public else None,
        "answer": rating.answer,
        "rated": iso(rating.created),
        "changed": iso(rating.changed),
    }


def whole_dict(rating: Rating, user: model.User | None) -> Answer:
    """With the reader's words, the log, and what this person may do now."""
    return {
        **public_dict(rating),
        "verdict": rating.verdict,
        "verdict_words": dict(VERDICTS[rating.verdict]) if rating.verdict else None,
        "said": rating.said,
        "text": rating.shown,
        "moves": may.moves(user, rating),
        "events": history.of(rating),
    }


def counts(told: Summary) -> Mapping[str, int | None]:
    """A summary as a row of a list has it."""
    of_each = {verdict: told.counts[verdict] if told.counts else None for verdict in VERDICTS}
    return {"answered": told.answered, **of_each, "withdrawn": told.withdrawn}


def as_told(told: Summary) -> Answer:
    """A summary for machines, which says from how many answers on the counts are told."""
    return {**counts(told), "least": LEAST}
