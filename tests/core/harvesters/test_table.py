from __future__ import annotations

from core.harvesters.builders import source
from dtts_harvesters.record import Failure, Record
from dtts_harvesters.registry import connector
from dtts_harvesters.report import Report
from harvest_server.server import Request, Server, reply
from harvest_server.sessions import TestClock, session

TABLE = "mã,tên\n00688,Bắc Hà\n".encode()


def run(server: Server, state=None, clock=None, **changed):
    made = connector(source(address=server.address("/bang.csv"), **changed))
    report = Report()
    with session(clock) as opened:
        found = list(made.fetch(opened, state or {}, report))
    return found, report, made.state


def with_etag(request: Request) -> bytes:
    if request.headers.get("if-none-match") == '"1"':
        return reply(status="304 Not Modified", ETag='"1"')
    return reply(TABLE, ETag='"1"', Last_Modified="Thu, 26 Nov 2026 02:00:00 GMT")


def test_a_table_comes_as_one_record_with_the_bytes_of_the_file() -> None:
    with Server({"/bang.csv": with_etag}) as server:
        found, report, state = run(server)
    (record,) = found
    assert isinstance(record, Record)
    assert record.content == TABLE
    assert record.modified is not None and record.modified.isoformat() == "2026-11-26T02:00:00+00:00"
    assert report.complete and report.seen == 1
    assert state["etag"] == '"1"'


def test_an_unchanged_table_costs_one_request_and_gives_no_record() -> None:
    with Server({"/bang.csv": with_etag}) as server:
        _, _, state = run(server)
        found, report, after = run(server, state)
        assert len(server.requests) == 2
    assert found == []
    assert report.not_modified and report.complete
    assert after == state


def test_after_a_week_the_whole_is_asked_for_whatever_the_etag_says() -> None:
    with Server({"/bang.csv": with_etag}) as server:
        _, _, state = run(server)
        found, _, _ = run(server, state, TestClock(passed=7 * 86400))
    assert [type(one) for one in found] == [Record]


def test_a_page_to_sign_in_is_no_table() -> None:
    def page(request: Request) -> bytes:
        return reply(b"\n<!DOCTYPE html><html>login", Content_Type="text/csv")

    with Server({"/bang.csv": page}) as server:
        found, report, state = run(server)
    (failure,) = found
    assert isinstance(failure, Failure)
    assert (failure.rule, failure.fatal, report.complete, state) == ("html-instead", True, False, {})
