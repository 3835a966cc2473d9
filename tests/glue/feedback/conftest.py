"""A commune with a published table, a reader without an account, and a mail catcher."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
import sqlalchemy as sa
from ckan import model
from werkzeug.datastructures import FileStorage

from ckanext.dtts.model import FeedbackAddress, Report
from glue.feedback.reader import Reader
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
from glue.rights.world import as_site
from glue.road.people import Web
from glue.road.points import points

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


@pytest.fixture(scope="module")
def table(web: Web, office: Office, work: Callable[..., int]) -> dict[str, Any]:
    """The commune's dataset with a published table `bang` of two rows, which the tests only read."""
    with web.flask_app.test_request_context():
        upload = FileStorage(io.BytesIO(points("0164A", "07210")), filename="diem.csv")
        asked = {"dataset": office.dataset["name"], "table": "bang", "schema": "it_support_points"}
        sent = tk.get_action("dtts_table_submit")(as_site(), {**asked, "upload": upload})
        assert work() == 0
        shown = tk.get_action("dtts_submission_show")(as_site(), {"id": sent["id"]})
        assert shown["state"] == "published", shown["report"]
    return {"dataset": office.dataset["name"], "table": "bang"}


@pytest.fixture
def reader(web: Web, table: dict[str, Any], catcher: Catcher, setting: Callable[[str, Any], None]) -> Reader:
    """Somebody who reads the table; neither counted nor timed unless a test says so; nothing is reported yet."""
    setting("dtts.feedback.per_minute", 0)
    setting("dtts.feedback.least_s", 0)
    # The log keeps its rows, and with them the reports: those of tests before are out of the way, not deleted.
    model.Session.execute(sa.delete(FeedbackAddress))
    moved = sa.update(Report).where(Report.package_id.not_like("before:%"))
    model.Session.execute(moved.values(package_id="before:" + Report.package_id))
    model.Session.commit()
    return Reader(web, table["dataset"], table["table"])
