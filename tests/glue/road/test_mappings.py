"""How an office's own form is read is confirmed once, kept for its agency, and applied to the next file."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
import sqlalchemy as sa
from ckan import model

from ckanext.dtts.checking import reading
from ckanext.dtts.model import Mapping
from ckanext.dtts.road import again, lookup, mappings
from ckanext.dtts.work import scratch
from dtts.proposals import Part
from glue.road.forms import CONFIRMED, LABELS, office_form
from glue.road.people import People

Work = Callable[..., int]


@pytest.fixture(autouse=True)
def forgotten() -> None:
    model.Session.execute(sa.delete(Mapping))
    model.Session.commit()


def confirmed(submission_id: str) -> dict[str, Any]:
    """What the sender confirms of the proposal for a submission."""
    with again.source(lookup.submission(submission_id)) as source, scratch() as folder:
        proposal = reading.propose(source, folder)
        form = {part.name: shown_first(part) for part in proposal.parts} | CONFIRMED
        return reading.confirmed(proposal, form, source.answers).to_dict()


def shown_first(part: Part) -> str:
    """What a browser sends of a box that nobody touched."""
    values = [option.value for option in part.options]
    return part.value if part.value in values or not (values and part.strict) else values[0]


@pytest.fixture
def taught(people: People, facility: dict[str, Any], work: Work) -> dict[str, Any]:
    """A submission that was read as its sender confirmed."""
    sent = people.submits(office_form("p1", "p2"), facility, filename="mau.xlsx")
    work()
    assert people.sees(sent)["state"] == "invalid"
    read = people.does("sender", "dtts_submission_answer", id=sent["id"], answers=confirmed(sent["id"]))
    work()
    return people.sees(read)


def test_a_form_is_published_as_its_sender_confirmed_it_to_be_read(taught: dict[str, Any]) -> None:
    assert (taught["state"], taught["report"]["rows"], taught["remembered"]) == ("published", 2, None)


def test_the_next_file_of_the_layout_is_read_the_same_way_and_says_by_whom(
    people: People, facility: dict[str, Any], taught: dict[str, Any], work: Work
) -> None:
    sent = people.submits(office_form("p1", "p2", "p3"), facility, filename="mau-2.xlsx")
    work()
    seen = people.sees(sent)
    assert (seen["state"], seen["report"]["rows"]) == ("published", 3)
    assert seen["remembered"]["by"] == people.users["sender"]["name"]
    assert seen["answers"] == {}


def test_another_layout_is_asked_about(
    people: People, facility: dict[str, Any], taught: dict[str, Any], work: Work
) -> None:
    other = (*LABELS[:1], "Số hiệu khác", *LABELS[2:])
    sent = people.submits(office_form("p1", labels=other), facility, filename="mau.xlsx")
    work()
    seen = people.sees(sent)
    assert (seen["state"], seen["remembered"]) == ("invalid", None)


def test_a_mapping_of_a_layout_is_kept_once(
    people: People, facility: dict[str, Any], taught: dict[str, Any], work: Work
) -> None:
    people.does("sender", "dtts_submission_answer", id=taught["id"], answers=taught["answers"])
    work()
    assert model.Session.scalar(sa.select(sa.func.count()).select_from(Mapping)) == 1


def test_a_year_that_only_its_sender_typed_is_not_kept_for_the_next_file(taught: dict[str, Any]) -> None:
    read = lookup.submission(taught["id"])
    typed = {"year": "2023", "programme": "mtqg-1719-2021-2025"}
    answers = {"mapping": {**read.answers["mapping"], "constants": typed}}
    stated: Any = SimpleNamespace(
        answers=answers, schema_name="output_results", table_id=read.table_id, actor_id=read.actor_id
    )
    mappings.keep(stated)
    kept = model.Session.scalars(sa.select(Mapping).where(Mapping.schema_name == "output_results")).one()
    assert kept.mapping["constants"] == {"programme": "mtqg-1719-2021-2025"}
    model.Session.rollback()


def test_what_is_made_of_a_remembered_file_is_read_as_it_was(
    people: People, facility: dict[str, Any], taught: dict[str, Any], work: Work
) -> None:
    sent = people.submits(office_form("p1", "p 2"), facility, filename="mau-3.xlsx")
    work()
    with again.source(lookup.submission(sent["id"])) as source:
        assert source.answers.mapping is not None
    assert again.marked(lookup.submission(sent["id"])).startswith(b"PK")
