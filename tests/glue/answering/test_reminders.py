"""Agencies are reminded two weeks before, on the day and weekly after it, each step once; and told of moves."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from ckan import model

from ckanext.dtts.answering import remind
from ckanext.dtts.model import Outbox
from ckanext.dtts.notices import recipients
from ckanext.dtts.notices.kinds import KINDS
from ckanext.dtts.registers import today
from glue.answering.conftest import Office


def notes() -> list[dict[str, Any]]:
    """What was noted of recommendations, oldest first."""
    query = sa.select(Outbox).where(Outbox.topic == "notice", Outbox.key.startswith("recommendation"))
    return [each.payload for each in model.Session.scalars(query.order_by(Outbox.created))]


@pytest.fixture(autouse=True)
def nothing_noted(office: Office) -> None:
    model.Session.execute(sa.delete(Outbox).where(Outbox.key.startswith("recommendation")))
    model.Session.commit()


@pytest.mark.parametrize(
    ("days", "step"),
    [(-15, None), (-14, -14), (-1, -14), (0, 0), (6, 0), (7, 7), (13, 7), (14, 14), (365, 364)],
)
def test_the_steps_of_reminding(days: int, step: int | None) -> None:
    assert remind.step_on(days) == step


@pytest.fixture(scope="module")
def made(office: Office) -> dict[str, Any]:
    """One that comes due, one reported as done, one confirmed, and one far ahead."""
    with office.web.flask_app.test_request_context():
        found = office.publish(("KN-1", 20), ("KN-2", 5), ("KN-3", 5), ("KN-4", 300))
        office.completes(found, "KN-2")
        office.completes(found, "KN-3")
        office.does("approver@tinh", found, "confirmation", "KN-3")
    return found


def test_each_step_is_told_once_to_those_who_may_answer_and_nothing_of_what_is_done(
    office: Office, made: dict[str, Any]
) -> None:
    days = (0, 6, 7, 20, 21, 27, 28, 28)
    told = [remind.remind(today() + timedelta(days=each)) for each in days]
    assert told == [0, 1, 0, 1, 0, 1, 0, 0]
    found = notes()
    assert [each["details"]["title"]["vi"] for each in found] == [
        "Kiến nghị KN-1 sắp đến hạn",
        "Kiến nghị KN-1 đến hạn hôm nay",
        "Kiến nghị KN-1 đã quá hạn",
    ]
    assert all(told_by(each) == ids(office, "sender@xa", "approver@xa") for each in found)
    assert "còn 14 ngày" in found[0]["details"]["text"]["vi"]
    assert found[0]["details"]["path"] == f"/ban-lam-viec/kien-nghi/{made['table']}/KN-1"


def told_by(note: dict[str, Any]) -> set[str]:
    return set(recipients.active(note["user_ids"]))


def ids(office: Office, *roles: str) -> set[str]:
    return {office.world.user(role).id for role in roles}


def test_the_other_side_is_told_of_every_move_and_nobody_of_their_own(
    office: Office, made: dict[str, Any]
) -> None:
    asking, addressed = ("sender@tinh", "approver@tinh"), ("sender@xa", "approver@xa")
    steps: list[tuple[str, str, tuple[str, ...]]] = [
        ("answer", "recommendation-answered", asking),
        ("completion", "recommendation-reported", ("approver@tinh",)),
        ("return", "recommendation-returned", addressed),
        ("completion", "recommendation-reported", ("approver@tinh",)),
        ("confirmation", "recommendation-settled", addressed),
    ]
    for move, kind, told in steps:
        if move == "completion":
            office.completes(made, "KN-4")
        else:
            office.does("sender@xa" if move == "answer" else "approver@tinh", made, move, "KN-4")
        note = notes()[-1]
        assert (note["kind"], told_by(note)) == (kind, ids(office, *told))
        assert note["details"]["text"]["vi"].endswith(".")
    assert [KINDS[each["kind"]] for each in notes()] == ["to_know", "to_act", "to_act", "to_act", "to_know"]
