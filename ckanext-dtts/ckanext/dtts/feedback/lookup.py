"""The report that a request names."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk

from ckanext.dtts.feedback import listing
from ckanext.dtts.model import Feedback

_MOST = 2**53


def report(number: Any) -> Feedback:
    """The report of that number; ObjectNotFound when there is none."""
    text = str(number)
    known = listing.find(int(text)) if text.isascii() and text.isdigit() and int(text) < _MOST else None
    if known is None:
        raise tk.ObjectNotFound("feedback")
    return known
