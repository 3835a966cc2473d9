"""The small API over HTTP: status codes, addresses, errors in both languages, downloads."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest

from glue.records import patch
from glue.road.people import People, Web
from glue.road.points import points

Work = Callable[..., int]
SEND = "/api/dtts/v1/submissions"


def form(facility: dict[str, Any], content: bytes = b"", **changed: Any) -> dict[str, Any]:
    file = (io.BytesIO(content or points("0164A")), "diem.csv")
    fields = {"dataset": facility["name"], "table": "diem", "schema": "it_support_points", "file": file}
    return {**fields, **changed}


@pytest.fixture
def published(shown: dict[str, Any]) -> str:
    return f"/dataset/{shown['name']}/diem"


def test_a_file_is_taken_with_202_and_the_address_of_its_state(
    people: People, facility: dict[str, Any], web: Web, work: Work
) -> None:
    answer = web.post(SEND, data=form(facility), headers=people.token("sender"), status=202)
    work()
    state = web.get(answer.headers["Location"], headers=people.token("sender"), status=200).json
    assert (state["id"], state["state"]) == (answer.json["id"], "published")


def test_the_idempotency_key_is_a_header(people: People, facility: dict[str, Any], web: Web) -> None:
    headers = {**people.token("sender"), "Idempotency-Key": facility["name"]}
    first = web.post(SEND, data=form(facility), headers=headers, status=202).json
    assert web.post(SEND, data=form(facility), headers=headers, status=202).json["id"] == first["id"]
    answer = web.post(SEND, data=form(facility, points("1")), headers=headers, status=409).json
    assert answer["error"]["code"] == "idempotency-key-reused"


@pytest.mark.parametrize(
    ("role", "changed", "status", "code"),
    [
        (None, {}, 401, "not-authenticated"),
        ("stranger", {}, 403, "not-authorized"),
        ("sender", {"dataset": "khong-co"}, 404, "not-found"),
        ("sender", {"file": "text"}, 400, "invalid-request"),
        ("sender", {"table": "Điểm"}, 400, "invalid-request"),
        ("sender", {"schema": "observation"}, 400, "schema-not-allowed"),
    ],
)
def test_a_refusal_has_a_code_and_a_sentence_in_both_languages(
    role: str | None,
    changed: dict[str, Any],
    status: int,
    code: str,
    people: People,
    facility: dict[str, Any],
    web: Web,
) -> None:
    headers = people.token(role) if role else {}
    answer = web.post(SEND, data=form(facility, **changed), headers=headers, status=status)
    error = json.loads(answer.data)["error"]
    assert error["code"] == code
    assert error["message"]["vi"] != error["message"]["en"]


def test_a_browsers_session_needs_its_csrf_token(
    people: People, facility: dict[str, Any], web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(web.flask_app.config, "WTF_CSRF_ENABLED", True)
    with web.flask_app.test_client() as browser:
        with browser.session_transaction() as session:
            session["_user_id"] = people.users["sender"]["id"]
            session["last_active"] = "2999-01-01"
        answer = browser.post(SEND, data=form(facility))
    assert (answer.status_code, answer.json["error"]["code"]) == (400, "csrf")


@pytest.mark.parametrize("identifier", ["x", "00000000-0000-0000-0000-000000000000", "'; --"])
def test_an_unknown_submission_is_not_found(identifier: str, people: People, web: Web) -> None:
    web.get(f"{SEND}/{identifier}", headers=people.token("sender"), status=404)


def test_rows_are_read_over_http_with_filters_order_and_paging(shown: dict[str, Any], web: Web) -> None:
    asked = "limit=1&offset=1&sort=point_id desc&filters=" + json.dumps({"status": "operating"})
    answer = web.get(f"/api/dtts/v1/tables/{shown['name']}/diem?{asked}", status=200).json
    assert ([row["point_id"] for row in answer["rows"]], answer["total"]) == (["0164A"], 2)


@pytest.mark.parametrize(
    "asked", ["filters={", "filters=[1]", "limit=-1", "offset=x", "version=0", "sort=nothing"]
)
def test_a_wrong_question_is_answered_with_400_or_404(asked: str, shown: dict[str, Any], web: Web) -> None:
    answer = web.get(f"/api/dtts/v1/tables/{shown['name']}/diem?{asked}", expect_errors=True)
    assert answer.status_code in (400, 404)
    assert json.loads(answer.data)["error"]["message"]["vi"]


def test_an_answer_with_demonstration_data_says_so(shown: dict[str, Any], web: Web, published: str) -> None:
    assert "mark" not in web.get(f"/api/dtts/v1/tables/{shown['name']}/diem").json
    patch(shown["id"], demo="true")
    answer = web.get(f"/api/dtts/v1/tables/{shown['name']}/diem").json
    assert answer["mark"]["vi"] == "Dữ liệu minh họa"
    download = web.get(f"{published}.csv")
    assert download.headers["X-Data-Mark"] == "demonstration"
    assert "minh-hoa" in download.headers["Content-Disposition"]
    assert web.get(f"{published}.json").json["mark"]["vi"] == "Dữ liệu minh họa"
    patch(shown["id"], demo="false")


@pytest.mark.parametrize(
    ("form", "media_type"),
    [
        ("csv", "text/csv; charset=utf-8"),
        ("parquet", "application/vnd.apache.parquet"),
        ("json", "application/json"),
        ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ],
)
def test_a_download_is_an_attachment_that_is_not_sent_twice(
    form: str, media_type: str, published: str, web: Web
) -> None:
    first = web.get(f"{published}.{form}", status=200)
    assert first.headers["Content-Type"] == media_type
    assert first.headers["Content-Disposition"].startswith("attachment; filename=")
    assert first.headers["X-Content-Type-Options"] == "nosniff"
    assert int(first.headers["Content-Length"]) == len(first.data)
    again = web.get(f"{published}.{form}", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert web.get(f"{published}/v/1.{form}").data == first.data


def test_a_part_of_a_file_can_be_asked_for(published: str, web: Web) -> None:
    whole = web.get(f"{published}.parquet").data
    part = web.get(f"{published}.parquet", headers={"Range": "bytes=4-9"}, status=206)
    assert part.data == whole[4:10]


def test_json_and_excel_hold_the_rows_of_the_csv(published: str, web: Web) -> None:
    rows = web.get(f"{published}.json").json["rows"]
    sheet = openpyxl.load_workbook(io.BytesIO(web.get(f"{published}.xlsx").data)).active
    assert [row["point_id"] for row in rows] == ["0164A", "07210"]
    assert [row[0].value for row in sheet.iter_rows(min_row=2)] == ["0164A", "07210"]
    assert rows[0]["disadvantaged_villages"] == 7


@pytest.mark.parametrize("ending", [".pdf", ".csv.exe", "/v/2.csv", "/v/0.csv", "x.csv"])
def test_what_is_not_published_is_not_found(ending: str, published: str, web: Web) -> None:
    assert web.get(published + ending, expect_errors=True).status_code == 404
