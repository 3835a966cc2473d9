"""Nobody decides on what they sent, but where an agency has one person, and then the record says so."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
from bs4 import BeautifulSoup
from ckan import model

from ckanext.dtts.model import Agency
from glue.records import dataset
from glue.rights.world import World
from glue.road.people import Web
from glue.road.points import FIVE_FAULTS, points

Work = Callable[..., int]
Row = dict[str, Any]
SAID = "Người gửi và người duyệt là một (đơn vị một người)"


@pytest.fixture
def agency(world: World) -> Iterator[Agency]:
    """The commune's, where people approve."""
    found = model.Session.get_one(Agency, world.agencies["xa"])
    found.approval = "person"
    model.Session.commit()
    yield found
    model.Session.rollback()
    found = model.Session.get_one(Agency, world.agencies["xa"])
    found.approval, found.one_person = None, False
    model.Session.commit()


@pytest.fixture
def made(world: World, agency: Agency) -> Row:
    return dataset(type="facility", title="Điểm thử", owner_org=world.agencies["xa"])


def sent(world: World, work: Work, made: Row, by: str) -> Row:
    """A valid file that waits for a decision."""
    submission: Row = world.people.submits(points("0164A"), made, role=by)
    work()
    waiting: Row = world.people.sees(submission, role="portal_admin")
    assert waiting["state"] == "awaiting_approval"
    return waiting


def refused(world: World, who: str, submission: Row) -> str:
    """The code with which the decision is refused."""
    with pytest.raises((tk.ValidationError, tk.NotAuthorized)) as answer:
        world.people.does(who, "dtts_submission_approve", id=submission["id"])
    assert world.people.sees(submission, role="portal_admin")["state"] == "awaiting_approval"
    refusal = getattr(answer.value, "dtts_refusal", None)
    return refusal.code if refusal else "not-authorized"


def approved(world: World, who: str, submission: Row) -> Row:
    """The event of the approval."""
    shown = world.people.does(who, "dtts_submission_approve", id=submission["id"])
    event: Row = next(each for each in shown["events"] if each["kind"] == "approved")
    assert event["actor"] == world.user(who).name
    return event


@pytest.mark.parametrize("who", ["approver@xa", "approver@tinh", "portal_admin"])
def test_a_colleague_one_above_and_an_administrator_decide_on_what_somebody_else_sent(
    who: str, world: World, work: Work, made: Row
) -> None:
    assert "one_person" not in approved(world, who, sent(world, work, made, "sender@xa"))["details"]


@pytest.mark.parametrize("who", ["approver@xa", "portal_admin"])
def test_nobody_decides_on_an_own_file_administrators_neither(
    who: str, world: World, work: Work, made: Row
) -> None:
    submission = sent(world, work, made, who)
    assert refused(world, who, submission) == "own-submission"
    approved(world, "approver@tinh", submission)


def test_who_corrects_a_colleagues_file_is_the_sender_of_the_copy(
    world: World, work: Work, made: Row
) -> None:
    faulty = world.people.submits(FIVE_FAULTS, made, role="sender@xa")
    work()
    copy = world.people.does("approver@xa", "dtts_submission_correct", id=faulty["id"], groups=["*"])
    assert copy["actor"] == world.user("approver@xa").name
    assert copy["origin_id"] == faulty["id"]


def test_in_a_one_person_agency_its_approver_decides_alone_and_the_record_says_so(
    world: World, work: Work, made: Row, agency: Agency, web: Web
) -> None:
    agency.one_person = True
    model.Session.commit()
    submission = sent(world, work, made, "approver@xa")
    assert approved(world, "approver@xa", submission)["details"]["one_person"] is True
    work()
    token = {"Authorization": _token(world.user("approver@xa").name)}
    for address, headers in (
        (f"/submission/{submission['id']}", token),
        (f"/dataset/{made['name']}/diem/v/1", {}),
    ):
        page = BeautifulSoup(web.get(address, headers=headers).text, "html.parser")
        assert SAID in page.main.get_text(" ")


def test_a_one_person_agency_lets_only_its_own_approver_decide_alone(
    world: World, work: Work, made: Row, agency: Agency
) -> None:
    agency.one_person = True
    model.Session.commit()
    assert refused(world, "portal_admin", sent(world, work, made, "portal_admin")) == "own-submission"
    assert refused(world, "sender@xa", sent(world, work, made, "sender@xa")) == "not-authorized"


def _token(name: str) -> str:
    asked = {"user": name, "name": "thu", "expires_in": 1, "unit": 3600}
    return str(tk.get_action("api_token_create")({"ignore_auth": True, "user": name}, asked)["token"])
