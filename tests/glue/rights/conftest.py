"""A portal with agencies in a tree of places."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from glue.rights.subjects import Subjects
from glue.rights.world import World, make_world
from glue.road.conftest import empty_portal, forkserver, portal, request_context, start, web, work
from glue.road.people import Web

__all__ = ["empty_portal", "forkserver", "portal", "request_context", "start", "web", "work"]


@pytest.fixture(scope="module")
def world(web: Web) -> World:
    """Shared by a module's tests: one that changes it puts it back."""
    with web.flask_app.test_request_context():
        return make_world()


@pytest.fixture(scope="module")
def subjects(world: World, web: Web, work: Callable[..., int]) -> Subjects:
    """Something of every kind in every agency."""
    with web.flask_app.test_request_context():
        return Subjects(world, work)
