"""The tables in the database are those that the code describes, and hold what they promise by themselves."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from ckan import model
from ckan.model.meta import metadata

from ckanext.dtts.model import Event, Grant, Job, Submission, Table, Version
from ckanext.dtts.road.states import MOVES, Actor, ForbiddenMoveError, move
from glue.road.people import People
from glue.road.points import points


def ours(_item: Any, name: str | None, kind: str, _reflected: bool, _other: Any) -> bool:
    return kind != "table" or ((name or "").startswith("dtts_") and name != "dtts_alembic_version")


def test_the_migrations_make_the_tables_that_the_models_describe(web: object) -> None:
    with model.meta.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": ours, "compare_type": True})
        assert compare_metadata(context, metadata) == []


@pytest.fixture
def submission(people: People, facility: dict[str, Any]) -> Submission:
    sent = people.submits(points("00001"), facility)
    return model.Session.get_one(Submission, uuid.UUID(sent["id"]))


def version(submission: Submission, number: int = 1, **changed: Any) -> Version:
    columns = {"csv_sha256": "0" * 64, "csv_size": 1, "parquet_sha256": "0" * 64, "parquet_size": 1}
    schema = {"schema_name": "it_support_points", "schema_version": 1, "row_count": 1}
    values = {"table_id": submission.table_id, "submission_id": submission.id, "number": number}
    return Version(**{**columns, **schema, **values, **changed})


def refused(*rows: Any) -> bool:
    model.Session.add_all(rows)
    try:
        model.Session.flush()
    except sa.exc.IntegrityError:
        return True
    finally:
        model.Session.rollback()
    return False


def test_a_version_number_is_given_once_in_a_table(
    submission: Submission, people: People, facility: Any
) -> None:
    other = people.submits(points("00002"), facility)
    second = version(submission, submission_id=uuid.UUID(other["id"]))
    assert refused(version(submission), second)


def test_a_submission_becomes_one_version_only(submission: Submission) -> None:
    assert refused(version(submission, 1), version(submission, 2))


@pytest.mark.parametrize("state", ["", "draft", "PUBLISHED"])
def test_a_state_that_is_none_is_refused(state: str, submission: Submission) -> None:
    submission.state = state
    assert refused(submission)


@pytest.mark.parametrize(("actor", "kind"), [("", "person"), ("x", "nobody")])
def test_an_event_without_an_actor_is_refused(actor: str, kind: str, submission: Submission) -> None:
    assert refused(Event(submission_id=submission.id, kind="x", actor=actor, actor_kind=kind))


def test_an_address_belongs_to_one_table(submission: Submission) -> None:
    known = model.Session.get_one(Table, submission.table_id)
    same = {"package_id": known.package_id, "slug": known.slug}
    assert refused(Table(schema_name="it_support_points", name="x", **same))


def test_a_job_is_running_exactly_while_it_is_leased(web: object) -> None:
    assert refused(Job(kind="x", lane="x", state="running"))
    assert refused(Job(kind="x", lane="x", state="queued", lease_token=uuid.uuid4()))


def test_a_keeper_is_a_person_of_the_portal(web: object) -> None:
    assert refused(Grant(user_id="nobody", role="register_keeper", granted_by="x"))


@pytest.mark.parametrize("before", [state for state in MOVES if state])
def test_a_state_goes_only_where_the_road_leads(before: str, submission: Submission) -> None:
    for to in MOVES:
        if to is None or to in MOVES[before]:
            continue
        submission.state = before
        with pytest.raises(ForbiddenMoveError):
            move(submission, to, Actor("person", "x"))
    model.Session.rollback()
