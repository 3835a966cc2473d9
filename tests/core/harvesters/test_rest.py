"""F21 to F27 of the list of faults, by way of an interface in JSON."""

from __future__ import annotations

from typing import Any

import pytest

from core.harvesters.reading_rest import INCREMENTAL, TABLE, run
from dtts_harvesters.record import Failure, Record
from harvest_server.lists import PAGING, as_json, entry, paged
from harvest_server.server import Request, Server, reply
from harvest_server.sessions import START, TestClock


def ids(found: list[Any]) -> list[str]:
    return [one.id for one in found if isinstance(one, Record)]


@pytest.mark.parametrize("path", list(PAGING))
@pytest.mark.parametrize("count", [0, 1, 10, 11, 25])
def test_every_way_of_paging_gives_every_entry_once(path: str, count: int) -> None:
    entries = [entry(number) for number in range(count)]
    with Server(paged(entries)) as server:
        found, report, _ = run(server.address(path), options={"paging": PAGING[path]})
    assert ids(found) == [one["ma"] for one in entries]
    assert report.complete and report.seen == count


def test_for_a_table_all_rows_come_as_one_file_whatever_their_order() -> None:
    entries = [entry(number) for number in range(12)]
    contents = []
    for listed in (entries, entries[::-1]):
        with Server(paged(listed)) as server:
            (record,), report, _ = run(
                server.address("/page"), **TABLE, options={"paging": PAGING["/page"]},
                target={"table": "facilities", "dataset": "co-so"},
            )  # fmt: skip
        assert report.complete
        contents.append(record.content)
    assert contents[0] == contents[1]
    assert contents[0].decode().splitlines()[:2] == [
        "facility_id,name_vi,size",
        "cs-00000,Cơ sở minh họa 0,0",
    ]


def test_f21_an_empty_list_is_a_complete_reading_of_nothing() -> None:
    with Server(paged([])) as server:
        found, report, _ = run(server.address("/none"))
    assert (found, report.complete, report.seen) == ([], True, 0)


@pytest.mark.parametrize("left", [4, 7, 0], ids=["one of five", "three of ten", "all"])
def test_f22_what_is_no_longer_listed_is_not_seen_and_the_reading_is_complete(left: int) -> None:
    with Server(paged([entry(number) for number in range(left)])) as server:
        found, report, _ = run(server.address("/page"), options={"paging": PAGING["/page"]})
    assert (len(found), report.complete) == (left, True)


def test_f22_a_list_shorter_than_it_says_is_no_complete_reading() -> None:
    def short(request: Request) -> bytes:
        items = [entry(1)] if request.query["offset"] == "0" else []
        return as_json({"items": items, "total": 5})

    with Server({"/offset": short}) as server:
        found, report, _ = run(server.address("/offset"), options={"paging": PAGING["/offset"]})
    assert (ids(found), report.announced, report.complete) == (["cs-00001"], 5, False)


def test_f23_an_id_that_comes_twice_is_told_and_the_first_stays() -> None:
    with Server(paged([entry(1), entry(1, ten="Khác"), entry(2)])) as server:
        found, _, _ = run(server.address("/none"))
    assert ids(found) == ["cs-00001", "cs-00002"]
    (failure,) = [one for one in found if isinstance(one, Failure)]
    assert (failure.rule, failure.record_id, failure.fatal) == ("id-twice", "cs-00001", False)


def test_f24_new_lost_and_retyped_fields_are_told_by_name() -> None:
    with Server(paged([entry(1), entry(2)])) as server:
        _, before, state = run(
            server.address("/none"), fields={"ten": "title", "so": "notes"}, ignore=["ma", "sua"]
        )
    assert before.drift == {}
    changed = [{"ma": "1", "ten": "A", "so": "một", "moi": {"trong": 7}, "sua": ""}, {"ma": "2", "so": "2"}]
    with Server(paged(changed)) as server:
        fields = {"ten": "title", "so": "notes", "mat": "producer"}
        _, report, _ = run(server.address("/none"), state, fields=fields, ignore=["ma", "sua"])
    assert {(one.kind, one.field, one.count) for one in report.drift.values()} == {
        ("new", "moi.trong", 1),
        ("lost", "mat", 1),
        ("retyped", "so", 2),
    }
    assert report.drift["new", "moi.trong"].sample == "7"
    assert report.ignored == {"ma": 2, "sua": 1}


