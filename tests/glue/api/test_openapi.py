"""The API's description: whole, valid, and nothing that is not there."""

from __future__ import annotations

from typing import Any

import pytest
from ckan.tests.helpers import CKANTestApp
from openapi_spec_validator import OpenAPIV31SpecValidator, validate

from ckanext.dtts.openapi.document import PREFIX, addresses, methods
from ckanext.dtts.openapi.endpoint import known


@pytest.fixture(scope="module")
def described(site: CKANTestApp) -> Any:
    answer = site.get(f"{PREFIX}/openapi.json")
    assert answer.headers["Content-Type"] == "application/vnd.oai.openapi+json;version=3.1"
    return answer.json


def test_it_is_openapi_3_1(described: Any) -> None:
    validate(described, cls=OpenAPIV31SpecValidator)
    assert described["openapi"] == "3.1.0"


def test_every_address_of_the_api_is_described_and_nothing_else(site: CKANTestApp, described: Any) -> None:
    there = {
        (path, method.lower())
        for rule in site.flask_app.url_map.iter_rules()
        if rule.rule.startswith(PREFIX)
        for path, _ in addresses(rule)
        for method in methods(rule)
    }
    told = {(path, method) for path, operations in described["paths"].items() for method in operations}
    assert told == there


def test_every_entry_of_the_tables_is_a_view(site: CKANTestApp) -> None:
    assert set(known()) <= set(site.flask_app.view_functions)


def test_every_parameter_is_explained_in_both_languages(described: Any) -> None:
    lacking = [
        (path, each["name"])
        for path, operations in described["paths"].items()
        for operation in operations.values()
        for each in operation["parameters"]
        if len([part for part in each["description"].split("\n\n") if part.strip()]) != 2
    ]
    assert lacking == []


def test_operations_have_names_of_their_own(described: Any) -> None:
    names = [one["operationId"] for each in described["paths"].values() for one in each.values()]
    assert len(names) == len(set(names))


def test_values_that_are_possible_come_from_the_table_schema(described: Any) -> None:
    taken = {each["name"]: each for each in described["paths"][f"{PREFIX}/observations"]["get"]["parameters"]}
    assert taken["sex"]["schema"]["items"]["enum"] == ["_T", "M", "F", "_U", "_Z"]
    assert taken["value_type"]["schema"]["items"]["enum"] == ["ACT", "TGT", "BSL"]
