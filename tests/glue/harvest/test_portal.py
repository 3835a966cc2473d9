"""A centre follows a province: both are this portal, read over real HTTP, with agencies of their own.

The province has twenty datasets, four of them with a table and one of these with observations; then three
change and one goes; then a table is withdrawn, an older version of another, and the current one of a third.
"""

from __future__ import annotations

import io
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
import sqlalchemy as sa
from ckan import model
from werkzeug.datastructures import FileStorage

from ckanext.dtts import search
from ckanext.dtts.harvest import deciding, provenance
from ckanext.dtts.jobs import outbox
from ckanext.dtts.model import Observation, Record, Run, Source, Submission, Table, Version
from ckanext.dtts.road import lookup, versions
from glue.api.serving import served
from glue.harvest.keeper import Keeper, balance
from glue.observations.test_store import table as observations
from glue.records import administrator, agency, dataset, patch
from glue.road.here import work_here
from glue.road.people import People, Web
from glue.road.points import points

DATASETS = 20
WITH_TABLES = ("bo-0", "bo-1", "bo-2")
SERIES = "chuoi"
PROVINCE = "tinh-minh-hoa"


@dataclass
class Story:
    """What the centre held after each run."""

    runs: dict[str, Run] = field(default_factory=dict)
    records: dict[str, dict[str, Record]] = field(default_factory=dict)
    figures: dict[str, dict[str, list[Any]]] = field(default_factory=dict)
    hashes: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    shown: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    pages: dict[str, str] = field(default_factory=dict)
    standings: dict[str, dict[str, list[str]]] = field(default_factory=dict)


@pytest.fixture(scope="module")
def story(people: People, web: Web) -> Iterator[Story]:
    with (
        pytest.MonkeyPatch.context() as patched,
        web.flask_app.test_request_context(),
        served(web) as address,
    ):  # type: ignore[arg-type]
        patched.setitem(tk.config, "dtts.harvest.private", "127.0.0.0/8")
        patched.setitem(tk.config, "dtts.search.synchronous", False)
        keeper = Keeper(people.users["sysadmin"]["id"], SimpleNamespace(address=address))  # type: ignore[arg-type]
        yield told(keeper, web)
        model.Session.rollback()
        model.Session.execute(sa.delete(Source))
        model.Session.commit()


def told(keeper: Keeper, web: Web) -> Story:
    settled = Story()
    publish_all()
    more = f'options: {{query: "organization:{PROVINCE}"}}'
    source = keeper.put("tinh", path="", connector="portal", target="{dataset_type: any}", more=more)
    for name, change in (
        ("first", lambda: None),
        ("unchanged", lambda: None),
        ("changed", three_change_and_one_goes),
        ("withdrawn", withdraw),
        ("accepted", accept),
        ("brought back", bring_back),
    ):
        change()
        work()
        settled.runs[name] = keeper.run(source)
        work()
        assert [(each.vi, each.en) for each in keeper.faults(settled.runs[name])] == []
        settled.records[name] = {each.title: each for each in keeper.records(source).values()}
        model.Session.expunge_all()
        work()
        settled.figures[name] = {where: figures(org) for where, org in sides().items()}
        settled.hashes[name] = {where: hashes(org) for where, org in sides().items()}
        settled.shown[name] = provenance.of_dataset(settled.records[name]["Bộ 0"].package_id)
        address = model.Package.get(settled.records[name]["Bộ 0"].package_id).name
        settled.pages[name] = web.get(f"/dataset/{address}").body
        settled.standings[name] = {each.title: standings(each) for each in settled.records[name].values()}
    return settled


def publish_all() -> None:
    owner = agency(PROVINCE, "Tỉnh minh họa")["id"]
    for number in range(DATASETS - 1):
        dataset(type="facility", name=f"bo-{number}", title=f"Bộ {number}", owner_org=owner)
    dataset(
        type="indicator_series", name=SERIES, title="Chuỗi", owner_org=owner, indicators=["GSO_EM_PUPILS"],
        definition="Như nguồn.", period_start="2002-01-01", period_end="2016-12-31",
        collection_method="survey",
    )  # fmt: skip
    for number, name in enumerate(WITH_TABLES):
        send(name, points(f"{number:05}"))
    send(SERIES, observations(qn_2014=10, kt_2014=5), "observation")


