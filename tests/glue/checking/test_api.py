"""A file is checked by machine, without a name, and nothing of it stays."""

from __future__ import annotations

import hashlib
import io
import socket
import threading
from pathlib import Path
from typing import Any

import ckan.plugins.toolkit as tk
import frictionless
import pytest
import sqlalchemy as sa
from ckan import model
from ckan.tests.helpers import CKANTestApp
from openpyxl import load_workbook

from ckanext.dtts import redis_server
from ckanext.dtts.web import rate, turns
from glue.road.points import FIVE_CELLS, FIVE_FAULTS, points

API = "/api/dtts/v1/check"
SCHEMA = "it_support_points"

pytestmark = pytest.mark.usefixtures("unhurried")


def check(site: CKANTestApp, content: bytes, status: int = 200, name: str = "diem.csv", **said: str) -> Any:
    data = {"file": (io.BytesIO(content), name), "schema": SCHEMA, **said}
    return site.post(API, data=data, content_type="multipart/form-data", status=status)


@pytest.fixture
def two_a_minute(unhurried: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(tk.config, "ckanext.dtts.check_per_minute", 2)
    monkeypatch.setattr(rate.time, "time", lambda: 60_000_000_030.0)
    monkeypatch.setattr(rate, "_own", rate.Counter())
    with redis_server.connect() as redis:
        redis.delete(*redis.keys(redis_server.key("rate", "*")) or ["none"])


def test_a_report_names_every_cell(site: CKANTestApp) -> None:
    report = check(site, FIVE_FAULTS).json
    assert report["valid"] is False
    assert {(fault["cell"], fault["field"]) for fault in report["faults"]} == set(FIVE_CELLS)


def test_a_valid_table_is_told_so_and_its_file_is_gone(site: CKANTestApp, work_folder: Path) -> None:
    assert check(site, points("0164A", "07210")).json["valid"] is True
    assert list(work_folder.iterdir()) == []


def test_the_database_is_as_before(site: CKANTestApp) -> None:
    kept = ("dtts_submission", "dtts_job", "dtts_event", "package")
    count = " + ".join(f"(SELECT count(*) FROM {name})" for name in kept)
    before = model.Session.execute(sa.text(f"SELECT {count}")).scalar()
    check(site, FIVE_FAULTS)
    assert model.Session.execute(sa.text(f"SELECT {count}")).scalar() == before


def test_what_the_sender_says_of_the_file_is_heard(site: CKANTestApp) -> None:
    asked = points("0164A", broadband_mbps="12.345")
    unclear = {fault["rule"] for fault in check(site, asked).json["faults"]}
    assert unclear
    assert check(site, asked, answers='{"decimals": {"broadband_mbps": "."}}').json["valid"] is True


def test_a_script_of_another_site_may_ask_and_gets_no_cookie(site: CKANTestApp) -> None:
    answer = check(site, points("0164A"))
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"schema": "no_such_table"}, "no-such-schema"),
        ({"schema": "../ckan"}, "no-such-schema"),
        ({"answers": '{"decimal": "·"}'}, "bad-answers"),
        ({"answers": '{"decimla": ","}'}, "bad-answers"),
        ({"answers": "[]"}, "invalid-request"),
        ({"answers": "{"}, "invalid-request"),
    ],
)
def test_what_cannot_be_asked_is_refused_in_both_languages(
    site: CKANTestApp, said: dict[str, str], code: str
) -> None:
    error = check(site, points("0164A"), 400, **said).json["error"]
    assert error["code"] == code
    assert set(error["message"]) == {"vi", "en"}


def test_a_request_without_a_file_is_refused(site: CKANTestApp) -> None:
    assert site.post(API, data={"schema": SCHEMA}, status=400).json["error"]["code"] == "no-file"


@pytest.mark.parametrize("beyond", [1, 2**21])
def test_a_file_over_the_limit_is_refused(
    site: CKANTestApp, monkeypatch: pytest.MonkeyPatch, beyond: int
) -> None:
    monkeypatch.setitem(tk.config, "ckanext.dtts.check_max_bytes", 1000)
    assert check(site, b"x" * (1000 + beyond), 413).json["error"]["code"] == "too-large"


@pytest.mark.usefixtures("two_a_minute")
def test_the_third_file_in_a_minute_is_asked_to_come_again(site: CKANTestApp) -> None:
    for _ in range(2):
        check(site, points("0164A"))
    refused = check(site, points("0164A"), 429)
    assert refused.json["error"]["code"] == "too-many-requests"
    assert refused.headers["Retry-After"] == "30"


