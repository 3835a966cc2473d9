"""An agency with one published plan of monitoring, its people, and the form of a visit without script."""

from __future__ import annotations

import io
import uuid
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
import sqlalchemy as sa
from ckan import model
from werkzeug.datastructures import FileStorage

from ckanext.dtts.model import Agency, Submission
from core.visiting.words import WORDS
from glue.followup.conftest import EVALUATION
from glue.portal_fixtures import empty_portal, portal
from glue.records import agency, dataset
from glue.road.conftest import people, request_context, web
from glue.road.here import errors, work_here
from glue.road.people import People, Web

__all__ = ["empty_portal", "people", "portal", "request_context", "web"]

FORM = "/ban-lam-viec/chuyen-giam-sat/moi"
PLAN = (
    "plan_id,agency,programme,item_code,area_id,visit_kind,period_start,period_end,visits_planned,purpose\n"
    "MH-KH-01,Sở Dân tộc và Tôn giáo,mtqg-1719-2021-2025,DA04.TDA1,07534@since-2025-07,inspection,"
    "2026-10-01,2026-12-20,2,Tiến độ.\n"
).encode()


class Office:
    """What people do with visits: write, send, decide; `works` does all that is due."""

    def __init__(self, web: Web, people: People) -> None:
        self.web, self.people = web, people

    def works(self) -> None:
        """Every job that is due, as a worker does it."""
        work_here()
        assert errors() == []

    def posts(self, words: dict[str, Any], *, do: str = "send", role: str = "sender", **more: Any) -> Any:
        """The form of a visit, with all its words."""
        headers = self.people.token(role) | more.pop("headers", {})
        data = {"visit": str(uuid.uuid4()), **words, "do": do, **more}
        return self.web.post(
            FORM, data=data, headers=headers, follow_redirects=False, content_type="multipart/form-data"
        )

    def sends(self, words: dict[str, Any], **more: Any) -> str:
        """Id of a visit that was taken."""
        answer = self.posts(words, headers={"Accept": "application/json"}, **more)
        assert answer.status_code == 200, answer.text
        return str(answer.json["id"])

    def submission(self, schema: str) -> dict[str, Any]:
        """The newest submission of a table, after a worker has looked."""
        self.works()
        found = self.people.does("sysadmin", "dtts_submission_list", limit=50, offset=0)
        newest: dict[str, Any] = next(each for each in found if each["schema"] == schema)
        return newest

    def approves(self, schema: str) -> None:
        """The approver publishes what waits of a table."""
        waiting = self.submission(schema)
        assert waiting["state"] == "awaiting_approval", waiting
        self.people.does("approver", "dtts_submission_approve", id=waiting["id"])
        self.works()

    def free(self) -> None:
        """What waits goes back to its sender, until nothing does: visits go one after the other."""
        self.works()
        query = sa.select(Submission.id).where(Submission.state.in_(("awaiting_approval", "scheduled")))
        while waiting := model.Session.scalars(query).all():
            for each in waiting:
                self.people.does("approver", "dtts_submission_reject", id=str(each), reason="Bài thử xong.")
            self.works()

    def rows(self, slug: str) -> list[dict[str, Any]]:
        """The public rows of a table."""
        answer = self.web.get(f"/api/dtts/v1/tables/giam-sat/{slug}?limit=500")
        return list(answer.json["rows"])


@pytest.fixture(scope="module")
def office(web: Web, people: People) -> Office:
    """With the plan published."""
    office = Office(web, people)
    with web.flask_app.test_request_context():
        model.Session.merge(Agency(agency_id=agency()["id"], approval="person", changed_by="test"))
        model.Session.commit()
        dates = {"period_start": "2026-01-01", "period_end": "2026-12-31"}
        dataset(type="evaluation", name="giam-sat", title="Giám sát thử", **EVALUATION, **dates)
        upload = FileStorage(io.BytesIO(PLAN), filename="ke-hoach.csv")
        asked = {"dataset": "giam-sat", "table": "ke-hoach", "schema": "monitoring_plans", "upload": upload}
        tk.get_action("dtts_table_submit")(people.context("sender"), asked)
        office.approves("monitoring_plans")
    model.Session.remove()
    return office


@pytest.fixture
def words() -> dict[str, str]:
    return dict(WORDS)
