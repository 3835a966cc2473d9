"""What a form says about a file, as the core's answers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import ckan.plugins.toolkit as tk

from ckanext.dtts.checking.examine import answers_of
from ckanext.dtts.views import labels, language

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


def in_words(answers: Mapping[str, Any], schema: str) -> list[str]:
    """What was said about a file, one sentence each, in the reader's language."""
    signs = {".": tk._("a point"), ",": tk._("a comma")}
    told = []
    if answers.get("sheet"):
        told.append(tk._("The table is on the sheet “{sheet}”.").format(sheet=answers["sheet"]))
    if answers.get("encoding"):
        told.append(tk._("The text is in {encoding}.").format(encoding=answers["encoding"]))
    if answers.get("decimal"):
        told.append(tk._("The decimal sign is {sign}.").format(sign=signs[answers["decimal"]]))
    for name, sign in answers.get("decimals", {}).items():
        column = labels.field(schema, name, language.current())
        told.append(tk._("The decimal sign of “{column}” is {sign}.").format(column=column, sign=signs[sign]))
    if answers.get("mapping"):
        told.append(tk._("Rows and columns of the sheet are read as a person confirmed."))
    return [str(each) for each in told]
