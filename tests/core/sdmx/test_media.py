"""Which form of answer a reader gets."""

from __future__ import annotations

import pytest

from dtts.sdmx.media import DATA, STRUCTURE, choose, prefers_json
from dtts.sdmx.query.problem import Refused

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


@pytest.mark.parametrize(
    ("accept", "name"),
    [
        ("", "json"),
        ("*/*", "json"),
        (BROWSER, "xml"),
        ("text/csv", "csv"),
        ("application/json", "json"),
        ("application/vnd.sdmx.data+csv;version=2.0.0;labels=both", "csv"),
        ("application/vnd.sdmx.data+json;version=2.0", "json"),
        ("application/vnd.sdmx.data+xml;version=3.0.0", "xml"),
        ("application/vnd.sdmx.data+xml; version=3+.0.0", "xml"),
        ("application/vnd.sdmx.structurespecificdata+xml;version=2.1", "xml21"),
        ("application/vnd.sdmx.data+csv;q=0.5, application/vnd.sdmx.data+xml;q=0.7", "xml"),
        ("application/vnd.sdmx.data+json;version=1.0.0, text/csv;q=0.1", "csv"),
        ("text/csv;q=0, */*;q=0.1", "json"),
        ("text/csv;q=much, application/xml;q=0.2", "xml"),
    ],
)
def test_data_come_in_the_best_form_that_is_accepted(accept: str, name: str) -> None:
    assert choose(accept, None, DATA).format.name == name


@pytest.mark.parametrize(("version", "name"), [("3.0.0", "xml"), ("2.1", "xml21")])
def test_two_versions_of_one_type_are_told_apart(version: str, name: str) -> None:
    accept = f"application/vnd.sdmx.structure+xml;version={version}"
    assert choose(accept, None, STRUCTURE).format.name == name


def test_the_parameter_goes_before_the_header() -> None:
    assert choose("application/json", "csv", DATA).format.name == "csv"


def test_options_of_the_media_type_are_kept() -> None:
    accept = 'application/vnd.sdmx.data+csv;version=2.0.0;labels="both";q=0.3'
    assert choose(accept, None, DATA).options == {"version": "2.0.0", "labels": "both"}


@pytest.mark.parametrize("accept", ["image/png", "application/vnd.sdmx.data+xml;version=9", "text/csv;q=0"])
def test_what_is_not_offered_is_refused_with_what_is(accept: str) -> None:
    with pytest.raises(Refused, match=r"version=3\.0\.0") as caught:
        choose(accept, None, DATA)
    assert caught.value.problem.status == 406


@pytest.mark.parametrize(
    ("accept", "asked", "json"),
    [
        (BROWSER, "csv", True),
        ("application/xml", None, False),
        ("text/csv", None, True),
        ("", "xml21", False),
    ],
)
def test_errors_come_in_json_unless_xml_was_asked_for(accept: str, asked: str | None, json: bool) -> None:
    assert prefers_json(accept, asked) is json
