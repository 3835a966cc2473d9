"""What a list in JSON has to be before its rows replace a table."""

from __future__ import annotations

from typing import Any

import pytest

from core.harvesters.builders import SOURCE
from core.harvesters.reading_rest import FIELDS, INCREMENTAL, TABLE, run
from dtts_harvesters.record import Record
from dtts_harvesters.report import Report
from dtts_harvesters.source import check_source
from harvest_server.lists import PAGING, as_json, entry, paged
from harvest_server.server import Request, Server
from harvest_server.sessions import START

TARGET = {"target": {"table": "facilities", "dataset": "co-so"}}


def into_table(entries: list[Any], path: str = "/none", **changed: Any) -> tuple[list[Any], Report, Any]:
    with Server(paged(entries)) as server:
        options = {"paging": PAGING[path]}
        state = {"types": {"ten": "text"}, "read": START.isoformat()}
        return run(server.address(path), state, **{**TABLE, **TARGET, "options": options, **changed})


@pytest.mark.parametrize(
    ("count", "expected"),
    [(0, {}), (0, {"minimum": 0}), (3, {"minimum": 4}), (9, {"maximum": 8})],
    ids=["none", "none, though none are expected", "too few", "too many"],
)
def test_rows_that_are_not_as_many_as_expected_never_replace_a_table(
    count: int, expected: dict[str, int]
) -> None:
    (failure,), report, state = into_table([entry(number) for number in range(count)], expected=expected)
    assert (failure.rule, failure.fatal, report.complete) == ("unexpected-rows", True, False)
    assert state == {"types": {"ten": "text"}, "read": START.isoformat()}


def test_a_list_that_did_not_come_whole_never_replaces_a_table() -> None:
    def short(request: Request) -> bytes:
        return as_json({"items": [entry(1)] if request.query["offset"] == "0" else [], "total": 5})

    with Server({"/offset": short}) as server:
        options = {"paging": PAGING["/offset"]}
        (failure,), report, state = run(server.address("/offset"), **TABLE, **TARGET, options=options)
    assert (failure.rule, failure.fatal, report.complete, state) == ("list-incomplete", True, False, {})


@pytest.mark.parametrize(("bad", "lands"), [(1, True), (2, True), (3, False)])
def test_more_than_a_tenth_of_refused_rows_never_replaces_a_table(bad: int, lands: bool) -> None:
    entries = [entry(number, so=[1] if number < bad else number) for number in range(20)]
    found, report, _ = into_table(entries)
    assert isinstance(found[-1], Record) is lands
    assert report.complete is lands
    assert lands or found[-1].rule == "too-many-refused"


def test_a_table_is_not_read_in_parts() -> None:
    checked = check_source(
        {**SOURCE, **TABLE, "fields": FIELDS, "options": {"id": ["ma"], "incremental": INCREMENTAL}}
    )
    assert [(one.field, one.rule) for one in checked.faults] == [("options.incremental", "incremental-table")]