def three_change_and_one_goes() -> None:
    patch("bo-5", title="Bộ 5, tên mới")
    send("bo-0", points("00000", "00007"))
    send(SERIES, observations(qn_2014=10, kt_2014=5, qn_2015=12), "observation")
    tk.get_action("package_delete")({"ignore_auth": True, "user": administrator()[0]}, {"id": "bo-18"})


def withdraw() -> None:
    """The only version of one table, the older of two of another, the newer of two of the series."""
    withdraw_version("bo-1", 1)
    withdraw_version("bo-0", 1)
    withdraw_version(SERIES, 2)


def withdraw_version(name: str, number: int) -> None:
    context = {"ignore_auth": True, "user": administrator()[0]}
    known = tk.get_action("dtts_version_list")({**context}, {"dataset": name, "table": "diem"})
    (wanted,) = [each["submission_id"] for each in known if each["version"] == number]
    tk.get_action("dtts_submission_withdraw")(context, {"id": wanted, "reason": "Nhầm"})


def accept() -> None:
    """A keeper lets the table go that the province has no more."""
    (waiting,) = model.Session.scalars(sa.select(Record).where(Record.waits.is_not(None)))
    deciding.accept(waiting.id)
    model.Session.commit()


def bring_back() -> None:
    """And thinks better of it."""
    (source,) = model.Session.scalars(sa.select(Source))
    lost = [each for each in deciding.restorable(source) if each.state == "present"]
    deciding.bring_back(lost[0].id)
    model.Session.commit()


def standings(record: Record) -> list[str]:
    """How each version stands at the centre, the newest first, and by whom it was withdrawn."""
    found = lookup.table(record.package_id, "diem")
    shown = versions.listed(found) if found else []
    return [f"{each['standing']} {(each['tombstone'] or {}).get('by', '')}".strip() for each in shown]


def send(name: str, content: bytes, schema: str = "it_support_points") -> None:
    asked = {"dataset": name, "table": "diem", "schema": schema, "name": "Các điểm"}
    upload = FileStorage(io.BytesIO(content), filename="diem.csv")
    context = {"ignore_auth": True, "user": administrator()[0]}
    tk.get_action("dtts_table_submit")(context, {**asked, "upload": upload})


def work() -> None:
    """What is due on either side, until both the tables and the index are as people left them."""
    work_here()
    assert outbox.drain(search.TOPIC) == 0
    model.Session.remove()


def sides() -> dict[str, str]:
    return {"province": agency(PROVINCE)["id"], "centre": agency()["id"]}


def hashes(org: str) -> list[str]:
    """The SHA-256 of every table that the public reads there."""
    query = sa.select(Version.csv_sha256).join(Table, Table.current_version_id == Version.id)
    query = query.join(model.Package, model.Package.id == Table.package_id)
    query = query.where(model.Package.owner_org == org, model.Package.state == "active")
    return sorted(model.Session.scalars(query))


def figures(org: str) -> list[Any]:
    query = sa.select(Observation.ref_area, Observation.time_period, Observation.obs_value)
    query = query.join(Table, Table.id == Observation.table_id)
    query = query.join(model.Package, model.Package.id == Table.package_id)
    query = query.where(
        model.Package.owner_org == org, Observation.superseded.is_(None), ~Observation.derived
    )
    return sorted(map(tuple, model.Session.execute(query)))


def test_every_dataset_comes_and_the_run_adds_up(story: Story) -> None:
    run = story.runs["first"]
    assert (run.state, balance(run)) == ("done", {"records": DATASETS, "created": DATASETS})
    assert run.requests == 1 + 1 + len(WITH_TABLES) + 1


