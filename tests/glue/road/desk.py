"""Sender and approver of one table, and what everybody reads of it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
import sqlalchemy as sa
from ckan import model

from ckanext.dtts.model import Job
from ckanext.dtts.model.columns import now
from glue.road.here import work_here
from glue.road.people import People, Web
from glue.road.points import points

Row = dict[str, Any]


class Desk:
    """Sender and approver of one table, through the actions."""

    def __init__(self, people: People, facility: Row, web: Web) -> None:
        self.people, self.facility, self.web = people, facility, web

    def sent(self, *ids: str) -> Row:
        """A submission that was examined."""
        made = self.people.submits(points(*ids), self.facility)
        work_here()
        return made

    def does(self, action: str, submission: Row, role: str = "approver", **more: Any) -> Row:
        if action not in ("dtts_submission_approve", "dtts_publication_reschedule"):
            more.setdefault("reason", "Lý do thử")
        return self.people.does(role, action, id=submission["id"], **more)

    def published(self, *ids: str) -> Row:
        """A submission that was approved and published."""
        made = self.sent(*ids)
        self.does("dtts_submission_approve", made)
        work_here()
        assert self.state(made) == "published"
        return made

    def state(self, submission: Row) -> str:
        return str(self.people.sees(submission)["state"])

    def kinds(self, submission: Row) -> list[str]:
        return [event["kind"] for event in self.people.sees(submission)["events"]]

    def read(self) -> list[str] | None:
        """The ids that every public door gives; None when the table is public no more."""
        work_here()
        asked = {"dataset": self.facility["name"], "table": "diem"}
        resources = self.people.does(None, "package_show", id=self.facility["id"])["resources"]
        try:
            rows = self.people.does(None, "dtts_table_rows", **asked)["rows"]
        except tk.ObjectNotFound:
            assert resources == []
            return None
        ids = [row["point_id"] for row in rows]
        copy = self.people.does(None, "datastore_search", resource_id=resources[0]["id"])["records"]
        lines = self.web.get(f"/dataset/{self.facility['name']}/diem.csv", status=200).text.splitlines()[1:]
        assert ids == [row["point_id"] for row in copy] == [line.split(",")[0] for line in lines]
        assert resources[0]["row_count"] == len(ids)
        return ids


def refusal(action: Any, *args: Any, **kwargs: Any) -> str:
    with pytest.raises(tk.ValidationError) as refused:
        action(*args, **kwargs)
    told = refused.value.dtts_refusal
    assert told.vi != told.en
    return str(told.code)


def due(submission: Row) -> None:
    """Let the day come for which a publication is scheduled."""
    job = model.Session.scalars(
        sa.select(Job).where(Job.kind == "publish", Job.payload["submission_id"].astext == submission["id"])
    ).all()[-1]
    job.run_after = now() - timedelta(seconds=1)
    model.Session.commit()


def tomorrow() -> str:
    return (now() + timedelta(days=1)).isoformat()
