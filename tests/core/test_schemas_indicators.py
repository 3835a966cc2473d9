"""Definitions of indicators agree with the observation table that holds their values and with the registers."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import pytest

from dtts import registers
from dtts.catalogue import table_schema
from dtts.indicators.definition import Definition, definitions

DEFINED = definitions()
REGISTERED = {row["code"]: row for row in registers.rows("indicators")}
UNITS = {
    "percent": "PT",
    "percentage_point_per_year": "PP",
    "percent_per_year": "PT",
    "ratio": "RATIO",
    "count": "NUM",
}


@pytest.fixture(params=DEFINED, ids=str)
def definition(request: pytest.FixtureRequest) -> Definition:
    return DEFINED[request.param]


@pytest.fixture(params=REGISTERED, ids=str)
def registered(request: pytest.FixtureRequest) -> dict[str, Any]:
    return REGISTERED[request.param]


def test_its_code_and_units_are_those_of_observations(definition: Definition):
    observation = table_schema("observation")
    assert re.search(observation.field("INDICATOR").constraints["pattern"], definition.code)
    assert definition.unit_measure in observation.field("UNIT_MEASURE").constraints["enum"]
    assert definition.unit_mult in observation.field("UNIT_MULT").constraints["enum"]


def test_rates_are_never_summed(definition: Definition):
    assert definition.rule.aggregation != "sum" or definition.unit_measure not in ("PT", "PP", "RATIO")


def test_a_rate_with_its_counts_is_a_ratio_of_them(definition: Definition):
    assert (definition.numerator is None) == (definition.denominator is None)
    if definition.numerator:
        assert definition.formula or definition.rule.aggregation == "ratio"


def test_a_code_is_defined_once_and_stays_apart_from_others_without_its_dots():
    codes = registers.register("indicator_codes")["INDICATOR"]
    assert codes.n_unique() == codes.len()
    assert set(DEFINED) == set(codes)
    assert len({one.sdmx_id for one in DEFINED.values()}) == len(DEFINED)


def test_an_indicator_of_the_register_is_defined_with_the_names_of_the_register(registered: dict[str, Any]):
    one = DEFINED[registered["code"]]
    assert one.name == {"vi": registered["name_vi"], "en": registered["name_en"]}
    assert one.group is not None and one.group["vi"] == registered["group_vi"]
    assert one.direction == registered["direction"]
    assert one.population_scope == registered["population_scope"]
    assert one.expected == tuple(filter(None, (registered["dimensions"] or "").split(";")))


def test_its_unit_is_that_of_the_register(registered: dict[str, Any]):
    one = DEFINED[registered["code"]]
    if registered["unit"] == "mixed":
        assert "unit_measure" in one.inferred
    else:
        assert one.unit_measure == UNITS[registered["unit"]]


def test_what_the_register_has_from_memory_is_no_found_definition(registered: dict[str, Any]):
    one = DEFINED[registered["code"]]
    assert one.evidence == ("remembered" if registered["provenance"] == "memory" else "found")
    assert (one.evidence_source, one.confidence) == (
        registered["provenance_note"],
        registered["provenance_confidence"],
    )


def test_every_reported_output_has_an_indicator_under_its_item_and_the_other_way_round():
    reported = {(row["item_code"], row["name_vi"]) for row in registers.rows("output_examples")}
    defined = {(one.item, one.name["vi"]) for one in DEFINED.values() if one.family == "outputs-1719"}
    assert defined == reported


def test_every_indicator_of_a_programme_is_in_the_register():
    own = ("general-statistics-office", "outputs-1719", "computed")
    others = {code for code, one in DEFINED.items() if one.family in own}
    assert set(DEFINED) - others == set(REGISTERED)


def test_what_a_definition_refers_to_is_in_the_registers(definition: Definition):
    for name, column, given in (
        ("legal_documents", "number", definition.legal_basis),
        ("agencies", "agency", [definition.owner]),
        ("population_scopes", "population_scope", [definition.population_scope]),
        ("programme_items", "code", [definition.item]),
        ("area_lists", "list_id", definition.baseline_list),
    ):
        assert absent(name, column, given) == []


def absent(register: str, column: str, given: Iterable[str | None]) -> list[str]:
    known = set(registers.register(register)[column])
    return [one for one in given if one is not None and one not in known]
