"""A portal that answers, with nothing in it."""

from glue.portal_fixtures import empty_portal, portal, site

__all__ = ["empty_portal", "portal", "site"]
