"""A person decides: at once, at a date, not yet, not so."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import ckan.plugins.toolkit as tk
import pytest

from glue.road.desk import Desk, due, refusal, tomorrow
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


def test_what_is_valid_waits_for_a_person(desk: Desk) -> None:
    assert desk.state(desk.sent("00001")) == "awaiting_approval"
    assert desk.read() is None


def test_an_approved_submission_is_published_and_the_log_names_the_approver(
    desk: Desk, people: People
) -> None:
    made = desk.sent("00001")
    assert desk.does("dtts_submission_approve", made, note="Đã xem")["state"] == "scheduled"
    assert desk.read() == ["00001"]
    (approval,) = [each for each in people.sees(made)["events"] if each["kind"] == "approved"]
    assert (approval["actor"], approval["actor_kind"], approval["note"]) == (
        people.users["approver"]["name"], "person", "Đã xem",
    )  # fmt: skip


def test_nobody_approves_what_they_sent(people: People, desk: Desk) -> None:
    made = people.submits(points("00001"), desk.facility, role="approver")
    work_here()
    assert refusal(desk.does, "dtts_submission_approve", made) == "own-submission"
    assert desk.people.sees(made, role="approver")["state"] == "awaiting_approval"


@pytest.mark.parametrize("role", [None, "reader", "stranger", "sender"])
@pytest.mark.parametrize(
    "action",
    ["submission_approve", "submission_reject", "publication_reschedule", "publication_call_off"],
)
def test_only_approvers_of_the_agency_decide(
    action: str, role: str | None, desk: Desk, people: People
) -> None:
    made = desk.sent("00001")
    with pytest.raises(tk.NotAuthorized):
        desk.does(f"dtts_{action}", made, role)  # type: ignore[arg-type]


def test_a_publication_waits_for_its_day_and_holds_up_nothing(desk: Desk) -> None:
    scheduled = desk.sent("00001")
    desk.does("dtts_submission_approve", scheduled, publish_at=tomorrow())
    other = desk.sent("00002")
    assert desk.state(other) == "awaiting_approval"
    assert desk.read() is None
    due(scheduled)
    assert desk.read() == ["00001"]


def test_a_moment_without_an_offset_is_by_the_portals_clock(desk: Desk) -> None:
    made = desk.sent("00001")
    answer = desk.does("dtts_submission_approve", made, publish_at="2031-01-02T08:00")
    assert answer["publish_at"] == "2031-01-02T01:00:00Z"


def test_a_scheduled_publication_is_given_another_day(desk: Desk) -> None:
    made = desk.sent("00001")
    desk.does("dtts_submission_approve", made, publish_at=tomorrow())
    desk.does("dtts_publication_reschedule", made)
    assert desk.read() == ["00001"]
    assert desk.kinds(made).count("re-dated") == 1


def test_a_publication_that_is_called_off_waits_for_a_decision_again(desk: Desk) -> None:
    made = desk.sent("00001")
    desk.does("dtts_submission_approve", made, publish_at=tomorrow())
    desk.does("dtts_publication_call_off", made)
    assert desk.state(made) == "awaiting_approval"
    assert desk.read() is None
    desk.does("dtts_submission_approve", made)
    assert desk.read() == ["00001"]


def test_what_was_decided_on_before_what_is_public_is_decided_on_again(desk: Desk) -> None:
    scheduled = desk.sent("00001")
    desk.does("dtts_submission_approve", scheduled, publish_at=tomorrow())
    desk.published("00002")
    due(scheduled)
    assert desk.read() == ["00002"]
    assert (desk.state(scheduled), desk.kinds(scheduled)[-1]) == ("awaiting_approval", "overtaken")
    desk.does("dtts_submission_approve", scheduled)
    assert desk.read() == ["00001"]


def test_a_submission_goes_back_with_reasons_on_cells(desk: Desk, people: People) -> None:
    made = desk.sent("00001")
    cells = [{"sheet": "Biểu 1", "cell": "D2", "message": "Sai đơn vị"}]
    desk.does("dtts_submission_reject", made, reason="Xem lại đơn vị", cells=cells)
    last = people.sees(made)["events"][-1]
    assert (last["to"], last["note"], last["details"]) == ("rejected", "Xem lại đơn vị", {"cells": cells})
    assert refusal(desk.does, "dtts_submission_approve", made) == "state-changed"


def test_what_is_scheduled_can_still_go_back(desk: Desk) -> None:
    made = desk.sent("00001")
    desk.does("dtts_submission_approve", made, publish_at=tomorrow())
    desk.does("dtts_submission_reject", made)
    assert desk.kinds(made)[-2:] == ["called-off", "rejected"]
    assert desk.read() is None


def test_more_reasons_on_cells_than_anybody_reads_are_refused(desk: Desk) -> None:
    made = desk.sent("00001")
    cells = [{"sheet": "", "cell": f"A{row}", "message": "Sai"} for row in range(201)]
    assert refusal(desk.does, "dtts_submission_reject", made, cells=cells) == "too-many-cells"


@pytest.mark.parametrize("reason", ["", "   ", "x" * 2001])
def test_a_decision_without_a_readable_reason_is_refused(reason: str, desk: Desk) -> None:
    made = desk.sent("00001")
    with pytest.raises(tk.ValidationError):
        desk.does("dtts_submission_reject", made, reason=reason)
    assert desk.state(made) == "awaiting_approval"


def test_a_file_with_faults_cannot_be_approved(desk: Desk, people: People) -> None:
    made = people.submits(FIVE_FAULTS, desk.facility)
    work_here()
    assert refusal(desk.does, "dtts_submission_approve", made) == "state-changed"


def test_two_who_press_at_once_decide_once(desk: Desk) -> None:
    made = desk.sent("00001")
    desk.does("dtts_submission_approve", made)
    assert refusal(desk.does, "dtts_submission_approve", made) == "state-changed"
    assert desk.kinds(made).count("approved") == 1
