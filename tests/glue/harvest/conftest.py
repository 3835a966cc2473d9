"""A portal with an agency, a keeper, and sources that are read over loopback."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
import sqlalchemy as sa
from ckan import model

from ckanext.dtts.model import Source
from glue.harvest import listed
from glue.harvest.catalogue import Catalogue, catalogue
from glue.harvest.keeper import Keeper
from glue.portal_fixtures import empty_portal, portal
from glue.road.conftest import people, request_context, web
from glue.road.people import People

__all__ = ["empty_portal", "people", "portal", "request_context", "web"]


@pytest.fixture(scope="module")
def served() -> Iterator[Catalogue]:
    """A catalogue that the module's tests share, each with names of its own."""
    with catalogue() as made:
        yield made


@pytest.fixture(autouse=True)
def reachable(request_context: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Loopback is a private place, which an administrator opens."""
    listed.register()
    monkeypatch.setitem(tk.config, "dtts.harvest.private", "127.0.0.0/8")
    monkeypatch.setitem(tk.config, "dtts.search.synchronous", False)


@pytest.fixture
def keeper(people: People, served: Catalogue) -> Iterator[Keeper]:
    """Keeps sources; those of a test are gone after it."""
    yield Keeper(people.users["sysadmin"]["id"], served)
    model.Session.rollback()
    model.Session.execute(sa.delete(Source))
    model.Session.commit()


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Statements that change datasets or the outbox of the index, from now on."""
    return []
