"""Parameters of the actions on harvest sources."""

from __future__ import annotations

from typing import Any

from ckan.logic.schema import validator_args

Schema = dict[str, Any]


@validator_args
def define(not_empty: Any, unicode_safe: Any) -> Schema:
    """A source's file."""
    return {"definition": [not_empty, unicode_safe]}


@validator_args
def set_state(not_empty: Any, unicode_safe: Any, one_of: Any) -> Schema:
    """A source and what it shall do."""
    return {"id": [not_empty, unicode_safe], "state": [not_empty, one_of(["active", "paused"])]}


@validator_args
def run(not_empty: Any, unicode_safe: Any, default: Any, one_of: Any) -> Schema:
    """A source and the kind of run."""
    return {"id": [not_empty, unicode_safe], "kind": [default("harvest"), one_of(["harvest", "check"])]}


@validator_args
def decide(not_empty: Any, unicode_safe: Any, one_of: Any) -> Schema:
    """A record, or the fault of one, and what is decided."""
    decisions = ["accept", "refuse", "restore", "retry"]
    return {"id": [not_empty, unicode_safe], "decision": [not_empty, one_of(decisions)]}
