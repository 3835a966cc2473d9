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

from ckanext.dtts.feedback.states import record
from ckanext.dtts.model import DataRequest, Feedback, FeedbackAddress, Notice, Report
from ckanext.dtts.road.states import WORKER
from glue.feedback.asker import Asker
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


Decides = Callable[..., dict[str, Any]]


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


@pytest.fixture
def asker(web: Web, table: dict[str, Any], catcher: Catcher, setting: Callable[[str, Any], None]) -> Asker:
    """Somebody who asks for data; neither counted nor timed unless a test says so; nothing is asked for yet."""
    setting("dtts.feedback.per_minute", 0)
    setting("dtts.feedback.least_s", 0)
    for old in (FeedbackAddress, Notice):
        model.Session.execute(sa.delete(old))
    _put_away()
    return Asker(web)


@pytest.fixture
def decides(office: Office) -> Decides:
    """Gives a request to the commune and lets its sender, or another, move it."""

    def does(number: int, move: str, who: str = "sender@xa", **said: str) -> dict[str, Any]:
        request = model.Session.query(DataRequest).filter_by(number=number).one()
        people = office.world.people
        if request.agency_id is None:
            agency = office.world.agencies["xa"]
            people.does("approver@tinh", "dtts_request_assign", number=number, agency=agency)
        found: dict[str, Any] = people.does(who, "dtts_request_decide", number=number, move=move, **said)
        return found

    return does


def _put_away() -> None:
    """The log keeps its rows, and with them the requests: those of tests before are dismissed, not deleted."""
    for old in model.Session.query(DataRequest).filter(Feedback.state != "dismissed"):
        old.said, old.agency_id, old.package_id, old.duplicate_of = "before", None, None, None
        record(old, "dismiss", WORKER, to="dismissed")
    model.Session.commit()
