"""What others are told of sources: visitors on a dataset's page, owners once a day, monitoring at its door."""

from __future__ import annotations

from datetime import date
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
import sqlalchemy as sa
from ckan import model

from ckanext.dtts.harvest import daily
from ckanext.dtts.model import Outbox
from dtts_harvesters.breaker import OPENS_AFTER
from glue.harvest.catalogue import Catalogue
from glue.harvest.keeper import Keeper, entries
from glue.road.people import People, Web

METRICS = "/api/dtts/v1/metrics"


def told(kind: str) -> list[Any]:
    """What the outbox notes of one kind of notice, in its order."""
    query = sa.select(Outbox).where(Outbox.topic == "notice", Outbox.payload["kind"].astext == kind)
    return list(model.Session.scalars(query.order_by(Outbox.created)))


@pytest.fixture(autouse=True)
def nothing_told(request_context: None) -> None:
    model.Session.execute(sa.delete(Outbox))
    model.Session.commit()


def test_the_page_of_a_dataset_says_where_it_was_harvested_from(web: Web, keeper: Keeper) -> None:
    source = keeper.source(entries(1))
    keeper.run(source)
    record = keeper.records(source)["r1"]
    page = web.get(f"/dataset/{model.Package.get(record.package_id).name}").body
    assert source.title in page
    assert f'href="{record.address}"' in page


def test_monitoring_reads_how_each_source_is_and_nobody_else_does(
    web: Web, people: People, keeper: Keeper, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = keeper.source([*entries(1, 2), {"title": "Không mã"}])
    keeper.run(source)
    monkeypatch.setitem(tk.config, "dtts.harvest.metrics_token", "mot-tu-bi-mat")
    for headers in ({}, {"Authorization": "Bearer sai"}, people.token("approver")):
        web.get(METRICS, headers=headers, status=403)
    for headers in ({"Authorization": "Bearer mot-tu-bi-mat"}, people.token("sysadmin")):
        lines = web.get(METRICS, headers=headers).body.splitlines()
        assert f'dtts_harvest_last_run{{source="{source.name}",outcome="created"}} 2' in lines
        assert f'dtts_harvest_last_run{{source="{source.name}",outcome="failed"}} 1' in lines
        assert f'dtts_harvest_health{{source="{source.name}",health="faults"}} 1' in lines


def test_without_a_word_of_its_own_the_door_is_closed_to_an_empty_one(web: Web) -> None:
    web.get(METRICS, headers={"Authorization": "Bearer "}, status=403)


def test_owners_get_the_day_s_news_once_and_only_when_there_is_some(keeper: Keeper) -> None:
    quiet = keeper.source([])
    keeper.run(quiet)
    assert daily.tell(date(2026, 11, 27)) == 0
    source = keeper.source(entries(1, 2))
    keeper.run(source)
    assert daily.tell(date(2026, 11, 27)) == 1
    model.Session.flush()
    notes = told(daily.KIND)
    people = {person for note in notes for person in note.payload["user_ids"]}
    assert keeper.user_id in people and len(people) > 1  # the agency's approvers too
    assert {note.key for note in notes} == {"harvest-digest:2026-11-27"}
    assert "2 mới" in notes[0].payload["details"]["text"]["vi"]


def test_a_source_that_fails_again_and_again_is_left_alone_and_people_are_told_twice(
    keeper: Keeper, served: Catalogue
) -> None:
    source = keeper.source(entries(1))
    served.records[source.name] = [{"breaks": True}]
    for _time in range(OPENS_AFTER):
        keeper.run(source)
    stands = keeper.again(source)
    assert (stands.state, stands.paused_by, stands.failures) == ("paused", "breaker", OPENS_AFTER)
    assert stands.next_run is not None
    assert len(told("harvest-failed")) == 2
    served.records[source.name] = entries(1)
    keeper.run(source)
    stands = keeper.again(source)
    assert (stands.state, stands.failures, keeper.titles(source)) == ("active", 0, ["Bộ dữ liệu 1"])