@pytest.mark.usefixtures("two_a_minute")
def test_without_redis_each_process_counts_by_itself(
    site: CKANTestApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(tk.config, "ckan.redis.url", "redis://127.0.0.1:1/0")
    for _ in range(2):
        check(site, points("0164A"))
    check(site, points("0164A"), 429)


@pytest.mark.usefixtures("two_a_minute")
def test_a_redis_that_never_answers_stalls_nobody(site: CKANTestApp, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = f"redis://127.0.0.1:{silent.getsockname()[1]}/0"
        monkeypatch.setitem(tk.config, "ckan.redis.url", address)
        monkeypatch.setattr(redis_server, "ANSWER_S", 0.05)
        assert check(site, points("0164A")).json["valid"] is True


@pytest.mark.usefixtures("two_a_minute")
@pytest.mark.parametrize(
    ("proxies", "forwarded", "same"),
    [
        (0, ("198.51.100.1", "198.51.100.2"), True),
        (1, ("198.51.100.1", "198.51.100.2"), False),
        (1, ("9.9.9.9, 198.51.100.1", "8.8.8.8, 198.51.100.1"), True),
        (1, ("2001:db8:1:1::1", "2001:db8:1:1:ffff::2"), True),
        (1, ("2001:db8:1:1::1", "2001:db8:1:2::1"), False),
        (2, ("198.51.100.1", "198.51.100.2"), True),
    ],
    ids=["no-proxy", "two-readers", "forged-header", "one-network", "two-networks", "header-too-short"],
)
def test_readers_are_told_apart_by_the_address_that_our_own_proxy_saw(
    site: CKANTestApp, monkeypatch: pytest.MonkeyPatch,
    proxies: int, forwarded: tuple[str, str], same: bool,
) -> None:  # fmt: skip
    monkeypatch.setitem(tk.config, "ckanext.dtts.proxies", proxies)

    def ask(address: str) -> int:
        headers = {"X-Forwarded-For": address}
        with site.flask_app.test_request_context(headers=headers, environ_base={"REMOTE_ADDR": "127.0.0.1"}):
            return rate.count("test", rate._network(rate._reader()))

    counts = [ask(address) for address in forwarded]
    with redis_server.connect() as redis:
        redis.delete(*redis.keys(redis_server.key("rate", "test", "*")))
    assert counts == ([1, 2] if same else [1, 1])


def test_when_all_places_are_taken_the_next_is_asked_to_come_again(site: CKANTestApp) -> None:
    leave = threading.Event()
    inside = [threading.Event() for _ in range(turns.AT_ONCE)]

    def stay(here: threading.Event) -> None:
        with turns.turn():
            here.set()
            leave.wait(60)

    staying = [threading.Thread(target=stay, args=(here,)) for here in inside]
    for each in staying:
        each.start()
    assert all(here.wait(60) for here in inside)
    turns._door.acquire()  # the one who waits
    try:
        refused = check(site, points("0164A"), 503)
    finally:
        turns._door.release()
        leave.set()
        for each in staying:
            each.join()
    assert int(refused.headers["Retry-After"]) > 0


def test_the_report_comes_as_the_standards_descriptor(site: CKANTestApp) -> None:
    descriptor = check(site, FIVE_FAULTS, format="frictionless").json
    loaded = frictionless.Report.from_descriptor(descriptor)
    assert loaded.valid is False
    assert loaded.flatten(["rowNumber"])
    assert descriptor["tasks"][0]["stats"]["sha256"] == hashlib.sha256(FIVE_FAULTS).hexdigest()


def test_the_report_comes_as_a_page_that_stands_alone(site: CKANTestApp) -> None:
    answer = check(site, FIVE_FAULTS, format="html")
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert all(cell in answer.text for cell, _ in FIVE_CELLS)


def test_the_file_comes_back_as_a_workbook_with_its_faults_marked(site: CKANTestApp) -> None:
    answer = check(site, FIVE_FAULTS, format="xlsx")
    assert "diem-danh-dau.xlsx" in answer.headers["Content-Disposition"]
    book = load_workbook(io.BytesIO(answer.data))
    marked = {cell.coordinate for cell in book.worksheets[0]._cells.values() if cell.comment}
    assert marked >= {cell for cell, _ in FIVE_CELLS}


def test_a_form_of_report_that_there_is_not_is_refused(site: CKANTestApp) -> None:
    assert check(site, FIVE_FAULTS, 400, format="docx").json["error"]["code"] == "bad-choice"


def test_the_action_gives_the_same_report(site: CKANTestApp) -> None:
    data = {"upload": (io.BytesIO(FIVE_FAULTS), "diem.csv"), "schema": SCHEMA}
    answer = site.post("/api/3/action/dtts_table_check", data=data, content_type="multipart/form-data")
    assert answer.json["result"] == check(site, FIVE_FAULTS).json


def test_the_action_reads_no_address(site: CKANTestApp) -> None:
    body = {"upload": "http://127.0.0.1/", "schema": SCHEMA}
    site.post("/api/3/action/dtts_table_check", json=body, status=409)
    assert tk.config["ckan.site_url"]
