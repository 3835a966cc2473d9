"""Parameters of the actions on readers' answers on the usefulness of datasets."""

from __future__ import annotations

from typing import Any

from ckan.logic.schema import validator_args

from ckanext.dtts.logic.feedback_schema import feedback as rating
from ckanext.dtts.logic.feedback_schema import feedback_decide, feedback_list
from dtts.feedback.ratings import COURSE

__all__ = ["rating", "rating_decide", "rating_list"]

Schema = dict[str, Any]


@validator_args
def rating_list(not_empty: Any, unicode_safe: Any) -> Schema:
    """Of one dataset."""
    return {**feedback_list(), "dataset": [not_empty, unicode_safe]}


@validator_args
def rating_decide(not_empty: Any, one_of: Any) -> Schema:
    """A move with its words."""
    return {**feedback_decide(), "move": [not_empty, one_of(COURSE.all_moves)]}
