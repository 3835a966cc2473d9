"""A submission that follows from another: corrected or answered, while the first stays as it was sent."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
from openpyxl import load_workbook

from ckanext.dtts.road import again, lookup
from glue.road.people import People
from glue.road.points import points

Work = Callable[..., int]

BAD = {"status": "Operating", "premises": "Commune Office"}


@pytest.fixture
def bad(people: People, facility: dict[str, Any], work: Work) -> dict[str, Any]:
    """A submission whose four faults have certain corrections."""
    sent = people.submits(points("0164A", "07210", **BAD), facility)
    work()
    return people.sees(sent)


def test_all_corrections_make_a_copy_that_is_published(
    people: People, bad: dict[str, Any], work: Work
) -> None:
    assert bad["state"] == "invalid"
    copy = people.does("sender", "dtts_submission_correct", id=bad["id"], groups=["*"])
    work()
    seen = people.sees(copy)
    assert (seen["state"], seen["origin_id"], seen["filename"]) == (
        "published",
        bad["id"],
        "diem-da-sua.xlsx",
    )
    assert seen["report"]["rows"] == 2


def test_the_first_submission_stays_as_it_was_sent(people: People, bad: dict[str, Any], work: Work) -> None:
    people.does("sender", "dtts_submission_correct", id=bad["id"], groups=["*"])
    work()
    assert people.sees(bad) == bad


def test_only_what_is_accepted_is_corrected(people: People, bad: dict[str, Any], work: Work) -> None:
    key = next(each["key"] for each in bad["report"]["patterns"] if each["field"] == "status")
    copy = people.does("sender", "dtts_submission_correct", id=bad["id"], groups=[key])
    work()
    seen = people.sees(copy)
    assert seen["state"] == "invalid"
    assert {each["field"] for each in seen["report"]["patterns"]} == {"premises"}


def test_a_question_of_the_report_is_answered_and_the_same_file_is_published(
    people: People, facility: dict[str, Any], work: Work
) -> None:
    sent = people.submits(points("0164A", broadband_mbps="12.345"), facility)
    work()
    asked = people.sees(sent)
    (question,) = asked["report"]["questions"]
    assert (question["kind"], question["field"]) == ("decimal", "broadband_mbps")
    answers = {"decimals": {"broadband_mbps": "."}}
    again_sent = people.does("sender", "dtts_submission_answer", id=sent["id"], answers=answers)
    work()
    seen = people.sees(again_sent)
    assert (seen["state"], seen["sha256"], seen["answers"]) == ("published", asked["sha256"], answers)


def test_answers_may_come_with_the_file(people: People, facility: dict[str, Any], work: Work) -> None:
    answers = '{"decimals": {"broadband_mbps": "."}}'
    sent = people.submits(points("0164A", broadband_mbps="12.345"), facility, answers=answers)
    work()
    assert people.sees(sent)["state"] == "published"


def test_another_answer_is_another_request(people: People, facility: dict[str, Any]) -> None:
    asked = {"idempotency_key": "mot-tep", "answers": '{"decimal": "."}'}
    first = people.submits(points("0164A"), facility, **asked)
    assert people.submits(points("0164A"), facility, **asked)["id"] == first["id"]
    with pytest.raises(tk.ValidationError):
        people.submits(points("0164A"), facility, **{**asked, "answers": '{"decimal": ","}'})


def test_an_answer_that_there_is_not_is_refused(people: People, facility: dict[str, Any]) -> None:
    with pytest.raises(tk.ValidationError, match="answers"):
        people.submits(points("0164A"), facility, answers='{"decimal": "?"}')


@pytest.mark.parametrize("role", ["stranger", "reader", None])
def test_nobody_else_corrects_or_answers(people: People, bad: dict[str, Any], role: str | None) -> None:
    for action, asked in (
        ("dtts_submission_correct", {"groups": ["*"]}),
        ("dtts_submission_answer", {"answers": {"decimal": "."}}),
    ):
        with pytest.raises(tk.NotAuthorized):
            people.does(role, action, id=bad["id"], **asked)


def test_the_file_is_given_back_with_its_faults_marked(bad: dict[str, Any]) -> None:
    book = load_workbook(io.BytesIO(again.marked(lookup.submission(bad["id"]))))
    values = [cell.value for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    assert values.count("Operating") >= 2
    assert any(cell.comment for sheet in book.worksheets for row in sheet.iter_rows() for cell in row)
