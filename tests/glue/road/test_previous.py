"""A file is examined together with the version that the public reads, as of the day when it was sent."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from ckan import model

from ckanext.dtts.model import Job, Submission
from ckanext.dtts.registers import today
from ckanext.dtts.road import examine
from dtts.examine import examine_in_child
from dtts.report import Report
from glue.road.people import People
from glue.road.points import points

Work = Callable[..., int]


class Seen:
    """What the examination was given: the points of the version before, and the day."""

    points: list[str] | None = None
    today: date | None = None

    def examine(self, path: Path, *, previous: Path | None, today: date, **given: Any) -> Report:
        self.points = None if previous is None else pl.read_parquet(previous)["point_id"].to_list()
        self.today = today
        return examine_in_child(path, previous=previous, today=today, **given)


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> Seen:
    found = Seen()
    monkeypatch.setattr(examine, "examine_in_child", found.examine)
    return found


def read(sent: dict[str, Any]) -> None:
    """The step of the road, in this process."""
    job = Job(kind="examine", lane="x", payload={"submission_id": sent["id"]})
    assert model.Session.get_one(Submission, uuid.UUID(sent["id"])).state == "received"
    assert examine.read(job)["valid"]
    model.Session.commit()


def test_the_first_file_of_a_table_has_none_before_it(
    people: People, facility: dict[str, Any], seen: Seen
) -> None:
    read(people.submits(points("00001"), facility))
    assert (seen.points, seen.today) == (None, today())


def test_a_later_file_is_compared_with_the_version_in_force(
    people: People, facility: dict[str, Any], seen: Seen, work: Work
) -> None:
    for published in (("00001",), ("00002", "00003")):
        people.submits(points(*published), facility)
        assert work() == 0
    read(people.submits(points("00004"), facility))
    assert seen.points == ["00002", "00003"]
