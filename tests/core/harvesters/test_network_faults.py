"""F01 to F10 and F14 to F17 of the list of faults: the state after each is right, and so is what is told."""

from __future__ import annotations

import socket
import tracemalloc
from typing import Any

import pytest

from core.harvesters.builders import source
from dtts_harvesters.record import Failure, Record
from dtts_harvesters.registry import connector
from dtts_harvesters.report import Report
from dtts_harvesters.session import Credential, Limits
from harvest_server.network_faults import (
    TABLE,
    after,
    always,
    around,
    bomb,
    bomb_in_bomb,
    cut,
    cut_chunked,
    drips_body,
    drips_headers,
    half_packed,
    packed_zeros,
    says_too_little,
)
from harvest_server.server import Request, Server, reply
from harvest_server.sessions import START, TestClock, session

KNOWN = {"etag": '"1"', "read": START.isoformat()}


def run(address: str, clock: TestClock | None = None, **named: Any) -> tuple[list[Any], Report]:
    """What the table at the address gives. Whatever fails leaves the state of the last run as it was."""
    made, report = connector(source(address=address)), Report()
    with session(clock, **named) as opened:
        found = list(made.fetch(opened, KNOWN, report))
    if any(isinstance(one, Failure) for one in found):
        assert made.state == KNOWN
        assert not report.complete
    return found, report


def fails(address: str, clock: TestClock | None = None, **named: Any) -> str:
    (failure,), _ = run(address, clock, **named)
    assert isinstance(failure, Failure) and failure.fatal
    assert failure.message["vi"] != failure.message["en"]
    return failure.rule


def test_f01_a_refused_connection_is_tried_four_times_with_growing_pauses() -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    clock = TestClock()
    assert fails(f"http://127.0.0.1:{port}/bang.csv", clock) == "connection-refused"
    assert clock.slept == [1.0, 2.0, 4.0]


def test_f02_an_unknown_host_is_told_by_its_name() -> None:
    def unknown(host: str, port: int) -> list[Any]:
        raise socket.gaierror(socket.EAI_NONAME, "unknown")

    (failure,), _ = run("https://khong-co.example.vn/", resolve=unknown)
    assert failure.rule == "unknown-host"
    assert "khong-co.example.vn" in failure.message["vi"]


def test_f02_a_name_server_that_never_answers_holds_nothing_up() -> None:
    with Server() as server:

        def hangs(host: str, port: int) -> list[Any]:
            server.ending.wait(60)
            return []

        assert fails("https://x.example.vn/", limits=Limits(connect=0.02, tries=2), resolve=hangs) == (
            "unknown-host"
        )


def test_f03_a_connection_that_nobody_takes_is_given_up() -> None:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen(0)
        full = [socket.socket() for _ in range(4)]
        for one in full:
            one.setblocking(False)
            one.connect_ex(listening.getsockname())
        limits = Limits(connect=0.1, tries=2)
        rule = fails(f"http://127.0.0.1:{listening.getsockname()[1]}/", limits=limits)
        for one in full:
            one.close()
    assert rule == "connect-timeout"


@pytest.mark.parametrize("fault", [drips_headers, drips_body], ids=["F04", "F05"])
def test_f04_f05_what_drips_for_ever_ends_with_the_time_of_the_run(fault: Any) -> None:
    with Server() as server:
        server.routes["/"] = fault(server)
        assert fails(server.address(), TestClock(tick=10)) == "total-time"


def test_f05_silence_ends_after_the_time_for_a_read() -> None:
    with Server() as server:

        def silent(request: Request) -> Any:
            yield b"HTTP/1.1 200 OK\r\n\r\n"
            server.ending.wait(60)

        server.routes["/"] = silent
        assert fails(server.address(), limits=Limits(read=0.05, tries=2)) == "read-timeout"


@pytest.mark.parametrize(
    ("route", "rule", "requests"),
    [
        (cut, "cut-short", 4),
        (cut_chunked, "cut-short", 4),
        (half_packed, "cut-short", 4),
        (says_too_little, "longer-than-said", 1),
        (bomb_in_bomb, "encoding-unknown", 1),
        (around, "too-many-redirects", 6),
        (always(b"\x00\x01\x02 nonsense\r\n\r\n"), "cut-short", 4),
        (always(b""), "cut-short", 4),
    ],
    ids=["F06", "F07", "F07 packed", "F08", "F09 twice", "F10", "no HTTP", "nothing"],
)
def test_f06_to_f10_half_an_answer_is_never_taken_for_a_whole(route: Any, rule: str, requests: int) -> None:
    with Server({"/bang.csv": route}) as server:
        assert fails(server.address("/bang.csv")) == rule
        assert len(server.requests) == requests


def test_f09_a_bomb_is_given_up_before_it_has_gone_off() -> None:
    packed_zeros()
    with Server({"/bang.csv": bomb}) as server, session(limits=Limits(bytes=1 << 20)) as opened:
        made = connector(source(address=server.address("/bang.csv")))
        tracemalloc.start()
        (failure,) = made.fetch(opened, {}, Report())
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert isinstance(failure, Failure) and failure.rule == "too-large"
    assert peak < 8 << 20


def test_f06_an_answer_that_was_cut_once_is_read_whole_at_the_next_try() -> None:
    with Server({"/bang.csv": after(reply(TABLE)[:-5])}) as server:
        (record,), report = run(server.address("/bang.csv"))
    assert isinstance(record, Record) and record.content == TABLE
    assert report.complete


