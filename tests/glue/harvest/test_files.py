"""A table at an address goes the road of every file, and is published when its source says so."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from ckan import model

from ckanext.dtts.model import Event, Run, Submission
from glue.harvest.catalogue import Catalogue
from glue.harvest.keeper import Keeper, balance
from glue.records import dataset
from glue.road.here import work_here
from glue.road.points import points


@pytest.fixture
def table(keeper: Keeper, served: Catalogue) -> Any:
    """A source that is one CSV, for an empty dataset; sends and publishes by its policy."""

    def made(policy: str, *codes: str) -> Any:
        name = f"bang-{uuid.uuid4().hex[:8]}"
        dataset(type="facility", name=name)
        served.files[f"{name}.csv"] = points(*codes)
        target = f"{{table: it_support_points, dataset: {name}}}"
        more = "options: {format: csv}"
        return keeper.put(
            name, path=f"{name}.csv", connector="table", target=target, policy=policy, more=more
        )

    return made


def states(keeper: Keeper, source: Any) -> str:
    """Where the file that was sent last stands."""
    (record,) = keeper.records(source).values()
    work_here()
    model.Session.rollback()
    return model.Session.get_one(Submission, record.submission_id, populate_existing=True).state


def test_a_valid_file_is_published_by_the_policy_of_its_source(keeper: Keeper, table: Any) -> None:
    source = table("valid", "00001", "00002")
    run = keeper.run(source)
    assert balance(run) == {"records": 1, "created": 1}
    assert states(keeper, source) == "published"
    (record,) = keeper.records(source).values()
    approved = model.Session.query(Event).filter_by(submission_id=record.submission_id, kind="approved").one()
    assert (approved.actor_kind, approved.actor) == ("policy", "source")


def test_the_same_file_is_not_sent_again_and_a_correction_becomes_a_version(
    keeper: Keeper, table: Any, served: Catalogue
) -> None:
    source = table("valid", "00001", "00002")
    keeper.run(source)
    assert states(keeper, source) == "published"
    (first,) = keeper.records(source).values()
    assert balance(keeper.run(source)) == {"records": 1, "unchanged": 1}
    served.files[f"{source.name}.csv"] = points("00001", "00002", "00003")
    assert balance(keeper.run(source)) == {"records": 1, "updated": 1}
    (second,) = keeper.records(source).values()
    assert second.submission_id != first.submission_id
    assert states(keeper, source) == "published"


def test_a_file_that_lost_half_of_its_rows_waits_for_a_person(
    keeper: Keeper, table: Any, served: Catalogue
) -> None:
    codes = [f"{number:05}" for number in range(20)]
    source = table("valid", *codes)
    keeper.run(source)
    assert states(keeper, source) == "published"
    served.files[f"{source.name}.csv"] = points(*codes[:10])
    keeper.run(source)
    assert states(keeper, source) == "awaiting_approval"
    served.files[f"{source.name}.csv"] = points(*codes[:19])
    keeper.run(source)
    assert states(keeper, source) == "published"


def test_a_source_that_asks_for_approval_publishes_nothing_by_itself(keeper: Keeper, table: Any) -> None:
    source = table("approval", "00001")
    keeper.run(source)
    assert states(keeper, source) == "awaiting_approval"


def test_a_page_in_place_of_the_file_fails_the_run_and_sends_nothing(
    keeper: Keeper, table: Any, served: Catalogue
) -> None:
    source = table("valid", "00001")
    served.files[f"{source.name}.csv"] = b"<!DOCTYPE html><html><body>Sign in</body></html>"
    run = keeper.run(source)
    assert (run.state, run.error["code"], keeper.records(source)) == ("failed", "html-instead", {})
    assert isinstance(run, Run)


def test_a_dry_run_says_whether_the_file_is_valid_and_sends_nothing(
    keeper: Keeper, table: Any, served: Catalogue
) -> None:
    source = table("valid", "00001", "00002")
    run = keeper.run(source, "check")
    assert (run.state, run.found["preview"][0]["fields"], keeper.records(source)) == (
        "done",
        {"rows": "2"},
        {},
    )
    served.files[f"{source.name}.csv"] = b"sai\n1\n"
    run = keeper.run(source, "check")
    assert run.failed_in == 1
    assert keeper.faults(run)[0].severity == "record"
