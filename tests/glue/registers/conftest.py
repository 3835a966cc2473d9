"""A portal with an empty database: the registers of the package are all that these doors read."""

from __future__ import annotations

from glue.portal_fixtures import empty_portal, portal, site
from glue.road.conftest import forkserver, start, work

__all__ = ["empty_portal", "forkserver", "portal", "site", "start", "work"]
