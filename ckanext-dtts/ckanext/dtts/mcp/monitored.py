"""Tools about monitoring: what was visited and found, and whether what was asked for was done."""

from __future__ import annotations

from urllib.parse import urlencode

from ckanext.dtts.mcp.asking import ask
from ckanext.dtts.mcp.citing import read_now
from ckanext.dtts.mcp.tool import Answer, Arguments

_MOST = 25
_PAGE = {"year": "nam", "kind": "loai", "within": "dia-ban", "item": "hang-muc", "dataset": "bo"}
"""What the page calls the parameters that it takes too."""


def visits(given: Arguments) -> Answer:
    """Visits with how many findings and recommendations are published of each."""
    return _rows("visits", "chuyen", given)


def findings(given: Arguments) -> Answer:
    """Findings with what the agency visited said."""
    return _rows("findings", "phat-hien", given)


def follow_up(given: Arguments) -> Answer:
    """The share of recommendations done on time by agency and year, or each recommendation."""
    return _rows("follow-up", "kien-nghi", given)


def _rows(path: str, page: str, given: Arguments) -> Answer:
    answer = ask(f"/api/dtts/v1/{path}", {"limit": _MOST, **given})
    return {**read_now(_address(page, given, demo="mark" in answer)), **answer}


def _address(page: str, given: Arguments, *, demo: bool) -> str:
    """The page on which people read the same rows."""
    query = {_PAGE[name]: value for name, value in given.items() if name in _PAGE}
    query |= {"minh-hoa": "1"} if demo else {}
    return f"/giam-sat/{page}" + (f"?{urlencode(query)}" if query else "")