def test_tables_are_the_same_bytes_on_both_sides_after_the_ordinary_road(story: Story) -> None:
    for name in ("first", "changed"):
        assert story.hashes[name]["centre"] == story.hashes[name]["province"]
        assert len(story.hashes[name]["centre"]) == len(WITH_TABLES) + 1


def test_observations_follow_by_themselves(story: Story) -> None:
    for name, number in (("first", 2), ("changed", 3)):
        assert story.figures[name]["centre"] == story.figures[name]["province"]
        assert len(story.figures[name]["centre"]) == number


def test_an_unchanged_province_costs_one_request_and_writes_nothing(story: Story) -> None:
    run = story.runs["unchanged"]
    assert (run.state, balance(run), run.requests, run.missing) == ("done", {}, 1, 0)
    for title, record in story.records["unchanged"].items():
        assert record.fetched == story.records["first"][title].fetched


def test_three_that_changed_come_and_the_one_that_went_goes(story: Story) -> None:
    run = story.runs["changed"]
    assert (balance(run), run.missing, run.removed) == ({"records": 3, "updated": 3}, 1, 1)
    assert run.requests == 1 + 1 + 2
    records = story.records["changed"]
    assert "Bộ 5, tên mới" in records
    assert [title for title, each in records.items() if each.state == "gone"] == ["Bộ 18"]


def test_a_table_keeps_where_it_came_from(story: Story) -> None:
    record = story.records["changed"]["Bộ 0"]
    (kept,) = [record.tables["diem"]]
    sent = model.Session.get_one(Submission, uuid.UUID(kept["submission"]))
    assert (kept["version"], kept["sha256"]) == (2, sent.sha256)
    assert (sent.door, sent.filename) == ("harvest", "bo-0.diem.v2.csv")
    (shown,) = story.shown["changed"]
    told = {name: value for name, value in kept.items() if name != "sent"}
    assert (shown["record"], shown["tables"]) == (record.remote_id, [{"table": "diem", **told}])
    assert list(kept["sent"]) == ["1", "2"]


def test_the_dataset_s_page_says_which_version_of_each_table_came_from_there(story: Story) -> None:
    (shown,) = story.shown["changed"]
    assert "phiên bản 2 ở nơi đó, SHA-256" in story.pages["changed"]
    assert shown["tables"][0]["sha256"] in story.pages["changed"]


def test_a_table_that_was_withdrawn_there_waits_for_a_person_here(story: Story) -> None:
    assert balance(story.runs["withdrawn"]) == {"records": 3, "held": 1, "updated": 2}
    record = story.records["withdrawn"]["Bộ 1"]
    assert (record.waits, record.waits_reason["code"]) == ("update", "table-gone")
    assert len(story.hashes["withdrawn"]["centre"]) == len(story.hashes["withdrawn"]["province"]) + 1


def test_a_yes_withdraws_the_table_here_and_says_by_whom(story: Story) -> None:
    assert story.hashes["accepted"]["centre"] == story.hashes["accepted"]["province"]
    assert story.standings["accepted"]["Bộ 1"] == ["withdrawn source"]
    assert story.records["accepted"]["Bộ 1"].waits is None


def test_versions_that_were_withdrawn_there_are_withdrawn_here_and_nothing_is_sent_anew(story: Story) -> None:
    assert story.standings["changed"]["Bộ 0"] == ["current", "replaced"]
    assert story.standings["withdrawn"]["Bộ 0"] == ["current", "withdrawn source"]
    assert story.standings["withdrawn"]["Chuỗi"] == ["withdrawn source", "current"]
    assert story.figures["withdrawn"]["centre"] == story.figures["withdrawn"]["province"]


def test_a_table_that_was_brought_back_is_a_new_version_and_nobody_is_asked_again(story: Story) -> None:
    assert story.standings["brought back"]["Bộ 1"] == ["current", "withdrawn source"]
    assert balance(story.runs["brought back"]) == {}
    assert story.records["brought back"]["Bộ 1"].waits is None
