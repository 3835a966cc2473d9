"""A portal that answers; with real series in it for those who ask for `series`."""

from glue.observations.conftest import publisher, series
from glue.portal_fixtures import empty_portal, portal, site
from glue.road.conftest import forkserver, start, work

__all__ = ["empty_portal", "forkserver", "portal", "publisher", "series", "site", "start", "work"]
