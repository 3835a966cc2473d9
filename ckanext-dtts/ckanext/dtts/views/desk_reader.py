"""What the desk's pages of what readers wrote have in common: which states are shown, and a decision."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import ckan.plugins.toolkit as tk

from ckanext.dtts.errors import RefusedError, message_of
from ckanext.dtts.views import language
from dtts.feedback import Course

PAGE = 30
ALL = "tat-ca"


def states(course: Course) -> set[str]:
    """Those that the query asks for: one, all, or what is to be done unless told."""
    asked = tk.request.args.get("tinh-trang", "")
    if asked in course.states:
        return {asked}
    return set(course.states) if asked == ALL else set(course.to_do)


def choice(course: Course) -> dict[str, Any]:
    """The same for the form above the list."""
    named = {name: language.pick(words) for name, words in course.states.items()}
    return {"state": tk.request.args.get("tinh-trang", ""), "states": named}


def decided(action: str, asked: Mapping[str, Any], denied: str) -> tuple[str, int] | None:
    """Do it; None when it is done, else the sentence that says what stands against it and its status."""
    try:
        tk.get_action(action)({}, dict(asked))
    except tk.NotAuthorized:
        return denied, 403
    except tk.ValidationError as wrong:
        known = getattr(wrong, "dtts_refusal", None)
        status = 409 if isinstance(known, RefusedError) and known.code == "state-changed" else 422
        return language.pick(message_of(wrong)["message"]), status
    return None
