"""What the database itself holds of sources, runs and records, whatever code writes into it."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa
from ckan import model

from ckanext.dtts.model import Fault, Record, Run, Source
from ckanext.dtts.model.columns import now


@pytest.fixture
def source(web: object) -> Source:
    """One that no other test sees."""
    made = Source(
        name="nguon", title="Nguồn", definition="", sha256="0" * 64, agency_id="a", keeper_id="k", state="new"
    )
    model.Session.add(made)
    model.Session.flush()
    return made


def run(source: Source, **values: Any) -> Run:
    return Run(source_id=source.id, asked_by="schedule", **values)


def record(source: Source, **values: Any) -> Record:
    given = {"remote_id": "1", "outcome": "created", "state": "present", "digest": "0" * 64, **values}
    return Record(source_id=source.id, seen=now(), **given)


def refused(*rows: Any) -> bool:
    model.Session.add_all(rows)
    try:
        model.Session.flush()
    except sa.exc.IntegrityError:
        return True
    finally:
        model.Session.rollback()
    return False


@pytest.mark.parametrize("counted", ["created_in", "updated_in", "unchanged_in", "failed_in", "held_in"])
def test_a_run_that_does_not_add_up_cannot_be_stored(source: Source, counted: str) -> None:
    assert not refused(source, run(source, records_in=1, **{counted: 1}))
    assert refused(source, run(source, records_in=2, **{counted: 1}))
    assert refused(source, run(source, records_in=0, **{counted: 1}))


def test_a_source_has_one_run_at_a_time(source: Source) -> None:
    ended = [run(source, state="done"), run(source, state="failed")]
    assert not refused(source, *ended, run(source))
    assert refused(source, run(source), run(source))


def test_no_more_is_taken_away_than_is_missing(source: Source) -> None:
    assert refused(source, run(source, missing=1, removed=2))


def test_a_record_is_known_once_by_its_source_and_its_id_there(source: Source) -> None:
    assert refused(source, record(source), record(source))


@pytest.mark.parametrize(
    "values",
    [
        {"digest": None},
        {"state": "gone"},
        {"gone": now()},
        {"waits": "create"},
        {"waits": "purge", "waits_since": now(), "waits_reason": {}},
        {"outcome": "lost"},
    ],
)
def test_a_record_cannot_contradict_itself(source: Source, values: dict[str, Any]) -> None:
    assert refused(source, record(source, **values))


@pytest.mark.parametrize("values", [{"state": "paused"}, {"paused_by": "breaker"}, {"failures": -1}])
def test_a_source_cannot_contradict_itself(source: Source, values: dict[str, Any]) -> None:
    for name, value in values.items():
        setattr(source, name, value)
    assert refused(source)


def test_a_resumed_run_tells_the_same_fault_once(source: Source) -> None:
    of = run(source)
    model.Session.add(of)
    model.Session.flush()
    told = {"run_id": of.id, "key": "no-id:7", "severity": "record", "code": "no-id", "vi": "…", "en": "…"}
    assert refused(of, Fault(**told), Fault(**told))
