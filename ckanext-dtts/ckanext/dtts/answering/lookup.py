"""The recommendation that a request names."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

import ckan.plugins.toolkit as tk

from ckanext.dtts.answering import lines
from ckanext.dtts.answering.lines import Line


def table_of(text: str) -> uuid.UUID:
    """The id of a table; ObjectNotFound for what is none."""
    try:
        return uuid.UUID(text)
    except ValueError as wrong:
        raise tk.ObjectNotFound("recommendation") from wrong


def line(named: Mapping[str, Any]) -> Line:
    """The recommendation of `table` and `recommendation`; ObjectNotFound when none is published there."""
    found = lines.find(table_of(str(named["table"])), str(named["recommendation"]))
    if found is None:
        raise tk.ObjectNotFound("recommendation")
    return found
