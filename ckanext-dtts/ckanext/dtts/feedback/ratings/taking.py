"""How an answer comes in, and how the same browser changes it."""

from __future__ import annotations

import uuid

from ckan import model

from ckanext.dtts.feedback import states
from ckanext.dtts.feedback.ratings import telling
from ckanext.dtts.feedback.states import FORM
from ckanext.dtts.model import Rating
from dtts.feedback.course import FIRST
from dtts.feedback.ratings import COUNTED
from dtts.vietnamese import nfc


def take(identifier: uuid.UUID, package: model.Package, verdict: str, said: str) -> Rating:
    """Keep an answer, in the caller's transaction, and tell the agency when it has words.

    One of that id is changed: its words, if they are others, are read again before they are public.
    """
    state = _state(said)
    rating, new = states.take(Rating, identifier, said, state=state, package_id=package.id, verdict=verdict)
    has_words = new or _changed(states.hold(rating), verdict, nfc(said))
    if has_words and state == FIRST:
        telling.of_new(rating)
    return rating


def _changed(rating: Rating, verdict: str, said: str) -> bool:
    """Keep what is said now, and write it into the log when it is something else; whether the words are."""
    if (rating.verdict, rating.said) == (verdict, said):
        return False
    same_words, rating.verdict = rating.said == said, verdict
    if not same_words:
        rating.said, rating.shown, rating.answer = said, None, None
    states.record(rating, "revised", FORM, to=rating.state if same_words else _state(said))
    return not same_words


def _state(said: str) -> str:
    return FIRST if said else COUNTED
