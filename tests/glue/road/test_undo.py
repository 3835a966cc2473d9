"""What was public is undone or withdrawn: every door goes back together."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
import sqlalchemy as sa
from ckan import model

from ckanext.dtts.model import Submission, Table
from glue.road.desk import Desk, refusal, tomorrow
from glue.road.here import work_here
from glue.road.people import People, Web
from glue.road.points import FIVE_FAULTS, points

Row = dict[str, Any]


@pytest.fixture(autouse=True)
def by_a_person(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setitem(tk.config, "dtts.desk.approval", "person")
    yield


@pytest.fixture
def desk(people: People, facility: Row, web: Web) -> Desk:
    return Desk(people, facility, web)


def test_an_undo_gives_the_version_before_back_at_every_door(desk: Desk) -> None:
    first, second = desk.published("00001"), desk.published("00002", "00003")
    desk.does("dtts_publication_undo", second)
    assert desk.read() == ["00001"]
    assert (desk.state(first), desk.state(second)) == ("published", "superseded")
    assert (desk.kinds(first)[-1], desk.kinds(second)[-1]) == ("restored", "undone")


def test_a_second_press_of_undo_is_refused(desk: Desk) -> None:
    desk.published("00001")
    desk.published("00002")
    third = desk.published("00003")
    desk.does("dtts_publication_undo", third)
    assert refusal(desk.does, "dtts_publication_undo", third) == "state-changed"
    assert desk.read() == ["00002"]


def test_the_first_version_cannot_be_undone_but_withdrawn(desk: Desk) -> None:
    first = desk.published("00001")
    assert refusal(desk.does, "dtts_publication_undo", first) == "nothing-before"
    assert desk.read() == ["00001"]


def test_an_undone_version_is_not_what_a_later_undo_goes_back_to(desk: Desk) -> None:
    desk.published("00001")
    undone = desk.published("00002")
    desk.does("dtts_publication_undo", undone)
    third = desk.published("00003")
    desk.does("dtts_publication_undo", third)
    assert desk.read() == ["00001"]


def test_an_undone_file_may_be_sent_again_and_is_a_new_version(desk: Desk, people: People) -> None:
    desk.published("00001")
    undone = desk.published("00002")
    desk.does("dtts_publication_undo", undone)
    again = desk.published("00002")
    assert people.sees(again)["version"] == 3
    assert desk.read() == ["00002"]


def test_an_undo_while_the_next_version_is_under_way_gives_way_to_it(desk: Desk) -> None:
    desk.published("00001")
    second, third = desk.published("00002"), desk.sent("00003")
    desk.does("dtts_submission_approve", third)
    desk.does("dtts_publication_undo", second)
    assert desk.read() == ["00003"]
    desk.does("dtts_publication_undo", third)
    assert desk.read() == ["00001"]


@pytest.mark.parametrize("before", ["received", "invalid", "awaiting_approval", "scheduled", "rejected"])
def test_a_sender_withdraws_what_is_not_public(before: str, desk: Desk, people: People) -> None:
    made = people.submits(FIVE_FAULTS if before == "invalid" else points("00001"), desk.facility)
    if before != "received":
        work_here()
    if before == "scheduled":
        desk.does("dtts_submission_approve", made, publish_at=tomorrow())
    if before == "rejected":
        desk.does("dtts_submission_reject", made)
    assert desk.state(made) == before
    desk.does("dtts_submission_withdraw", made, "sender")
    assert desk.read() is None
    assert desk.state(made) == "withdrawn"
    assert refusal(desk.does, "dtts_submission_withdraw", made) == "state-changed"


def test_a_sender_does_not_withdraw_what_is_public(desk: Desk) -> None:
    made = desk.published("00001")
    with pytest.raises(tk.NotAuthorized):
        desk.does("dtts_submission_withdraw", made, "sender")
    assert desk.read() == ["00001"]


def test_a_withdrawn_version_gives_way_to_the_one_before(desk: Desk) -> None:
    desk.published("00001")
    second = desk.published("00002")
    desk.does("dtts_submission_withdraw", second)
    assert desk.read() == ["00001"]


def test_a_table_of_which_all_is_withdrawn_is_public_no_more_and_comes_back(desk: Desk) -> None:
    first = desk.published("00001")
    desk.does("dtts_submission_withdraw", first)
    assert desk.read() is None
    with pytest.raises(tk.ObjectNotFound):
        desk.people.does(None, "datastore_search", resource_id=desk.people.sees(first)["resource_id"])
    desk.published("00002")
    assert desk.read() == ["00002"]


@pytest.mark.parametrize("address", ["/diem.csv", "/diem/v/1.csv", "/diem/v/1.parquet"])
def test_the_files_of_a_withdrawn_version_are_gone_with_the_reason(address: str, desk: Desk) -> None:
    made = desk.published("00001")
    desk.does("dtts_submission_withdraw", made, reason="Có số điện thoại cá nhân")
    answer = desk.web.get(f"/dataset/{desk.facility['name']}{address}", status=410)
    assert "Có số điện thoại cá nhân" in answer.text
    assert "rút lại" in answer.text
    assert "withdrawn" in answer.text
    assert desk.people.users["approver"]["name"] not in answer.text


def test_the_api_says_of_a_withdrawn_version_when_by_whom_and_why(desk: Desk) -> None:
    desk.published("00001")
    second = desk.published("00002")
    desk.does("dtts_submission_withdraw", second, reason="Sai nguồn")
    answer = desk.web.get(f"/api/dtts/v1/tables/{desk.facility['name']}/diem?version=2", status=410).json
    told = answer["error"]
    assert (told["code"], told["number"], told["by"], told["reason"]) == (
        "withdrawn", 2, "approver", "Sai nguồn",
    )  # fmt: skip


def test_the_list_of_versions_keeps_a_tombstone(desk: Desk) -> None:
    desk.published("00001")
    second = desk.published("00002")
    desk.does("dtts_submission_withdraw", second, reason="Sai nguồn")
    listed = desk.people.does(None, "dtts_version_list", dataset=desk.facility["name"], table="diem")
    graves = {each["version"]: each["tombstone"] for each in listed}
    assert graves[1] is None
    assert graves[2]["reason"] == "Sai nguồn"


def test_the_pointer_is_the_only_submission_that_is_published(desk: Desk) -> None:
    made = [desk.published(f"0000{number}") for number in range(1, 4)]
    desk.does("dtts_publication_undo", made[2])
    table = model.Session.get_one(Table, uuid.UUID(desk.people.sees(made[0])["resource_id"]))
    stand = model.Session.scalars(sa.select(Submission).where(Submission.table_id == table.id)).all()
    assert sorted(each.state for each in stand) == ["published", "superseded", "superseded"]


def test_rows_of_a_withdrawn_version_are_read_no_more_before_any_worker_has_moved(desk: Desk) -> None:
    desk.published("00001")
    second = desk.published("00002")
    resource = desk.people.sees(second)["resource_id"]
    desk.does("dtts_submission_withdraw", second)
    with pytest.raises(tk.ObjectNotFound):
        desk.people.does(None, "datastore_search", resource_id=resource)
    desk.web.get(f"/datastore/dump/{resource}", status=404)
    rows = desk.people.does(None, "dtts_table_rows", dataset=desk.facility["name"], table="diem")["rows"]
    assert [row["point_id"] for row in rows] == ["00001"]


def test_what_a_version_changed_against_a_withdrawn_one_is_told_no_more(desk: Desk) -> None:
    desk.published("00001")
    second = desk.published("00002")
    desk.published("00003")
    asked = {"dataset": desk.facility["name"], "table": "diem", "version": 3}
    assert desk.people.does(None, "dtts_version_difference", **asked)["difference"] is not None
    desk.does("dtts_submission_withdraw", second)
    told = desk.people.does(None, "dtts_version_difference", **asked)
    assert (told["difference"], told["sentence"], told["changes"]) == (None, None, None)
    page = f"/dataset/{desk.facility['name']}/diem/v/3/thay-doi"
    assert "00002" not in desk.web.get(page).text
    desk.web.get(f"{page}.csv", status=404)
