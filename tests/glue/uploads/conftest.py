"""A portal whose people send files in pieces."""

from __future__ import annotations

import pytest

from glue.road.conftest import (
    empty_portal,
    facility,
    forkserver,
    people,
    portal,
    request_context,
    start,
    web,
    work,
)
from glue.road.people import People, Web
from glue.uploads.tus import Tus

__all__ = [
    "empty_portal",
    "facility",
    "forkserver",
    "people",
    "portal",
    "request_context",
    "start",
    "web",
    "work",
]


@pytest.fixture
def tus(web: Web, people: People) -> Tus:
    """The sender's client."""
    return Tus(web, people.token("sender"))
