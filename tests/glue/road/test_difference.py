"""What a submission changes is kept with it, against the version that the public reads then."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
from ckan import model

from ckanext.dtts.model import Job, Submission, Table
from ckanext.dtts.road import difference
from dtts.revisions import Difference, NotComparedError
from glue.road.desk import Desk
from glue.road.here import work_here
from glue.road.people import People, Web
from glue.road.points import points

Work = Callable[..., int]


def publish(
    people: People, facility: dict[str, Any], work: Work, *ids: str, **changed: str
) -> dict[str, Any]:
    sent = people.submits(points(*ids, **changed), facility)
    assert work() == 0
    return sent


def counts(told: dict[str, Any]) -> tuple[int, int, int]:
    rows = told["difference"]["rows"]
    return (rows["added"], rows["changed"], rows["removed"])


def test_a_first_version_says_that_all_rows_are_new(
    people: People, facility: dict[str, Any], work: Work
) -> None:
    sent = publish(people, facility, work, "00001", "00002")
    told = people.does("sender", "dtts_submission_difference", id=sent["id"])
    assert (told["difference"]["first"], counts(told), told["changes"]) == (True, (2, 0, 0), None)


def test_a_revision_is_told_against_the_version_that_it_replaced(
    people: People, facility: dict[str, Any], work: Work
) -> None:
    publish(people, facility, work, "00001", "00002", "00003")
    publish(people, facility, work, "00001", "00002", broadband_mbps="25")
    told = people.does(None, "dtts_version_difference", dataset=facility["name"], table="diem", version=2)
    assert (told["replaced"], counts(told)) == (1, (0, 2, 1))
    assert told["sentence"]["vi"].startswith("2 dòng đổi, 1 dòng bỏ; ")
    assert told["changes"]["size"] > 0


def test_what_waits_is_compared_anew_whenever_the_pointer_moves(
    people: People, facility: dict[str, Any], web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(tk.config, "dtts.desk.approval", "person")
    desk = Desk(people, facility, web)
    waits = desk.sent("00001", "00003")
    told = [shown(people, waits)]
    desk.published("00001")
    told.append(shown(people, waits))
    second = desk.published("00001", "00002")
    told.append(shown(people, waits))
    desk.does("dtts_publication_undo", second)
    assert people.does("sender", "dtts_submission_difference", id=waits["id"])["stale"]
    work_here()
    told.append(shown(people, waits))
    assert told == [(None, 2, 0, 0), (1, 1, 0, 0), (2, 1, 0, 1), (1, 1, 0, 0)]


def shown(people: People, submission: dict[str, Any]) -> tuple[int | None, int, int, int]:
    """The number of the version that it was compared with, rows added, changed and removed."""
    told = people.does("sender", "dtts_submission_difference", id=submission["id"])
    assert not told["stale"]
    return (told["compared_with"], *counts(told))


def test_strangers_do_not_see_what_is_not_published(people: People, facility: dict[str, Any]) -> None:
    sent = people.submits(points("00001"), facility)
    for role in ("stranger", None):
        with pytest.raises(tk.NotAuthorized):
            people.does(role, "dtts_submission_difference", id=sent["id"])


def test_a_table_that_cannot_be_compared_is_published_all_the_same(
    people: People, facility: dict[str, Any], work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    def too_large(*_given: Any, **_options: Any) -> None:
        raise NotComparedError("it needs more memory than allowed")

    sent = publish(people, facility, work, "00001")
    submission = model.Session.get_one(Submission, uuid.UUID(sent["id"]))
    monkeypatch.setattr(difference, "compare_to", too_large)
    difference.compare(
        Job(kind="examine", payload={"submission_id": sent["id"]}, steps={"read": {"valid": True}})
    )
    told = difference.shown(submission)
    assert (told["difference"], told["error"]) == (None, "it needs more memory than allowed")
    model.Session.rollback()


def test_a_large_table_is_compared_in_a_child_and_says_the_same(
    people: People, facility: dict[str, Any], work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(people, facility, work, "00001", "00003")
    sent = publish(people, facility, work, "00001", "00002")
    submission = model.Session.get_one(Submission, uuid.UUID(sent["id"]))
    before = (Difference.from_dict(submission.difference), submission.changes)
    table = model.Session.get_one(Table, submission.table_id)
    monkeypatch.setattr(difference, "_FEW_ROWS", 0)
    table.current_version_id = submission.compared_with
    difference.compare(
        Job(kind="examine", payload={"submission_id": sent["id"]}, steps={"read": {"valid": True}})
    )
    assert (Difference.from_dict(submission.difference), submission.changes) == before
    model.Session.rollback()


def test_versions_of_before_differences_were_kept_are_compared_afterwards(
    people: People, facility: dict[str, Any], work: Work
) -> None:
    ids = [publish(people, facility, work, *each)["id"] for each in (("00001",), ("00001", "00002"))]
    emptied = {"difference": None, "changes": None, "compared_with": None}
    table = Submission.__table__
    model.Session.execute(table.update().where(table.c.id.in_(ids)).values(**emptied))
    model.Session.commit()
    assert difference.compare_published() == 2
    told = people.does(None, "dtts_version_difference", dataset=facility["name"], table="diem", version=2)
    assert (told["replaced"], counts(told)) == (1, (1, 0, 0))
    assert difference.compare_published() == 0
