"""A reader without an account, a commune that publishes, and a mail catcher."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from ckanext.dtts.model import Submission
from glue.mail.catching import Catcher
from glue.mail.conftest import (
    catcher,
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
from glue.notices.office import Office
from glue.road.people import Web
from glue.subscriptions.reader import Reader

__all__ = [
    "catcher",
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
def reader(web: Web, catcher: Catcher, setting: Callable[[str, Any], None]) -> Reader:
    """Somebody with a mailbox and nothing else; not counted, unless a test says so."""
    setting("ckanext.dtts.subscribe_per_minute", 0)
    setting("ckanext.dtts.subscribe_per_address", 1000)
    return Reader(web, catcher)


@pytest.fixture
def publish(office: Office) -> Callable[[], Submission]:
    """Publishes another version of the commune's table, and lets the worker pass that on."""

    def once() -> Submission:
        submission = office.happens("published")
        office.told(submission)
        return submission

    return once
