"""Parameters of the actions on the gallery of works that use the data."""

from __future__ import annotations

from typing import Any

from ckan.logic.schema import validator_args

from ckanext.dtts.logic.feedback_schema import feedback as reuse
from ckanext.dtts.logic.feedback_schema import feedback_decide, feedback_list
from dtts.feedback.reuses import COURSE
from dtts.reuse import works

__all__ = ["reuse", "reuse_decide", "reuse_list"]

Schema = dict[str, Any]


@validator_args
def reuse_list(ignore_empty: Any, one_of: Any) -> Schema:
    """Of one dataset and one kind of work, or of all."""
    return {**feedback_list(), "work": [ignore_empty, one_of(list(works()))]}


@validator_args
def reuse_decide(not_empty: Any, one_of: Any) -> Schema:
    """A move with its words."""
    return {**feedback_decide(), "move": [not_empty, one_of(COURSE.all_moves)]}
