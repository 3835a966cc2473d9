"""What happens to files of a commune in these tests, event by event, without a worker."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model

from ckanext.dtts.model import Event, Notice, Submission, Table, Version
from ckanext.dtts.notices.drain import drain
from ckanext.dtts.road import lookup, states
from ckanext.dtts.road.states import WORKER, Actor
from glue.records import dataset
from glue.rights.world import World
from glue.road.points import points

STEPS = {
    "awaiting": ("checking", "awaiting_approval"),
    "invalid": ("checking", "invalid"),
    "sent-back": ("checking", "awaiting_approval", "rejected"),
    "published": ("checking", "awaiting_approval", "scheduled", "published"),
    "withdrawn": ("checking", "awaiting_approval", "scheduled", "published", "withdrawn"),
}
"""The states that a submission goes through until people are told of what the name says."""
PERSONS = ("rejected", "scheduled", "withdrawn")
"""States to which a person moves it."""


def _token(name: str) -> str:
    asked = {"user": name, "name": "test", "expires_in": 1, "unit": 3600}
    return str(tk.get_action("api_token_create")({"ignore_auth": True, "user": name}, asked)["token"])


@contextmanager
def moved_to(office: Office, role: str, address: str) -> Iterator[None]:
    """A person has another address for a while."""
    before = office.user(role).email
    office.user(role).email = address
    model.Session.commit()
    yield
    office.user(role).email = before
    model.Session.commit()


def _version(submission: Submission) -> Version:
    """A version as a publication writes it, of files that nobody reads in these tests."""
    earlier = model.Session.query(Version).filter_by(table_id=submission.table_id).count()
    return Version(
        table_id=submission.table_id,
        submission_id=submission.id,
        number=earlier + 1,
        schema_name=submission.schema_name,
        schema_version=submission.schema_version,
        row_count=1,
        csv_sha256="0" * 64,
        csv_size=1,
        parquet_sha256="0" * 64,
        parquet_size=1,
    )


class Office:
    """A commune, its province, their people, and a dataset of the commune."""

    def __init__(self, world: World) -> None:
        self.world = world
        for user in world.people.users.values():
            user["token"] = _token(user["name"])
        self.dataset = dataset(
            type="facility", name="diem-cua-xa", title="Điểm hỗ trợ", owner_org=world.agencies["xa"]
        )

    def user(self, role: str) -> model.User:
        """A person by role and agency, such as `approver@tinh`."""
        return self.world.user(role)

    def sent(self, sender: str = "sender@xa", filename: str = "diem.csv") -> Submission:
        """A file of the commune, received and not yet looked at."""
        given = self.world.people.submits(points("00001"), self.dataset, role=sender, filename=filename)
        return lookup.submission(given["id"])

    def moved(self, submission: Submission, *steps: str, by: str = "approver@xa", note: str = "") -> Event:
        """Move it from state to state, each in a transaction of its own; gives the last event."""
        for step in steps:
            actor = Actor("person", self.user(by).id) if step in PERSONS else WORKER
            if step == "published" or submission.state == "published":
                self._point(submission, step)
            kind = "approved" if step == "scheduled" else None
            states.move(submission, step, actor, kind=kind, note=note or None)
            model.Session.commit()
        last = model.Session.query(Event).filter_by(submission_id=submission.id)
        return last.order_by(Event.seq.desc()).first()

    def _point(self, submission: Submission, step: str) -> None:
        """Let the table point at the submission's version, or at none any more."""
        table = model.Session.get_one(Table, submission.table_id)
        if step != "published":
            table.current_version_id = None
            return
        submission.report = {"valid": True}
        for older in model.Session.query(Submission).filter_by(table_id=table.id, state="published"):
            states.move(older, "superseded", WORKER)
        version = _version(submission)
        model.Session.add(version)
        model.Session.flush()
        table.current_version_id = version.id

    def happens(self, kind: str, **how: Any) -> Submission:
        """A new submission goes as far as the kind says."""
        submission = self.sent(how.pop("sender", "sender@xa"), how.pop("filename", "diem.csv"))
        self.moved(submission, *STEPS[kind], **how)
        return submission

    def told(self, submission: Submission) -> set[tuple[str, str]]:
        """Pass the outbox on, then everybody who was told something of it, as `(role, kind)`."""
        while drain():
            pass
        people = {self.user(role).id: role for role in self.world.people.users}
        found = model.Session.query(Notice).filter_by(submission_id=submission.id)
        return {(people[each.user_id], each.kind) for each in found}
