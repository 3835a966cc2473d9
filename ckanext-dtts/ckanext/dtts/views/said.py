"""What a form says about a file, as the core's answers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ckanext.dtts.checking.examine import answers_of

SINGLE = ("sheet", "encoding", "decimal")
BY_FIELD = "decimal:"
LONGEST = 300


def answers_said(form: Mapping[str, str], before: Mapping[str, Any]) -> dict[str, Any]:
    """The answers before with those of the form over them; an empty one takes the earlier back.

    RefusedError when one of them cannot be.
    """
    said = dict(before)
    for name in SINGLE:
        if name in form:
            said[name] = form[name][:LONGEST] or None
    signs = {name.removeprefix(BY_FIELD): sign for name, sign in form.items() if name.startswith(BY_FIELD)}
    kept_signs = {**said.get("decimals", {}), **signs}
    said["decimals"] = {field: sign for field, sign in kept_signs.items() if sign}
    return answers_of({name: value for name, value in said.items() if value}).to_dict()
