"""What is kept for a while goes after it, and nothing else goes with it."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta, timezone
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
import sqlalchemy as sa
from ckan import model

from ckanext.dtts.harvest import sources, sweeping
from ckanext.dtts.harvest.deciding import KEPT
from ckanext.dtts.jobs.kinds import kind
from ckanext.dtts.model import Fault, Job, Record, Run, Source
from ckanext.dtts.model.columns import now
from glue.harvest.catalogue import Catalogue
from glue.harvest.keeper import Keeper, balance, entries
from glue.harvest.listed import NAME
from glue.road.people import People
from glue.road.points import points

JUST_KEPT = KEPT - timedelta(hours=1)
OVER = KEPT + timedelta(hours=1)


@pytest.fixture
def source(keeper: Keeper, served: Catalogue) -> Source:
    """One of twelve records of which the last was taken away."""
    made = keeper.source(entries(*range(12)))
    keeper.run(made)
    served.records[made.name] = entries(*range(11))
    keeper.run(made)
    return keeper.again(made)


def gone(keeper: Keeper, source: Source, before: timedelta, **changed: Any) -> str:
    """The id of the dataset that was taken away so long ago."""
    record = keeper.records(source)["r11"]
    values = {"gone": now() - before, **changed}
    model.Session.execute(sa.update(Record).where(Record.id == record.id).values(**values))
    model.Session.commit()
    return str(record.id)


def test_what_was_taken_away_is_purged_after_thirty_days_and_not_before(
    keeper: Keeper, source: Source
) -> None:
    name, dataset = source.name, gone(keeper, source, JUST_KEPT)
    assert sweeping.purge() == 0
    assert model.Package.get(dataset).state == "deleted"
    gone(keeper, source, OVER)
    assert sweeping.purge() == 1
    assert model.Package.get(dataset) is None
    source = sources.get(name)
    assert set(keeper.records(source)) == {f"r{number}" for number in range(11)}
    assert len(keeper.titles(source)) == 11


def test_what_was_purged_and_comes_again_is_new(keeper: Keeper, source: Source, served: Catalogue) -> None:
    name, dataset = source.name, gone(keeper, source, OVER)
    sweeping.purge()
    source = sources.get(name)
    served.records[source.name] = entries(*range(12))
    assert balance(keeper.run(source)) == {"records": 12, "created": 1, "unchanged": 11}
    assert model.Package.get(dataset).state == "active"


def test_what_people_showed_again_is_not_purged(keeper: Keeper, source: Source) -> None:
    dataset = gone(keeper, source, OVER)
    model.Package.get(dataset).state = "active"
    model.Session.commit()
    assert sweeping.purge() == 0
    assert model.Package.get(dataset).state == "active"


@pytest.mark.parametrize(
    "changed",
    [
        {"refused": "0" * 64},
        {
            "waits": "create",
            "waits_since": datetime(2026, 11, 1, tzinfo=timezone.utc),
            "waits_reason": {"code": "approval"},
        },
    ],
    ids=["somebody said no", "somebody is asked"],
)
def test_what_people_decide_about_is_not_purged(
    changed: dict[str, Any], keeper: Keeper, source: Source
) -> None:
    dataset = gone(keeper, source, OVER, **changed)
    assert sweeping.purge() == 0
    assert (model.Package.get(dataset).state, "r11" in keeper.records(source)) == ("deleted", True)


def test_what_people_sent_files_to_is_not_purged(keeper: Keeper, people: People, served: Catalogue) -> None:
    name = f"co-so-{uuid.uuid4().hex[:8]}"
    served.records[name] = entries(1, 2)
    source = keeper.put(name, path=name, connector=NAME, target="{dataset_type: facility}")
    keeper.run(source)
    record = keeper.records(source)["r1"]
    dataset = model.Package.get(record.package_id)
    people.submits(points("00001"), {"name": dataset.name})
    served.records[name] = entries(2)
    assert keeper.run(source).removed == 1
    values = {"gone": now() - OVER}
    model.Session.execute(sa.update(Record).where(Record.id == record.id).values(**values))
    model.Session.commit()
    assert sweeping.purge() == 0
    assert (model.Package.get(str(record.id)).state, "r1" in keeper.records(source)) == ("deleted", True)


def aged(run: Run, days: int) -> None:
    """Let the run have ended so many days ago."""
    past = now() - timedelta(days=days)
    model.Session.execute(sa.update(Run).where(Run.id == run.id).values(created=past, finished=past))
    model.Session.commit()


def test_reports_of_old_runs_go_with_their_faults_and_the_last_of_each_kind_stays(
    keeper: Keeper, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(tk.config, "dtts.harvest.runs_kept_days", 90)
    source = keeper.source([*entries(1), {"title": "Không mã"}])
    runs = {name: keeper.run(source, name.split()[0]).id for name in ("check 1", "harvest 1", "harvest 2")}
    young = keeper.run(source)
    for name, days in (("check 1", 400), ("harvest 1", 91), ("harvest 2", 89)):
        aged(model.Session.get_one(Run, runs[name]), days)
    assert sweeping.forget_runs() == 1
    left = set(model.Session.scalars(sa.select(Run.id).where(Run.source_id == source.id)))
    assert left == {runs["check 1"], runs["harvest 2"], young.id}
    told = set(model.Session.scalars(sa.select(Fault.run_id).where(Fault.run_id.in_(runs.values()))))
    assert told == {runs["check 1"], runs["harvest 2"]}
    assert keeper.records(source)["r1"].state == "present"


def test_a_source_that_has_not_run_for_long_keeps_its_last_report(keeper: Keeper) -> None:
    source = keeper.source(entries(1))
    aged(keeper.run(source), 1000)
    assert sweeping.forget_runs() == 0


def test_without_a_number_of_days_reports_stay_for_ever(
    keeper: Keeper, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(tk.config, "dtts.harvest.runs_kept_days", 0)
    source = keeper.source(entries(1))
    aged(keeper.run(source), 1000)
    keeper.run(source)
    assert sweeping.forget_runs() == 0


def test_the_night_s_job_is_queued_once_and_sweeps(
    people: People, keeper: Keeper, source: Source, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone(keeper, source, OVER)
    monkeypatch.setattr(sweeping, "HOUR", 0)
    for _worker in range(2):
        sweeping._last_put.clear()
        sweeping.put_when_due()
        sweeping.put_when_due()
    (job,) = model.Session.scalars(sa.select(Job).where(Job.kind == sweeping.KIND))
    (step,) = kind(sweeping.KIND).steps
    assert step.run(job) == {"purged": 1, "runs": 0}
