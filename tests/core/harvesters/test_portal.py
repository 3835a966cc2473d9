from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest

from core.harvesters.builders import SOURCE, source
from dtts_harvesters.record import Failure, Record
from dtts_harvesters.registry import connector
from dtts_harvesters.report import Report
from dtts_harvesters.source import check_source
from harvest_server.portals import Province, table
from harvest_server.server import Server
from harvest_server.sessions import TestClock, session

ANY = {"dataset_type": "any"}
BODY = b"point_id\n1\n"


def run(
    province: Province, state: Mapping[str, Any] | None = None, clock: TestClock | None = None
) -> tuple[list[Any], Report, Mapping[str, Any], list[str]]:
    """What came, the report, what is kept, and the paths that were asked for."""
    with Server(province.routes()) as server:
        fields = {"connector": "portal", "target": ANY, "options": {}}
        made, report = connector(source(address=server.address("/"), **fields)), Report()
        with session(clock) as opened:
            found = list(made.fetch(opened, state or {}, report))
        return found, report, made.state, [one.path for one in server.requests]


def twenty() -> Province:
    province = Province()
    for number in range(20):
        province.publish(number)
    return province


def test_a_dataset_comes_with_its_fields_and_the_file_of_each_table() -> None:
    province = Province()
    name = province.publish(7, BODY, version=3)
    (record,), report, _, _ = run(province)
    sha256 = hashlib.sha256(BODY).hexdigest()
    assert (record.id, record.files) == (name, {sha256: BODY})
    assert record.content == {
        "type": "facility",
        "title": "Điểm hỗ trợ 7",
        "area_id": ["24"],
        "producer": "Tỉnh minh họa",
        "tag_string": "giảm nghèo",
        "resources": [{"url": "https://example.vn/a.pdf", "name": "Văn bản"}],
        "tables": [
            {
                "table": "diem", "name": "Các điểm", "name_en": "Points", "schema": "it_support_points",
                "version": 3, "sha256": sha256,
            }
        ],
    }  # fmt: skip
    assert report.complete


def test_an_unchanged_portal_costs_one_request() -> None:
    province = twenty()
    _, _, state, _ = run(province)
    found, report, after, asked = run(province, state)
    assert (found, report.listed, report.gone, len(asked)) == ([], 20, [], 1)
    assert after == state


def test_of_twenty_three_changed_ones_come_and_one_that_went_is_named() -> None:
    province = twenty()
    _, _, state, _ = run(province)
    changed = {province.publish(number, BODY, version=2) for number in (3, 4, 5)}
    (gone,) = [name for name, one in province.packages.items() if one["name"] == "bo-9"]
    del province.packages[gone]
    found, report, state, asked = run(province, state)
    assert {one.id for one in found} == changed
    assert (report.gone, report.listed, report.complete) == ([gone], 16, False)
    assert len(asked) == 1 + 1 + 3
    assert run(province, state)[1].gone == []


def test_many_datasets_are_listed_page_by_page_and_asked_for_by_one_request_when_unchanged(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("dtts_harvesters.connectors.portal.LISTED_AT_ONCE", 6)
    province = twenty()
    _, report, state, _ = run(province)
    assert (report.complete, len(state["known"])) == (True, 20)
    assert len(run(province, state)[3]) == 1
    (gone,) = [name for name, one in province.packages.items() if one["name"] == "bo-1"]
    del province.packages[gone]
    assert run(province, state)[1].gone == [gone]


def test_after_a_week_everything_is_read_again() -> None:
    province = twenty()
    _, _, state, _ = run(province)
    found, report, _, _ = run(province, state, TestClock(passed=timedelta(days=8).total_seconds()))
    assert len(found) == 20 and report.complete


def test_a_list_that_is_shorter_than_it_says_proves_nothing_gone() -> None:
    province = twenty()
    _, _, state, _ = run(province)
    province.rows = 15
    found, report, after, _ = run(province, state)
    assert (found, report.gone, report.complete) == ([], [], False)
    assert after["known"] == state["known"]


@pytest.mark.parametrize(
    ("resource", "rule"),
    [
        (table(BODY, hash="0" * 64), "other-sha256"),
        (table(BODY, version=9), "not-found"),
        (table(BODY, table_schema="khong_co"), "unknown-schema"),
        (table(BODY, version=None), "entry-unreadable"),
    ],
)
def test_a_table_that_is_not_what_the_portal_says_costs_its_dataset_alone(
    resource: dict[str, Any], rule: str
) -> None:
    province = twenty()
    bad = province.publish(30, BODY, resources=[resource])
    found, _, _, _ = run(province)
    (failure,) = [one for one in found if isinstance(one, Failure)]
    assert (failure.rule, failure.record_id, failure.fatal) == (rule, bad, False)
    assert len([one for one in found if isinstance(one, Record)]) == 20


def test_a_type_that_is_not_known_here_is_told() -> None:
    province = Province()
    province.publish(1, type="khong-co")
    ((failure,), _, _, _) = run(province)
    assert failure.rule == "unknown-type"


@pytest.mark.parametrize(
    ("kind", "target"),
    [
        ("portal", {"dataset_type": "facility"}),
        ("portal", {"table": "facilities", "dataset": "co-so"}),
        ("ckan", ANY),
    ],
)
def test_any_type_is_the_target_of_portals_and_of_nothing_else(kind: str, target: dict[str, str]) -> None:
    checked = check_source({**SOURCE, "connector": kind, "target": target, "options": {}})
    assert [one.rule for one in checked.faults] == ["target-of-connector"]


def test_nothing_of_a_portal_is_mapped() -> None:
    fields = {"connector": "portal", "target": ANY, "options": {}, "fields": {"title": "title"}}
    assert [one.rule for one in check_source({**SOURCE, **fields}).faults] == ["field-choice"]
