"""A published table, and counters that start anew: a Redis key of its own for each test."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from typing import Any

import pytest
import sqlalchemy as sa
from ckan import model

from ckanext.dtts import redis_server
from ckanext.dtts.model import Outbox, Usage
from ckanext.dtts.usage import tally
from glue.road.conftest import (
    empty_portal,
    forkserver,
    people,
    portal,
    request_context,
    shown,
    start,
    web,
    work,
)

__all__ = [
    "empty_portal",
    "forkserver",
    "people",
    "portal",
    "request_context",
    "shown",
    "start",
    "web",
    "work",
]


@pytest.fixture
def counters(request_context: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Nothing is counted yet, and no thread tells Redis by itself."""
    mine = uuid.uuid4().hex
    key = redis_server.key
    monkeypatch.setattr(redis_server, "key", lambda *parts: key(mine, *parts))
    monkeypatch.setattr(tally, "FLUSH_S", 3600.0)
    tally._counted.clear()
    model.Session.execute(sa.delete(Usage))
    model.Session.execute(sa.delete(Outbox))
    model.Session.commit()
    yield
    tally._counted.clear()


@pytest.fixture
def names(shown: dict[str, Any]) -> dict[str, str]:
    """What addresses of the published table hold."""
    return {"dataset": shown["name"], "id": shown["id"], "resource": shown["submission"]["resource_id"]}
