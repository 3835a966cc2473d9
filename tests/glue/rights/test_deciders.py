"""Those who are told that a file waits are those who may decide on it."""

from __future__ import annotations

import uuid

import pytest
from ckan import model

from ckanext.dtts import rights
from ckanext.dtts.model import Agency, Submission
from glue.records import dataset
from glue.rights.test_reach import counted
from glue.rights.world import World
from glue.road.points import points

EVERYBODY = (
    "approver@tinh",
    "approver@xa",
    "sender@tinh",
    "sender@xa",
    "reader@xa",
    "nobody",
    "register_keeper",
    "suspended",
)


@pytest.mark.parametrize("one_person", [False, True])
@pytest.mark.parametrize("sender", ["sender@xa", "approver@xa"])
def test_they_are_all_and_only_those_whom_nothing_stands_against(
    sender: str, one_person: bool, world: World
) -> None:
    made = dataset(type="facility", title="Điểm thử", owner_org=world.agencies["xa"])
    sent = world.people.submits(points("0164A"), made, role=sender)
    model.Session.get_one(Agency, world.agencies["xa"]).one_person = one_person
    model.Session.flush()
    submission = model.Session.get_one(Submission, uuid.UUID(sent["id"]))
    found = set(rights.deciders(submission))
    may = {who for who in EVERYBODY if rights.may_decide(world.user(who), submission) is None}
    assert {who for who in EVERYBODY if world.user(who).id in found} == may
    assert may >= {"approver@tinh"}
    with counted() as statements:
        rights.deciders(submission)
    assert len(statements) <= 4
    model.Session.rollback()
