"""Agencies in a tree of places, their people, and submissions that move without a worker."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
import sqlalchemy as sa
from ckan import model

from ckanext.dtts.model import Notice, NoticeSetting, Outbox
from glue.notices.office import Office
from glue.rights.world import make_world
from glue.road.conftest import empty_portal, forkserver, portal, request_context, web, work
from glue.road.people import Web

__all__ = ["empty_portal", "forkserver", "portal", "request_context", "web", "work"]


@pytest.fixture(scope="module")
def office(web: Web) -> Office:
    """Shared by a module's tests, with one dataset of the commune."""
    with web.flask_app.test_request_context():
        return Office(make_world())


@pytest.fixture(autouse=True)
def nothing_told(request_context: None) -> Iterator[None]:
    """No test sees what another was told."""
    for table in (Notice, NoticeSetting, Outbox):
        model.Session.execute(sa.delete(table))
    model.Session.commit()
    yield


@pytest.fixture
def setting(monkeypatch: pytest.MonkeyPatch) -> Callable[[str, Any], None]:
    """Changes a setting of the portal for one test."""
    import ckan.plugins.toolkit as tk

    return lambda name, value: monkeypatch.setitem(tk.config, name, value)
