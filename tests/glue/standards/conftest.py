"""The portal with three real series that the tests of indicators use."""

from __future__ import annotations

from glue.observations.conftest import (
    empty_portal,
    forkserver,
    portal,
    publisher,
    series,
    site,
    start,
    work,
)

__all__ = ["empty_portal", "forkserver", "portal", "publisher", "series", "site", "start", "work"]