@pytest.mark.parametrize(
    "poison",
    [None, "text", 7, [], {}, {"ma": None}, {"ma": ""}, {"ma": "x" * 501}],
    ids=["null", "text", "number", "list", "empty", "no id", "empty id", "long id"],
)
def test_f25_one_bad_entry_in_a_thousand_leaves_the_others_alone(poison: Any) -> None:
    entries: list[Any] = [entry(number) for number in range(999)]
    entries.insert(500, poison)
    with Server(paged(entries)) as server:
        found, report, _ = run(server.address("/none"))
    assert len(ids(found)) == 999
    (failure,) = [one for one in found if isinstance(one, Failure)]
    assert not failure.fatal and report.complete


def test_f25_a_value_that_is_no_cell_costs_its_row_only() -> None:
    entries = [entry(1), entry(2, so=[1, 2]), entry(3)]
    with Server(paged(entries)) as server:
        target = {"table": "facilities", "dataset": "co-so"}
        (failure, record), _, _ = run(server.address("/none"), **TABLE, target=target)
    assert (failure.rule, failure.record_id) == ("no-cell", "cs-00002")
    assert record.content.decode().count("\n") == 3


def test_f26_a_list_that_grows_while_it_is_read_gives_no_entry_twice() -> None:
    entries = [entry(number) for number in range(30)]

    def growing(request: Request) -> bytes:
        start = int(request.query["offset"])
        listed = [entry(1000 + request.number), *entries] if start else entries
        return as_json({"items": listed[start : start + 10], "total": len(listed)})

    with Server({"/offset": growing}) as server:
        found, report, _ = run(server.address("/offset"), options={"paging": PAGING["/offset"]})
    assert len(ids(found)) == len(set(ids(found)))
    assert not [one for one in found if isinstance(one, Failure)]
    # An entry was pushed onto a page that had been read: the reading knows that it has not seen all.
    assert report.announced == 31 and not report.complete


def test_f26_the_same_page_for_ever_ends_the_reading() -> None:
    def same(request: Request) -> bytes:
        return as_json({"items": [entry(number) for number in range(10)]})

    with Server({"/page": same}) as server:
        paging = {**PAGING["/page"], "size": 10}
        found, report, state = run(server.address("/page"), options={"paging": paging})
        assert len(server.requests) == 2
    assert (found[-1].rule, found[-1].fatal, report.complete, state) == ("paging-repeats", True, False, {})


def test_f26_new_pages_for_ever_end_with_the_time_of_the_run() -> None:
    def endless(request: Request) -> bytes:
        return as_json({"items": [entry(request.number)], "next": request.number})

    with Server({"/cursor": endless}) as server:
        clock = TestClock(tick=2)
        found, report, _ = run(server.address("/cursor"), clock=clock, options={"paging": PAGING["/cursor"]})
    assert (found[-1].rule, report.complete) == ("total-time", False)
    assert len(ids(found)) == len(found) - 1 > 0


def test_a_next_page_on_another_host_is_not_this_source() -> None:
    with Server({"/": lambda request: as_json({"items": []})}) as other, Server() as server:
        server.routes["/"] = lambda request: as_json({"items": [entry(1)], "next": other.address()})
        found, _, _ = run(server.address(), options={"paging": PAGING["/link"]})
        assert other.connections == 0
    assert found[-1].rule == "next-elsewhere"


def since_route(entries: list[dict[str, Any]]) -> Any:
    def route(request: Request) -> bytes:
        since = request.query.get("tu", "")
        return as_json({"items": [one for one in entries if one["sua"] >= since]})

    return route