@pytest.mark.parametrize("value", ["7", "Fri, 27 Nov 2026 03:00:07 GMT"], ids=["seconds", "date"])
@pytest.mark.parametrize("status", ["429 Too Many Requests", "503 Service Unavailable"])
def test_f14_who_asks_to_wait_is_waited_for(value: str, status: str) -> None:
    clock = TestClock()
    with Server({"/bang.csv": after(reply(status=status, Retry_After=value))}) as server:
        (record,), _ = run(server.address("/bang.csv"), clock)
    assert isinstance(record, Record)
    assert clock.slept == [7.0]


def test_f14_a_wait_beyond_the_run_ends_it_and_says_until_when() -> None:
    answer = reply(status="429 Too Many Requests", Retry_After="1200")
    with Server({"/bang.csv": always(answer)}) as server:
        (failure,), report = run(server.address("/bang.csv"))
        assert len(server.requests) == 1
    assert failure.rule == "asked-to-wait"
    assert report.retry_at is not None and (report.retry_at - START).total_seconds() == 1200


@pytest.mark.parametrize("value", ["999999999999", "Fri, 27 Nov 2999 03:00:07 GMT"])
def test_f14_nobody_is_waited_for_longer_than_an_hour(value: str) -> None:
    answer = reply(status="503 Service Unavailable", Retry_After=value)
    with Server({"/bang.csv": always(answer)}) as server:
        _, report = run(server.address("/bang.csv"))
    assert report.retry_at is not None and (report.retry_at - START).total_seconds() == 3600


@pytest.mark.parametrize("status", ["408 x", "425 x", "429 x", "500 x", "502 x", "503 x", "504 x"])
def test_f15_a_server_that_has_a_bad_moment_is_asked_again(status: str) -> None:
    clock = TestClock()
    with Server({"/bang.csv": after(reply(status=status), reply(status=status))}) as server:
        (record,), _ = run(server.address("/bang.csv"), clock)
    assert isinstance(record, Record)
    assert clock.slept == [1.0, 2.0]


@pytest.mark.parametrize(
    ("status", "rule"),
    [
        ("400 x", "status"),
        ("401 x", "not-allowed"),
        ("403 x", "not-allowed"),
        ("404 x", "not-found"),
        ("410 x", "not-found"),
        ("418 x", "status"),
        ("501 x", "status"),
    ],
)
def test_f15_what_would_not_change_is_asked_once(status: str, rule: str) -> None:
    with Server({"/bang.csv": always(reply(b"x", status=status))}) as server:
        assert fails(server.address("/bang.csv")) == rule
        assert len(server.requests) == 1


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (b"<html><body>Dang nhap", "html-instead"),
        (b"\xef\xbb\xbf<!-- a --><!DOCTYPE HTML>", "html-instead"),
        (b'{"success": false, "error": "session"}', "other-format"),
        (b"PK\x03\x04...", "other-format"),
        (b"  \r\n", "empty-file"),
        (b"", "empty-file"),
    ],
)
def test_f16_status_200_is_not_believed_when_the_content_is_something_else(content: bytes, rule: str) -> None:
    with Server({"/bang.csv": always(reply(content, Content_Type="text/csv"))}) as server:
        assert fails(server.address("/bang.csv")) == rule


def tokens(*lasting: str) -> Any:
    """A token door that gives these one after the other, and a table that takes the last of them only."""
    given = iter(lasting)

    def token(request: Request) -> bytes:
        assert request.headers["authorization"] == "Basic bWF5Om1hdC1raGF1LWRhaQ=="
        return reply(f'{{"access_token": "{next(given)}", "expires_in": 1}}'.encode())

    def table(request: Request) -> bytes:
        if request.headers.get("authorization") != f"Bearer {lasting[-1]}":
            return reply(status="401 Unauthorized")
        return reply(TABLE)

    return {"/token": token, "/bang.csv": table}


def oauth(server: Server) -> dict[str, Any]:
    values = {"client_id": "may", "client_secret": "mat-khau-dai"}
    credential = Credential("oauth2", values, token_address=server.address("/token"))
    return {"credential": credential, "home": server.address(), "plain_credentials": True}


def test_f17_a_token_that_ran_out_is_renewed_once() -> None:
    with Server() as server:
        server.routes.update(tokens("ma-cu-1", "ma-moi-2"))
        (record,), _ = run(server.address("/bang.csv"), **oauth(server))
        assert [one.path for one in server.requests] == ["/token", "/bang.csv", "/token", "/bang.csv"]
    assert isinstance(record, Record)


def test_f17_a_second_refusal_is_believed() -> None:
    with Server() as server:
        server.routes.update(tokens("ma-cu-1", "ma-cu-2", "khong-bao-gio"))
        assert fails(server.address("/bang.csv"), **oauth(server)) == "not-allowed"
        assert len(server.requests) == 4


def test_f18_f20_what_decides_is_the_content_and_not_the_etag() -> None:
    contents = [TABLE, TABLE, TABLE.replace(b"00688", b"00689")]
    with Server() as server:
        server.routes["/bang.csv"] = lambda request: reply(contents[request.number - 1], ETag='"always"')
        digests = [run(server.address("/bang.csv"))[0][0].digest for _ in contents]
    assert digests[0] == digests[1] != digests[2]


def test_f19_not_modified_is_one_request_and_nothing_to_write() -> None:
    with Server({"/bang.csv": always(reply(status="304 Not Modified"))}) as server:
        found, report = run(server.address("/bang.csv"))
        assert [one.headers["if-none-match"] for one in server.requests] == ['"1"']
    assert found == []
    assert report.not_modified and report.complete
