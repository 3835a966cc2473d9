"""A table with a history, made once a module: published, revised, revised and undone, revised and withdrawn."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from glue.portal_fixtures import empty_portal, portal
from glue.road.conftest import forkserver, people, request_context, web, work
from glue.road.facilities import new_facility
from glue.road.people import People, Web
from glue.road.points import points

__all__ = ["empty_portal", "forkserver", "people", "portal", "request_context", "web", "work"]

WHY_UNDONE = "Nhầm tệp của năm trước"
WHY_WITHDRAWN = "Số liệu của xã Xín Cái bị ghi hai lần"


@pytest.fixture(scope="module")
def history(people: People, web: Web, work: Callable[..., int]) -> dict[str, Any]:
    """Version 1; 2, current, with a row more and one changed; 3, undone; 4, withdrawn."""
    with web.flask_app.test_request_context():
        made = new_facility()
        sent = []
        for content in (
            points("00001", "00002"),
            points("00001", "00002", "00003", broadband_mbps="25"),
            points("00001"),
            points("00004"),
        ):
            sent.append(people.submits(content, made)["id"])
            assert work() == 0
            if len(sent) == 3:
                people.does("approver", "dtts_publication_undo", id=sent[2], reason=WHY_UNDONE)
                assert work() == 0
        people.does("approver", "dtts_submission_withdraw", id=sent[3], reason=WHY_WITHDRAWN)
        assert work() == 0
        return {**made, "sent": sent}
