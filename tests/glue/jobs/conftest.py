"""These tests share one portal a module: see `glue.portal_fixtures`."""

from glue.portal_fixtures import empty_portal, portal

__all__ = ["empty_portal", "portal"]
