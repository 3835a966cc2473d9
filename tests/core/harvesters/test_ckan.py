from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from core.harvesters.builders import source
from dtts_harvesters.record import Failure, Record
from dtts_harvesters.registry import connector
from dtts_harvesters.report import Report
from harvest_server.catalogues import SEARCH, package, search
from harvest_server.lists import as_json
from harvest_server.server import Request, Server
from harvest_server.sessions import TestClock, session


def run(
    server: Server, state: Mapping[str, Any] | None = None, clock: TestClock | None = None, **changed: Any
) -> tuple[list[Any], Report, Mapping[str, Any]]:
    fields = {
        "connector": "ckan",
        "target": {"dataset_type": "program_result"},
        "ignore": ["extras.xa"],
        "options": {"rows": 7},
    }
    made, report = connector(source(address=server.address(), **{**fields, **changed})), Report()
    with session(clock) as opened:
        found = list(made.fetch(opened, state or {}, report))
    return found, report, made.state


def test_all_datasets_come_as_fields_of_ours() -> None:
    with Server({SEARCH: search([package(number) for number in range(20)])}) as server:
        found, report, _ = run(server)
    assert len(found) == 20 and report.complete and report.announced == 20
    assert found[0].content == {
        "title": "Bộ dữ liệu minh họa 0",
        "notes": "Dữ liệu minh họa",
        "license_id": "CC-BY-4.0",
        "producer": "Đơn vị minh họa",
        "tag_string": "giảm nghèo,a b c",
        "resources": [{"url": "https://du-lieu.example.vn/a.csv", "name": "Bảng", "format": "CSV"}],
    }
    assert found[0].address.endswith("/dataset/bo-du-lieu-0")
    assert report.drift == {}


def test_an_unchanged_portal_costs_two_requests() -> None:
    with Server({SEARCH: search([package(number) for number in range(20)])}) as server:
        _, _, state = run(server)
        before = len(server.requests)
        found, report, after = run(server, state)
        assert len(server.requests) - before == 2
    assert not report.complete
    # What lies within two days of the mark is asked for again, since clocks differ.
    assert len(found) == 3
    assert after == state


def test_a_change_is_asked_for_by_its_date() -> None:
    packages = [package(number) for number in range(20)]
    with Server({SEARCH: search(packages)}) as server:
        first, _, state = run(server)
        packages[4] = package(4, title="Mới", metadata_modified="2026-11-26T00:00:00.000000")
        found, _, after = run(server, state)
    digests = {one.id: one.digest for one in first}
    assert [one.title for one in found if one.digest != digests[one.id]] == ["Mới"]
    assert after["mark"] == "2026-11-26T00:00:00+00:00"


@pytest.mark.parametrize("what", ["removed", "added", "one removed and one added"])
def test_when_datasets_come_or_go_all_are_read_so_that_what_is_gone_is_known(what: str) -> None:
    packages = [package(number) for number in range(20)]
    with Server({SEARCH: search(packages)}) as server:
        _, _, state = run(server)
        if "removed" in what:
            del packages[3]
        if "added" in what:
            late = "2026-11-26T00:00:00.000000"
            packages.append(package(77, metadata_created=late, metadata_modified=late))
        found, report, _ = run(server, state)
    assert report.complete
    assert {one.id for one in found} == {one["id"] for one in packages}


def test_a_dataset_that_goes_while_pages_are_read_makes_the_reading_incomplete() -> None:
    packages = [package(number) for number in range(20)]
    route = search(packages)

    def shrinking(request: Request) -> Any:
        if request.number == 2:
            del packages[0]
        return route(request)

    with Server({SEARCH: shrinking}) as server:
        found, report, _ = run(server)
    assert len(found) == 19 and not report.complete


@pytest.mark.parametrize(
    ("changed", "rule"),
    [
        ({"id": None}, "no-id"),
        ({"resources": [{"url": "https://x.vn/a"}] * 501}, "too-many-files"),
        ({"resources": "text"}, "entry-unreadable"),
        ({"extras": [7]}, "entry-unreadable"),
        ({"tags": {"a": 1}}, "entry-unreadable"),
    ],
)
def test_a_broken_dataset_is_told_and_the_others_come(changed: dict[str, Any], rule: str) -> None:
    packages = [package(number) for number in range(5)]
    packages[2] |= changed
    if packages[2]["id"] is None:
        # Our stand-in sorts by id, as Solr does.
        packages[2]["id"] = ""
    with Server({SEARCH: search(packages)}) as server:
        found, _, _ = run(server)
    assert len([one for one in found if isinstance(one, Record)]) == 4
    (failure,) = [one for one in found if isinstance(one, Failure)]
    assert (failure.rule, failure.fatal) == (rule, False)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ({"license_id": "other-closed"}, {"license_id"}),
        ({"maintainer_email": "không có"}, {"contact_email"}),
        ({"url": "du-lieu.example.vn"}, {"source_url"}),
        ({"resources": [{"url": "javascript:alert(1)"}]}, {"resources"}),
        ({"tags": [{"name": "!"}]}, {"tag_string"}),
    ],
)
def test_a_value_that_our_forms_would_refuse_is_left_out_and_not_the_dataset(
    given: dict[str, Any], kept: set[str]
) -> None:
    with Server({SEARCH: search([package(1, **given)])}) as server:
        (record,), _, _ = run(server)
    assert not kept & set(record.content)


def test_fields_of_the_other_portals_own_are_drift_until_they_are_mapped_or_ignored() -> None:
    packages = [package(1, ngon_ngu="vi")]
    with Server({SEARCH: search(packages)}) as server:
        _, report, _ = run(server, ignore=[])
        assert {one.field for one in report.drift.values()} == {"ngon_ngu", "extras.xa"}
        (record,), report, _ = run(server, ignore=["ngon_ngu"], fields={"extras.xa": "quality_notes"})
    assert report.drift == {} and record.content["quality_notes"] == "Bắc Hà"


def test_a_portal_of_the_same_software_gives_its_own_fields_as_they_are() -> None:
    packages = [package(1, area_id=["24"], frequency="annual", contact_name="Văn phòng")]
    with Server({SEARCH: search(packages)}) as server:
        (record,), report, _ = run(server, options={"same_software": True})
    assert (record.content["area_id"], record.content["frequency"]) == (["24"], "annual")
    assert report.drift == {}


@pytest.mark.parametrize(
    "document",
    [{"success": False, "error": {"message": "x"}}, {"success": True, "result": {"results": []}}, [], 7],
)
def test_an_answer_that_is_no_result_ends_the_reading(document: Any) -> None:
    with Server({SEARCH: lambda request: as_json(document)}) as server:
        (failure,), report, state = run(server)
    assert (failure.rule, failure.fatal, report.complete, state) == ("no-list", True, False, {})


def test_a_filter_of_the_source_narrows_every_question() -> None:
    with Server({SEARCH: search([package(1)])}) as server:
        options = {"query": "organization:so-tai-chinh"}
        _, _, state = run(server, options=options)
        run(server, state, options=options)
        assert all("(organization:so-tai-chinh)" in one.query["fq"] for one in server.requests)
