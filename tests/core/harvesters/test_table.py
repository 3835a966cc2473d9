from __future__ import annotations

import pytest

from core.harvesters.builders import SOURCE, source
from dtts_harvesters.record import Failure, Record
from dtts_harvesters.registry import connector
from dtts_harvesters.report import Report
from dtts_harvesters.source import check_source
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


MAPPED = {
    "fields": {"Mã": "facility_id", "Tên": "name_vi"},
    "ignore": ["STT"],
    "options": {"format": "csv", "delimiter": ";"},
}


def mapped(content: bytes, **changed):
    with Server({"/bang.csv": lambda request: reply(content)}) as server:
        return run(server, **{**MAPPED, **changed})


def test_columns_are_mapped_ignored_by_name_or_told() -> None:
    content = "\ufeffSTT;Tên;Mã ;Mới\n1;Bắc Hà;00688;x\n2;Si Ma Cai;00689;y\n".encode()
    (record,), report, _ = mapped(content)
    assert record.content.decode() == "facility_id,name_vi\n00688,Bắc Hà\n00689,Si Ma Cai\n"
    assert report.ignored == {"STT": 2}
    assert [(one.kind, one.field, one.count) for one in report.drift.values()] == [("new", "Mới", 2)]


def test_f24_a_column_that_is_gone_is_told() -> None:
    _, report, _ = mapped("Mã\n00688\n".encode())
    assert [(one.kind, one.field) for one in report.drift.values()] == [("lost", "Tên")]


@pytest.mark.parametrize("row", ["3;a;b;c", "3;a"], ids=["a cell too many", "a cell too few"])
def test_a_row_that_does_not_fit_its_header_is_told_and_the_others_come(row: str) -> None:
    (failure, record), _, _ = mapped(f"STT;Tên;Mã\n1;A;00688\n{row}\n".encode())
    assert (failure.rule, failure.record_id, failure.fatal) == ("entry-unreadable", "row 2", False)
    assert record.content.decode().splitlines() == ["facility_id,name_vi", "00688,A"]


def test_a_list_in_json_is_mapped_too() -> None:
    content = b'{"ds": [{"M\xc3\xa3": "00688", "T\xc3\xaan": null, "STT": 1}, 7]}'
    options = {"format": "json", "records": "ds"}
    (failure, record), _, _ = mapped(content, options=options)
    assert failure.rule == "entry-unreadable"
    assert record.content == b"facility_id\n00688\n"


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        ("Mã;Tên\n1;Bắc Hà\n".encode("cp1258", "replace"), "not-utf8"),
        ("Mã;Mã\n1;2\n".encode(), "broken-csv"),
        ('Mã;Tên\n1;"a"b"\n'.encode(), "broken-csv"),
    ],
    ids=["another encoding", "a header twice", "a quotation mark inside"],
)
def test_a_file_that_cannot_be_mapped_ends_the_reading(content: bytes, rule: str) -> None:
    (failure,), report, _ = mapped(content)
    assert (failure.rule, failure.fatal, report.complete) == (rule, True, False)


def test_columns_of_workbooks_are_not_mapped_by_a_source_file() -> None:
    checked = check_source({**SOURCE, "fields": {"a": "name_vi"}, "options": {"format": "xlsx"}})
    assert [(one.field, one.rule) for one in checked.faults] == [("fields", "fields-unused")]


def test_of_rows_parted_by_columns_only_totals_are_taken_and_the_others_are_counted() -> None:
    content = "Mã;Tên;Giới;Tuổi\n1;Chung;;\n2;Nữ;nữ;\n3;Trẻ em;;0-5\n".encode()
    options = {"format": "csv", "delimiter": ";", "totals": ["Giới", "Tuổi"]}
    (record,), report, _ = mapped(content, ignore=["Giới", "Tuổi"], options=options)
    assert record.content.decode() == "facility_id,name_vi\n1,Chung\n"
    assert (report.ignored["rows by Giới"], report.ignored["rows by Tuổi"]) == (1, 1)
