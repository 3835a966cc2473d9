"""A portal with an agency, a keeper, and sources that are read over loopback."""

from __future__ import annotations

from glue.portal_fixtures import empty_portal, portal
from glue.road.conftest import people, request_context, web

__all__ = ["empty_portal", "people", "portal", "request_context", "web"]