def test_an_unchanged_source_that_is_read_by_date_costs_one_request() -> None:
    entries = [entry(number) for number in range(26)]
    with Server({"/": since_route(entries)}) as server:
        _, first, state = run(server.address(), options={"incremental": INCREMENTAL})
        found, again, after = run(server.address(), state, options={"incremental": INCREMENTAL})
        assert len(server.requests) == 2
    assert first.complete and not again.complete
    # Two days are read again, since clocks differ; they have the digests that they had.
    assert ids(found) == ["cs-00023", "cs-00024", "cs-00025"]
    assert state["mark"] == after["mark"] == "2026-11-26T08:00:00+07:00"


@pytest.mark.parametrize("moment", ["2999-01-01T00:00:00Z", "9999-12-31", "2026-11-28T03:00:00Z"])
def test_f27_a_clock_in_the_future_hides_nothing_that_comes_after(moment: str) -> None:
    with Server({"/": since_route([entry(1), entry(2, sua=moment)])}) as server:
        found, _, state = run(server.address(), options={"incremental": INCREMENTAL})
    assert state["mark"] <= START.isoformat()
    assert found[1].modified.isoformat().startswith(moment[:10])


@pytest.mark.parametrize(
    "moment", ["1970-01-01T00:00:00Z", "0001-01-01", "hôm qua", "", None, 7, "2026-02-30"]
)
def test_f27_a_clock_in_the_past_or_broken_moves_no_mark_back(moment: Any) -> None:
    state = {"mark": "2026-11-26T00:00:00+00:00", "read": START.isoformat()}
    with Server({"/": lambda request: as_json({"items": [entry(1, sua=moment)]})}) as server:
        found, _, after = run(server.address(), state, options={"incremental": INCREMENTAL})
        assert server.requests[0].query["tu"] == "2026-11-24T00:00:00+00:00"
    assert after["mark"] == state["mark"]
    assert len(ids(found)) == 1


def test_once_a_week_the_whole_is_read_so_that_what_is_gone_is_noticed() -> None:
    entries = [entry(number) for number in range(26)]
    with Server({"/": since_route(entries)}) as server:
        _, _, state = run(server.address(), options={"incremental": INCREMENTAL})
        clock = TestClock(passed=7 * 86400)
        found, report, _ = run(server.address(), state, clock, options={"incremental": INCREMENTAL})
    assert len(ids(found)) == 26 and report.complete


def test_a_sequence_asks_for_what_comes_after_the_highest_number() -> None:
    incremental = {"by": "sequence", "parameter": "sau", "field": "so"}
    with Server({"/": lambda request: as_json({"items": [entry(5), entry(9), entry(7)]})}) as server:
        _, _, state = run(server.address(), options={"incremental": incremental})
        run(server.address(), state, options={"incremental": incremental})
        assert [one.query for one in server.requests] == [{}, {"sau": "9"}]


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (b'{"success": false, "error": "het phien"}', "no-list"),
        (b'{"items": {"a": 1}}', "no-list"),
        (b"<html>", "html-instead"),
        (b'{"items": [', "broken-json"),
        (b'{"items": [NaN]}', "broken-json"),
        (b'{"items": [], "items": [1]}', "broken-json"),
        (b"[" * 100_000, "broken-json"),
        (b'{"items": ' + b"[" * 40 + b"]" * 40 + b"}", "broken-json"),
        (b"", "empty-file"),
    ],
)
def test_f16_what_is_no_list_ends_the_reading(content: bytes, rule: str) -> None:
    with Server({"/": lambda request: reply(content)}) as server:
        (failure,), report, state = run(server.address())
    assert (failure.rule, failure.fatal, report.complete, state) == (rule, True, False, {})


def test_a_reading_that_breaks_off_keeps_what_came_and_concludes_nothing() -> None:
    entries = [entry(number) for number in range(30)]
    routes = paged(entries)

    def breaks(request: Request) -> bytes:
        if request.query["page"] == "3":
            return reply(status="400 Bad")
        return routes["/page"](request)  # type: ignore[return-value]

    with Server({"/page": breaks}) as server:
        found, report, state = run(server.address("/page"), options={"paging": PAGING["/page"]})
    assert len(ids(found)) == 20
    assert (found[-1].rule, found[-1].fatal, report.complete, state) == ("status", True, False, {})
