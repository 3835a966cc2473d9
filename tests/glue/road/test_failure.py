"""When the machine fails, not the data: said clearly, repeated, and nothing public changes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

import ckan.plugins.toolkit as tk
import pytest
import sqlalchemy as sa
from ckan import model
from ckanext.datastore.backend.postgres import get_write_engine

from ckanext.dtts.jobs import queue
from ckanext.dtts.model import Job, Submission
from ckanext.dtts.road.rebuild import is_whole, published_tables, rebuild
from glue.road.people import People
from glue.road.points import points

Work = Callable[..., int]


def job_of(submission: dict[str, Any], kind: str) -> Job:
    query = sa.select(Job).where(Job.kind == kind, Job.payload["submission_id"].astext == submission["id"])
    return model.Session.scalars(query.execution_options(populate_existing=True)).one()


def say_rows(submission: dict[str, Any], rows: int) -> None:
    kept = model.Session.get_one(Submission, UUID(submission["id"]), populate_existing=True)
    kept.files = {**kept.files, "rows": rows}
    model.Session.commit()


@pytest.fixture
def miscounted(people: People, facility: dict[str, Any], work: Work) -> dict[str, Any]:
    """A second version whose report says another number of rows than its files hold."""
    people.submits(points("00001"), facility)
    work()
    sent = people.submits(points("00002", "00003"), facility)
    work("publish.verify:before")
    say_rows(sent, 99)
    work()
    return people.sees(sent)


def test_counts_that_differ_end_the_job_with_an_event_that_names_them(
    miscounted: dict[str, Any], people: People
) -> None:
    event = miscounted["events"][-1]
    assert (event["kind"], event["actor_kind"]) == ("publish-failed", "worker")
    assert "report 99, csv 2, parquet 2, datastore 2" in event["note"]
    assert job_of(miscounted, "publish").state == "failed"


def test_counts_that_differ_leave_the_version_before(
    miscounted: dict[str, Any], people: People, facility: dict[str, Any]
) -> None:
    shown = people.does(None, "dtts_table_rows", dataset=facility["name"], table="diem")
    assert ([row["point_id"] for row in shown["rows"]], shown["version"]) == (["00001"], 1)
    assert miscounted["version"] is None


def test_a_failed_job_can_be_tried_again_by_the_operator(
    miscounted: dict[str, Any], people: People, work: Work
) -> None:
    say_rows(miscounted, 2)
    assert queue.retry(job_of(miscounted, "publish").id)
    model.Session.commit()
    work()
    assert people.sees(miscounted)["state"] == "published"


def test_a_datastore_copy_that_was_lost_is_made_again_from_the_kept_file(
    people: People, facility: dict[str, Any], work: Work
) -> None:
    sent = people.submits(points("00001", "00002"), facility)
    work()
    with get_write_engine().begin() as connection:
        connection.execute(sa.text(f'DROP TABLE "{sent["resource_id"]}"'))
    ((table, version),) = [pair for pair in published_tables() if pair[0].id == UUID(sent["resource_id"])]
    assert not is_whole(version)
    rebuild(table, version)
    assert is_whole(version)
    found = people.does(None, "datastore_search", resource_id=sent["resource_id"])
    assert found["total"] == 2


def test_while_the_datastore_copy_is_lost_the_rows_come_from_the_kept_file(
    people: People, facility: dict[str, Any], work: Work
) -> None:
    sent = people.submits(points("00001", "00002"), facility)
    work()
    with get_write_engine().begin() as connection:
        connection.execute(sa.text(f'DROP TABLE "{sent["resource_id"]}"'))
    shown = people.does(None, "dtts_table_rows", dataset=facility["name"], table="diem", sort="point_id desc")
    assert [row["point_id"] for row in shown["rows"]] == ["00002", "00001"]


def test_a_file_that_cannot_be_read_is_a_fault_in_the_data_and_not_a_failure(
    people: People, facility: dict[str, Any], work: Work
) -> None:
    sent = people.submits(b"\x00\x01\x02" * 100, facility, filename="x.xlsx")
    work()
    seen = people.sees(sent)
    assert seen["state"] == "invalid"
    assert [fault["rule"] for fault in seen["report"]["faults"]] != []


def test_an_unknown_job_is_not_retried(web: object) -> None:
    assert queue.retry(UUID(int=0)) is False
    with pytest.raises(tk.ObjectNotFound):
        tk.get_action("dtts_submission_show")({"ignore_auth": True}, {"id": str(UUID(int=0))})
