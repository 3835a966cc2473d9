"""Parameters of the actions on reports of readers."""

from __future__ import annotations

from typing import Any

from ckan.logic.schema import validator_args

from dtts.feedback.reports import COURSE

Schema = dict[str, Any]


@validator_args
def feedback_list(ignore_empty: Any, unicode_safe: Any, dtts_limit: Any, dtts_offset: Any) -> Schema:
    """Of one dataset, or of all."""
    return {"dataset": [ignore_empty, unicode_safe], "limit": [dtts_limit], "offset": [dtts_offset]}


@validator_args
def feedback(not_empty: Any, int_validator: Any) -> Schema:
    """One report by its number."""
    return {"number": [not_empty, int_validator]}


@validator_args
def feedback_decide(
    not_empty: Any,
    ignore_empty: Any,
    unicode_safe: Any,
    one_of: Any,
    dtts_reason: Any,
    dtts_short_text: Any,
) -> Schema:
    """A move with its words."""
    return {
        **feedback(),
        "move": [not_empty, one_of(COURSE.all_moves)],
        "answer": [ignore_empty, unicode_safe, dtts_reason],
        "shown": [ignore_empty, unicode_safe, dtts_reason],
        "seen": [ignore_empty, unicode_safe, dtts_short_text],
    }
