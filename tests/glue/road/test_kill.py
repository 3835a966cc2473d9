"""A worker killed as by `kill -9`, at every point of the road: published once, whole."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
import sqlalchemy as sa
from ckan import model
from ckanext.datastore.backend.postgres import get_read_engine

from ckanext.dtts.jobs.queue import put
from ckanext.dtts.model import Job
from ckanext.dtts.road import KINDS
from glue.road.here import errors
from glue.road.people import People, Web
from glue.road.points import points

Work = Callable[..., int]
KILLED = -9
pytestmark = pytest.mark.slow


def points_of(*kinds: str) -> list[str]:
    return [
        f"{kind}.{step.name}:{moment}"
        for kind in kinds
        for step in KINDS[kind].steps
        for moment in ("unwritten", "after")
    ]


def left_in_the_making(table_id: str) -> int:
    query = sa.text(
        "SELECT count(*) FROM pg_class WHERE starts_with(relname, '_dtts_')"
        " AND obj_description(oid, 'pg_class') LIKE :mark"
    )
    with get_read_engine().connect() as connection:
        return int(connection.scalar(query, {"mark": f"dtts:{table_id}:%"}))


def what_the_public_reads(people: People, facility: dict[str, Any], web: Web) -> tuple[set[str], int]:
    """The ids that our doors show and their version, when all doors agree and are whole."""
    asked = {"dataset": facility["name"], "table": "diem"}
    table = people.does(None, "dtts_table_show", **asked)
    rows = people.does(None, "dtts_table_rows", **asked)
    content = web.get(f"/dataset/{facility['name']}/diem.csv").data
    in_csv = {line.split(",")[0] for line in content.decode().splitlines()[1:]}
    in_rows = {row["point_id"] for row in rows["rows"]}
    assert hashlib.sha256(content).hexdigest() == table["sha256"]
    assert rows["version"] == table["version"]
    assert in_csv == in_rows
    return in_csv, rows["version"]


@pytest.mark.parametrize("dies_at", points_of("examine", "publish"))
def test_a_worker_killed_there_is_taken_over_and_publishes_once_and_whole(
    dies_at: str, people: People, shown: dict[str, Any], work: Work, web: Web
) -> None:
    old, before = what_the_public_reads(people, shown, web)
    new = {uuid.uuid4().hex for _row in range(3)}
    sent = people.submits(points(*new), shown)
    assert work(dies_at) == KILLED, errors()
    assert what_the_public_reads(people, shown, web) in ((old, before), (new, before + 1))

    assert work() == 0
    assert what_the_public_reads(people, shown, web) == (new, before + 1)
    done = people.sees(sent)
    assert (done["state"], done["version"]) == ("published", before + 1)
    assert [event["to"] for event in done["events"]].count("published") == 1
    in_datastore = people.does(None, "datastore_search", resource_id=done["resource_id"])["records"]
    assert {row["point_id"] for row in in_datastore} == new
    (resource,) = people.does(None, "package_show", id=shown["id"])["resources"]
    assert (resource["version"], resource["row_count"]) == (before + 1, 3)
    assert left_in_the_making(done["resource_id"]) == 0


@pytest.mark.parametrize("dies_at", points_of("align"))
def test_an_undo_whose_worker_is_killed_there_ends_with_the_version_before_at_every_door(
    dies_at: str, people: People, facility: dict[str, Any], work: Work, web: Web
) -> None:
    people.submits(points("00001"), facility)
    second = people.submits(points("00002", "00003"), facility)
    work()
    people.does("approver", "dtts_publication_undo", id=second["id"], reason="Nhầm tệp")
    assert what_the_public_reads(people, facility, web) == ({"00001"}, 1)

    assert work(dies_at) == KILLED, errors()
    assert what_the_public_reads(people, facility, web) == ({"00001"}, 1)
    assert work() == 0
    assert what_the_public_reads(people, facility, web) == ({"00001"}, 1)
    (resource,) = people.does(None, "package_show", id=facility["id"])["resources"]
    assert (resource["version"], resource["row_count"]) == (1, 1)
    in_datastore = people.does(None, "datastore_search", resource_id=resource["id"])["records"]
    assert [row["point_id"] for row in in_datastore] == ["00001"]
    assert left_in_the_making(resource["id"]) == 0


@pytest.mark.parametrize("dies_at", points_of("align"))
def test_a_withdrawal_whose_worker_is_killed_there_leaves_nothing_public(
    dies_at: str, people: People, facility: dict[str, Any], work: Work
) -> None:
    only = people.submits(points("00001"), facility)
    work()
    people.does("approver", "dtts_submission_withdraw", id=only["id"], reason="Có dữ liệu cá nhân")
    with pytest.raises(tk.ObjectNotFound):
        people.does(None, "dtts_table_show", dataset=facility["name"], table="diem")
    assert work(dies_at) == KILLED, errors()
    assert work() == 0
    assert people.does(None, "package_show", id=facility["id"])["resources"] == []
    with pytest.raises(tk.ObjectNotFound):
        people.does(None, "datastore_search", resource_id=people.sees(only)["resource_id"])


@pytest.mark.parametrize(
    "dies_at", ["publish.point:unwritten", "publish.swap:unwritten", "publish.announce:before"]
)
def test_a_first_publication_that_is_killed_shows_nothing_or_all(
    dies_at: str, people: People, facility: dict[str, Any], work: Work, web: Web
) -> None:
    people.submits(points("00001"), facility)
    assert work(dies_at) == KILLED, errors()
    with suppress(tk.ObjectNotFound):
        assert what_the_public_reads(people, facility, web) == ({"00001"}, 1)
    assert work() == 0
    assert what_the_public_reads(people, facility, web) == ({"00001"}, 1)


def test_a_job_that_crashes_its_process_is_tried_again_later_and_the_worker_lives(
    people: People, facility: dict[str, Any], work: Work
) -> None:
    job = put("no-such-kind", "lane-of-its-own", {})
    model.Session.commit()
    sent = people.submits(points("00001"), facility)
    assert work() == 0
    assert people.sees(sent)["state"] == "published"
    assert model.Session.get_one(Job, job.id).state == "queued"
