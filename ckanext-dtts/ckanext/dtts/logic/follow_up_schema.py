"""Parameters of the actions on recommendations."""

from __future__ import annotations

from typing import Any

from ckan.logic.schema import validator_args

Schema = dict[str, Any]


@validator_args
def recommendation(not_empty: Any, unicode_safe: Any, dtts_short_text: Any) -> Schema:
    """One recommendation: the id of its table, and its code there."""
    return {
        "table": [not_empty, unicode_safe, dtts_short_text],
        "recommendation": [not_empty, unicode_safe, dtts_short_text],
    }


@validator_args
def recommendation_answer(
    not_empty: Any,
    ignore_empty: Any,
    ignore_missing: Any,
    unicode_safe: Any,
    one_of: Any,
    dtts_reason: Any,
    dtts_day: Any,
    dtts_short_text: Any,
    dtts_texts: Any,
) -> Schema:
    """What the agency addressed says, with documents."""
    return {
        **recommendation(),
        "move": [not_empty, one_of(["answer", "progress", "completion"])],
        "response": [not_empty, unicode_safe, dtts_reason],
        "completed_on": [ignore_empty, dtts_day],
        "proof": [ignore_empty, unicode_safe, dtts_short_text],
        "documents": [ignore_missing, dtts_texts],
        "seen": [ignore_empty, unicode_safe, dtts_short_text],
    }


@validator_args
def recommendation_decide(
    not_empty: Any,
    ignore_empty: Any,
    ignore_missing: Any,
    unicode_safe: Any,
    one_of: Any,
    dtts_reason: Any,
    dtts_short_text: Any,
    dtts_texts: Any,
) -> Schema:
    """What the agency that asked decides, and why."""
    return {
        **recommendation(),
        "move": [not_empty, one_of(["confirmation", "return", "reopening", "withdrawal"])],
        "response": [not_empty, unicode_safe, dtts_reason],
        "documents": [ignore_missing, dtts_texts],
        "seen": [ignore_empty, unicode_safe, dtts_short_text],
    }
