"""Errors of the API: which parameter, what it may be, in both languages."""

from __future__ import annotations

from typing import Any

import pytest
from ckan.tests.helpers import CKANTestApp

API = "/api/dtts/v1"


def problem(site: CKANTestApp, path: str, status: int = 400) -> Any:
    answer = site.get(f"{API}{path}", status=status)
    assert answer.headers["Content-Type"] == "application/problem+json"
    return answer.json


def test_an_error_is_a_problem_that_keeps_the_member_of_before(site: CKANTestApp) -> None:
    told = problem(site, "/observations?sex=X")
    assert told["type"].endswith("/api-guide#unknown-value")
    assert (told["status"], told["parameter"], told["title"]) == (400, "sex", "Yêu cầu chưa đúng")
    assert told["possible"] == ["_T", "M", "F", "_U", "_Z"]
    assert told["detail"] == told["vi"]
    assert told["error"] == {
        "code": "unknown-value",
        "message": {"vi": told["vi"], "en": told["en"]},
    }


def test_an_error_is_told_in_the_language_that_was_asked_for(site: CKANTestApp) -> None:
    told = problem(site, "/observations?sex=X&lang=en")
    assert (told["detail"], told["title"]) == (told["en"], "Bad request")


@pytest.mark.parametrize(
    ("path", "parameter", "possible"),
    [
        ("/observations?indikator=GSO_AREA", "indikator", "indicator"),
        ("/units?names=Lào+Cai", "names", "q"),
        ("/catalogue?page=2", "page", "offset"),
        ("/log?x=1", "x", "lang"),
        ("/observations.csv?format=json", "format", "area"),
    ],
)
def test_a_parameter_that_no_address_has_is_refused_with_those_that_it_has(
    site: CKANTestApp, path: str, parameter: str, possible: str
) -> None:
    told = problem(site, path)
    assert (told["error"]["code"], told["parameter"]) == ("unknown-parameter", parameter)
    assert possible in told["possible"]


@pytest.mark.parametrize(
    ("path", "code", "possible"),
    [
        ("/units?level=village", "bad-choice", "commune"),
        ("/units?limit=0x10", "bad-number", "0..5000"),
        ("/units?limit=6000", "bad-number", "0..5000"),
        ("/units?offset=-1", "bad-number", "0..1000000000"),
        ("/units?valid_on=30/6/2025", "bad-date", "YYYY-MM-DD"),
        ("/observations?as_of=yesterday", "bad-date", "YYYY-MM-DD"),
        ("/catalogue?state=gone", "bad-choice", "late"),
        ("/programme?version=9", "bad-choice", ""),
    ],
)
def test_a_value_that_is_not_possible_is_refused_with_what_is(
    site: CKANTestApp, path: str, code: str, possible: str
) -> None:
    told = problem(site, path)
    assert told["error"]["code"] == code
    assert not possible or possible in told["possible"]


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("/observations?period=20x6", "bad-form"),
        ("/observations?since=2016%0A", ""),
        ("/units?q=a%00b", "bad-text"),
        ("/units?level=province&level=commune", "too-many"),
        ("/periods/parse?year=2026", "missing"),
    ],
)
def test_what_cannot_be_read_is_never_guessed(site: CKANTestApp, path: str, code: str) -> None:
    if not code:
        site.get(f"{API}{path}", status=200)
    else:
        assert problem(site, path)["error"]["code"] == code


@pytest.mark.parametrize("path", ["/nothing", "/units/24/nothing", "/observations.pdf"])
def test_an_address_that_does_not_exist_is_a_problem_too(site: CKANTestApp, path: str) -> None:
    told = problem(site, path, 404)
    assert told["error"]["code"] == "no-such-address"
    assert "/api/dtts/v1/openapi.json" in told["vi"]


def test_a_method_that_an_address_has_not_is_refused_with_those_that_it_has(site: CKANTestApp) -> None:
    answer = site.test_client().delete(f"{API}/observations")
    assert answer.status_code == 405
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert set(answer.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"}


def test_empty_fields_of_a_form_ask_for_nothing(site: CKANTestApp) -> None:
    answer = site.get(f"{API}/units?q=&level=province&within=&valid_on=&limit=&format=&lang=", status=200)
    assert answer.json["total"] == 34
