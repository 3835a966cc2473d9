"""Ids that SDMX takes: a code of ours may hold a dot, which separates the parts of a key there."""

from __future__ import annotations


def indicator_id(code: str) -> str:
    """The SDMX id of an indicator. Codes of ours hold no hyphen, so that the way back is certain."""
    return code.replace(".", "-")


def indicator_code(identifier: str) -> str:
    """The code of an indicator by its SDMX id."""
    return identifier.replace("-", ".")
