"""A portal with one published table."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
import sqlalchemy as sa
from ckan import model

from ckanext.dtts.model import Job, Table, Version
from glue.portal_fixtures import empty_portal, portal
from glue.pushing.gateway import Gateway
from glue.road.conftest import forkserver, people, request_context, shown, start, web, work
from glue.road.facilities import new_facility
from glue.road.here import work_here
from glue.road.people import People
from glue.road.points import points

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
def gateway(
    shown: dict[str, Any], request_context: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Gateway]:
    secrets = tmp_path / "secrets.yaml"
    secrets.write_text("lgsp: {client_id: tinh, client_secret: mat-khau-dai}")
    secrets.chmod(0o600)
    made = Gateway()
    with made.server as server:
        for key, value in {
            "dtts.push.address": server.address("/goi"),
            "dtts.push.token_address": server.address("/token"),
            "dtts.push.scope": "goi",
            "dtts.push.credential": "lgsp",
            "dtts.push.plain": True,
            "dtts.harvest.private": "127.0.0.0/8",
            "dtts.harvest.secrets": str(secrets),
        }.items():
            monkeypatch.setitem(tk.config, key, value)
        model.Session.execute(sa.delete(Job))
        model.Session.commit()
        yield made


@pytest.fixture
def sent(gateway: Gateway, people: People) -> Iterator[tuple[dict[str, Any], Version]]:
    """A dataset whose one version the gateway has."""
    made = new_facility()
    people.submits(points("0164A"), made)
    work_here()
    version = model.Session.scalars(
        sa.select(Version).join(Table, Table.id == Version.table_id).where(Table.package_id == made["id"])
    ).one()
    yield made, version
    people.does("sysadmin", "package_delete", id=made["id"])
