"""One run of a source of datasets: what lands, what does not, and that the report says just that."""

from __future__ import annotations

import os
from collections import Counter
from typing import Any

import pytest
import sqlalchemy as sa
from ckan import model

from ckanext.dtts.harvest import show
from ckanext.dtts.model import Outbox, Record
from glue.harvest.catalogue import PAGE, Catalogue
from glue.harvest.keeper import Keeper, balance, entries

# `make soak` has a thousand.
RECORDS = int(os.environ.get("DTTS_HARVEST_RECORDS", "30"))


def test_new_records_become_datasets_of_the_source_s_agency(keeper: Keeper, served: Catalogue) -> None:
    source = keeper.source(entries(1, 2))
    run = keeper.run(source)
    assert (run.state, balance(run)) == ("done", {"records": 2, "created": 2})
    assert keeper.titles(source) == ["Bộ dữ liệu 1", "Bộ dữ liệu 2"]
    record = keeper.records(source)["r1"]
    package = model.Package.get(record.package_id)
    assert (package.owner_org, package.type) == (source.agency_id, "program_result")
    assert "r1" in package.extras["provenance"]


@pytest.mark.parametrize("title", ["規管海外物業銷售", "A", "…"])
def test_a_title_of_which_no_name_comes_is_no_obstacle(title: str, keeper: Keeper) -> None:
    source = keeper.source([*entries(1, title=title), *entries(2, title=title)])
    assert balance(keeper.run(source)) == {"records": 2, "created": 2}
    names = {model.Package.get(each.package_id).name for each in keeper.records(source).values()}
    assert len(names) == 2 and all(name.startswith(f"{source.name}-") for name in names)


def modified() -> dict[str, Any]:
    """When each dataset was changed last."""
    query = sa.select(model.Package.id, model.Package.metadata_modified)
    return dict(model.Session.execute(query).tuples().all())


def test_an_unchanged_source_costs_one_request_a_page_and_writes_no_dataset(
    keeper: Keeper, served: Catalogue
) -> None:
    source = keeper.source(entries(*range(PAGE + 1)))
    keeper.run(source)
    model.Session.execute(sa.delete(Outbox))
    model.Session.commit()
    before = modified()
    served.asked.clear()
    run = keeper.run(source)
    assert balance(run) == {"records": PAGE + 1, "unchanged": PAGE + 1}
    assert len(served.asked) == run.requests == 2
    noted = model.Session.scalar(sa.select(sa.func.count()).select_from(Outbox))
    assert (modified(), noted) == (before, 0)


def test_only_what_changed_is_written(keeper: Keeper, served: Catalogue) -> None:
    source = keeper.source(entries(1, 2, 3))
    keeper.run(source)
    served.records[source.name] = [*entries(1), *entries(2, notes="Mới."), *entries(3, 4)]
    run = keeper.run(source)
    assert balance(run) == {"records": 4, "created": 1, "updated": 1, "unchanged": 2}
    assert model.Package.get(keeper.records(source)["r2"].package_id).notes == "Mới."


def test_one_bad_record_stops_none_of_the_others(keeper: Keeper) -> None:
    found = entries(*range(RECORDS))
    found[RECORDS // 2] = {**found[RECORDS // 2], "area_id": ["nowhere"]}
    source = keeper.source(found)
    run = keeper.run(source)
    assert balance(run) == {"records": RECORDS, "created": RECORDS - 1, "failed": 1}
    (fault,) = keeper.faults(run)
    assert (fault.remote_id, fault.code) == (f"r{RECORDS // 2}", "invalid-record")
    assert fault.can_retry
    assert "area_id" in fault.vi
    assert len(keeper.titles(source)) == RECORDS - 1


def test_what_a_source_names_twice_lands_once_and_is_told(keeper: Keeper) -> None:
    source = keeper.source([*entries(1, 2, 1), *entries(1, notes="Khác.")])
    run = keeper.run(source)
    assert balance(run) == {"records": 4, "created": 2, "failed": 2}
    assert [(each.code, each.remote_id) for each in keeper.faults(run)] == [("duplicate-id", "r1")] * 2
    assert not any(each.can_retry for each in keeper.faults(run))
    assert model.Package.get(keeper.records(source)["r1"].package_id).notes == "Mô tả 1."


def test_what_has_no_id_or_a_hostile_one_is_counted_and_told(keeper: Keeper) -> None:
    hostile = [{"id": "a\0b"}, {"id": ""}, {"id": "x" * 2000}, {"title": "Không mã"}]
    source = keeper.source(
        [*entries(1), *hostile, *entries(2, notes="\0 và \ud800".encode("utf-8", "replace").decode())]
    )
    run = keeper.run(source)
    assert run.records_in == 6
    assert run.failed_in + run.created_in == 6
    assert "Bộ dữ liệu 1" in keeper.titles(source)


def test_the_counters_of_a_run_are_those_of_its_records_and_faults(keeper: Keeper) -> None:
    source = keeper.source([*entries(1, 2, 2), {"title": "Không mã"}, *entries(3, area_id=["x"])])
    run = keeper.run(source)
    query = sa.select(Record.outcome).where(Record.run_id == run.id)
    counted = Counter(model.Session.scalars(query))
    unnamed = [each for each in keeper.faults(run) if each.code != "invalid-record"]
    counted["failed"] += len(unnamed)
    assert balance(run) == {"records": 5, **counted}


def test_a_source_that_breaks_off_loses_nothing_and_forgets_nothing(
    keeper: Keeper, served: Catalogue
) -> None:
    source = keeper.source(entries(1, 2, 3))
    keeper.run(source)
    served.records[source.name] = [*entries(4), {"breaks": True}]
    run = keeper.run(source)
    assert (run.state, run.error["code"], balance(run)) == (
        "failed",
        "cut-short",
        {"records": 1, "created": 1},
    )
    assert len(keeper.titles(source)) == 4
    assert keeper.again(source).failures == 1


def test_a_source_whose_file_is_taken_no_more_fails_by_itself_and_is_still_listed(keeper: Keeper) -> None:
    source = keeper.source(entries(1))
    keeper.run(source)
    source = keeper.again(source)
    source.definition = source.definition.replace("connector: listed", "connector: abandoned")
    model.Session.commit()
    run = keeper.run(source)
    assert (run.state, run.error["code"]) == ("failed", "source-file")
    (listed,) = [each for each in show.source_list() if each["name"] == source.name]
    assert (listed["health"], listed["connector"]) == ("failing", None)
    assert keeper.again(source).next_run is not None
