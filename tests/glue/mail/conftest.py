"""A commune and its people, and a mail catcher that every test finds empty and listening."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import ckan.plugins.toolkit as tk
import pytest
import sqlalchemy as sa
from ckan import model

from ckanext.dtts.model import Mail, Subscriber
from glue.mail.catching import Catcher
from glue.notices.conftest import (
    empty_portal,
    forkserver,
    nothing_told,
    office,
    portal,
    request_context,
    setting,
    web,
    work,
)

__all__ = [
    "empty_portal",
    "forkserver",
    "nothing_told",
    "office",
    "portal",
    "request_context",
    "setting",
    "web",
    "work",
]


@pytest.fixture
def catcher(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, nothing_told: None) -> Iterator[Catcher]:
    """The portal's mail goes here; what is mailed at once goes without being gathered."""
    for table in (Mail, Subscriber):
        model.Session.execute(sa.delete(table))
    model.Session.commit()
    caught = Catcher(tmp_path / "mail")
    caught.start()
    monkeypatch.setitem(tk.config, "smtp.server", f"127.0.0.1:{caught.port}")
    monkeypatch.setitem(tk.config, "ckanext.dtts.mail_gather_s", 0)
    monkeypatch.setitem(tk.config, "ckanext.dtts.mail_timeout_s", 5)
    yield caught
    caught.stop()
