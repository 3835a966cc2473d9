"""A portal with one published table."""

from __future__ import annotations

from glue.portal_fixtures import empty_portal, portal
from glue.road.conftest import forkserver, people, request_context, shown, start, web, work

__all__ = [
    "empty_portal",
    "forkserver",
    "people",
    "portal",
    "request_context",
    "shown",
    "start",
    "web",
    "work",
]
