"""Every code of an error leads to its sentence on the page about the API."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from ckan.tests.helpers import CKANTestApp

import ckanext.dtts
from ckanext.dtts.openapi import codes, problems

GLUE = Path(ckanext.dtts.__file__).parent
# Where a code stands among the arguments of what makes an error.
MAKERS = {
    "RefusedError": 1,
    "refused": 1,
    "unknown": 3,
    "LaterError": 0,
    "_refused": 0,
    "problem": 1,
    "failed": 0,
}
# What is refused here is told on pages, by CKAN's own action API or in another protocol, never as a problem.
ELSEWHERE = (
    "answering", "bulk", "desk", "feedback", "harvest", "logic", "mail", "mcp", "rights", "sdmx", "sending",
    "duties/change.py", "duties/importing.py", "duties/known.py", "registers/loading.py", "road/anchors.py",
    "road/deciding.py", "road/guard.py", "road/pointer.py", "road/response_period.py", "views/bulk.py",
    "views/feedback.py", "views/mcp.py", "views/ratings.py", "views/reader_form.py", "views/sdmx.py",
    "views/visits.py", "visits",
)  # fmt: skip


def made() -> Iterator[tuple[str, str]]:
    """The codes that the glue writes down where it makes an error, each with its file."""
    for path in sorted(GLUE.rglob("*.py")):
        name = path.relative_to(GLUE).as_posix()
        if not name.startswith(ELSEWHERE):
            for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(call, ast.Call) and (code := _code(call)):
                    yield name, code


def _code(call: ast.Call) -> str | None:
    name = getattr(call.func, "id", getattr(call.func, "attr", ""))
    at = 1 if name == "__init__" else MAKERS.get(name)
    given = call.args[at] if at is not None and len(call.args) > at else None
    return given.value if isinstance(given, ast.Constant) and isinstance(given.value, str) else None


def test_every_code_that_the_api_makes_has_its_sentences() -> None:
    found = {code: name for name, code in made()}
    assert {"bad-cursor", "too-many-values", "checksum-mismatch", "idempotency-key-reused"} <= set(found)
    listed = {one.code for one in codes.listed()}
    assert {code: name for code, name in found.items() if code not in listed} == {}


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/observations?sex=X", 400),
        ("/no-such", 404),
        ("/units/99999", 404),
        ("/rank?indicator=GSO_AREA", 400),
    ],
)
def test_the_type_of_an_error_leads_to_a_sentence_in_both_languages(
    site: CKANTestApp, path: str, status: int
) -> None:
    told = site.get(f"/api/dtts/v1{path}", status=status).json
    address, _, code = told["type"].partition("#")
    page = BeautifulSoup(site.get(address.removeprefix("http://test.dtts.example")).text, "html.parser")
    words = page.find(id=code).find_next_sibling("dd")
    assert words.find(lang="vi").text
    assert words.find(lang="en").text


def test_the_page_names_every_code_once(site: CKANTestApp) -> None:
    page = BeautifulSoup(site.get("/api-guide").text, "html.parser")
    marks = [one["id"] for one in page.find_all("dt", id=True)]
    assert marks == [one.code for one in codes.listed()]
    assert len(marks) == len({each["id"] for each in page.find_all(id=True)} & set(marks))


def test_every_code_comes_with_the_status_that_it_is_answered_with() -> None:
    status = {one.code: one.status for one in codes.listed()}
    told = {code: status[code] for code in ("not-found", "withdrawn", "too-many-values", "http-405", "macro")}
    assert told == {"not-found": 404, "withdrawn": 410, "too-many-values": 413, "http-405": 405, "macro": 400}
    assert problems.title(405)[1] == "Method not allowed"
