"""A job that is called off ends, wherever its worker is with it, and what it did is undone."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa
from ckan import model

from ckanext.dtts.jobs import lease, queue
from ckanext.dtts.model import Job
from glue.road.people import People
from glue.road.points import points

Row = dict[str, Any]
Start = Callable[..., Callable[[], int]]


def wait_for(state: str, of: Row) -> None:
    """Until a job of the submission stands there; the suite's own time limit ends what never comes."""
    jobs = sa.select(Job.state).where(Job.payload["submission_id"].astext == of["id"])
    while state not in model.Session.scalars(jobs).all():
        model.Session.rollback()


@pytest.mark.parametrize("point", ["examine.begin:before", "examine.read:before", "examine.decide:before"])
def test_a_check_that_runs_is_ended_when_its_sender_withdraws(
    point: str, people: People, facility: Row, start: Start
) -> None:
    sent = people.submits(points("00001"), facility)
    ended = start(f"stalls:{point}")
    wait_for("running", sent)
    people.does("sender", "dtts_submission_withdraw", id=sent["id"], reason="Nhầm tệp")
    assert ended() == 0  # the worker ends by itself, so its child is gone
    assert people.sees(sent)["state"] == "withdrawn"
    wait_for("cancelled", sent)


@pytest.mark.parametrize("point", ["publish.load:before", "publish.point:before"])
def test_a_publication_that_runs_is_ended_when_its_sender_withdraws_before_the_pointer_moved(
    point: str, people: People, facility: Row, start: Start
) -> None:
    sent = people.submits(points("00001"), facility)
    ended = start(f"stalls:{point}")
    while people.sees(sent)["state"] != "scheduled":
        model.Session.rollback()
    model.Session.rollback()
    people.does("sender", "dtts_submission_withdraw", id=sent["id"], reason="Nhầm tệp")
    assert ended() == 0
    assert people.sees(sent)["state"] == "withdrawn"
    assert people.does(None, "package_show", id=facility["id"])["resources"] == []


def test_the_next_file_is_checked_right_after_one_that_was_called_off(
    people: People, facility: Row, start: Start
) -> None:
    first = people.submits(points("00001"), facility)
    second = people.submits(points("00002"), facility)
    people.does("sender", "dtts_submission_withdraw", id=first["id"], reason="Nhầm tệp")
    assert start()() == 0
    assert people.sees(second)["state"] == "published"


def test_a_job_that_was_called_off_is_not_taken_up_again(people: People, facility: Row) -> None:
    sent = people.submits(points("00001"), facility)
    queue.cancel(uuid.UUID(sent["id"]))
    model.Session.commit()
    assert queue.claim(lease.me(), ("examine",)) is None
    assert queue.recover() == 0
