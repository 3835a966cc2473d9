"""The API over real HTTP: the lines of the guide as they stand, and questions that nobody thought of."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
import schemathesis
from bs4 import BeautifulSoup
from ckan.tests.helpers import CKANTestApp
from hypothesis import HealthCheck, Phase, given, seed, settings
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import FailureGroup
from schemathesis.specs.openapi.checks import content_type_conformance, response_schema_conformance

from ckanext.dtts.openapi.document import PREFIX
from ckanext.dtts.views.one_line import lines
from glue.api.serving import served
from glue.scripts import needed

pytestmark = pytest.mark.usefixtures("series")

RUN_HERE = ("curl", "pandas", "DuckDB (Python)", "sdmx1", "pysdmx")
TWINS = (".csv", ".json", ".parquet", ".xlsx", ".atom")
QUESTIONS = 4
"""For each address, drawn by a seed that stays."""


@pytest.fixture(scope="module")
def address(site: CKANTestApp, series: dict[str, bytes]) -> Iterator[str]:
    with served(site) as address:
        yield address


@pytest.mark.parametrize("tool", RUN_HERE)
def test_a_line_of_the_guide_reads_the_figures(address: str, tool: str) -> None:
    (line,) = [each for each in lines(address) if each.tool == tool]
    if line.language == "sh":
        command = ["sh", "-c", line.text]
    else:
        command = [
            sys.executable,
            "-W",
            "ignore",
            "-c",
            f"{line.text}\nprint(figures.to_string() if hasattr(figures, 'to_string') else figures)",
        ]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert ran.returncode == 0, ran.stderr[-800:]
    assert "101673" in ran.stdout
    assert "2016" in ran.stdout


def test_the_guide_shows_the_lines_and_a_form_for_every_address_that_reads(address: str) -> None:
    page = BeautifulSoup(httpx.get(f"{address}/api-guide").text, "html.parser")
    shown = [code.get_text() for code in page.select("pre code")]
    assert len(shown) == len(lines(address))
    forms = {form["action"] for form in page.select("main details form")}
    assert f"{PREFIX}/observations" in forms
    assert needed(str(page)) == []
    told = httpx.get(f"{address}{PREFIX}/openapi.json").json()["paths"]
    reading = [path for path, one in told.items() if "get" in one and not one["get"].get("security")]
    twins = [path for path in reading if path.endswith(TWINS) and not path.endswith("/openapi.json")]
    assert len(forms) == len(reading) - len(twins)


def test_a_form_of_the_guide_opens_an_answer_as_it_stands(address: str) -> None:
    page = BeautifulSoup(httpx.get(f"{address}/api-guide").text, "html.parser")
    for path in ("observations", "units", "series", "rank", "releases", "programme"):
        form = page.select_one(f'form[action="{PREFIX}/{path}"]')
        fields = {each["name"]: each.get("value", "") for each in form.select("input, select")}
        answer = httpx.get(f"{address}{form['action']}", params=fields, timeout=60)
        assert answer.status_code == 200, (path, answer.text)


def test_no_question_breaks_the_api_or_gets_an_answer_that_is_not_described(address: str) -> None:
    described = httpx.get(f"{address}{PREFIX}/openapi.json", timeout=60).json()
    schema = schemathesis.openapi.from_dict(described).include(method="GET")
    schema.config.update(base_url=address)
    wrong: list[str] = []
    for found in schema.get_all_operations():
        operation = found.ok()
        # Monitoring is refused in plain text, which no problem describes.
        if not operation.path.endswith("/metrics"):
            wrong += _asked(operation)
    assert wrong == []


def _asked(operation: Any) -> list[str]:
    """What is wrong with the answers to drawn questions to one address."""
    wrong: list[str] = []

    @seed(20261127)
    @settings(
        max_examples=QUESTIONS,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy())
    def ask(case: Any) -> None:
        answer = case.call(timeout=60)
        try:
            case.validate_response(
                answer, checks=[not_a_server_error, content_type_conformance, response_schema_conformance]
            )
        except FailureGroup as found:
            wrong.extend(f"{answer.request.url}: {one.title}: {one.message}" for one in found.exceptions)

    ask()
    return wrong
