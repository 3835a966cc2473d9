"""Parameters of the actions on requests for data."""

from __future__ import annotations

from typing import Any

from ckan.logic.schema import validator_args

from ckanext.dtts.logic.feedback_schema import feedback as request
from ckanext.dtts.logic.feedback_schema import feedback_decide
from dtts.feedback.requests import COURSE

__all__ = ["GIVEN", "request", "request_assign", "request_decide", "request_list"]

Schema = dict[str, Any]
GIVEN = ("due", "dataset", "ground", "of")
"""What single moves ask for."""


@validator_args
def request_list(
    ignore_empty: Any, unicode_safe: Any, one_of: Any, dtts_limit: Any, dtts_offset: Any
) -> Schema:
    """Narrowed by state, place, agency and words, or all."""
    narrowed = {name: [ignore_empty, unicode_safe] for name in ("area_id", "agency", "q")}
    states = [ignore_empty, one_of(sorted(COURSE.public))]
    return {**narrowed, "state": states, "limit": [dtts_limit], "offset": [dtts_offset]}


@validator_args
def request_assign(not_empty: Any, unicode_safe: Any) -> Schema:
    """With the agency, by its name or id."""
    return {**request(), "agency": [not_empty, unicode_safe]}


@validator_args
def request_decide(
    not_empty: Any,
    ignore_empty: Any,
    unicode_safe: Any,
    one_of: Any,
    dtts_short_text: Any,
) -> Schema:
    """A move with its words and what it asks for."""
    return {
        **feedback_decide(),
        "move": [not_empty, one_of(COURSE.all_moves)],
        **{name: [ignore_empty, unicode_safe, dtts_short_text] for name in GIVEN},
    }
