"""A portal with a published table."""

from glue.portal_fixtures import empty_portal, portal, site
from glue.published import facility
from glue.road.conftest import forkserver

__all__ = ["empty_portal", "facility", "forkserver", "portal", "site"]
