"""Definitions of indicators agree with the observation table that holds their values."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import pytest

from dtts import registers
from dtts.catalogue import indicators, table_schema

DEFINED = indicators()


@pytest.fixture(params=DEFINED, ids=str)
def definition(request: pytest.FixtureRequest) -> Mapping[str, Any]:
    return DEFINED[request.param]


def test_an_indicator_speaks_both_languages(definition: Mapping[str, Any]):
    for text in (definition["name"], definition["definition"]):
        assert text["vi"].strip() and text["en"].strip()


def test_its_code_and_units_are_those_of_observations(definition: Mapping[str, Any]):
    observation = table_schema("observation")
    assert re.search(observation.field("INDICATOR").constraints["pattern"], definition["code"])
    assert definition["unit_measure"] in observation.field("UNIT_MEASURE").constraints["enum"]
    assert definition["unit_mult"] in observation.field("UNIT_MULT").constraints["enum"]


def test_rates_are_never_summed(definition: Mapping[str, Any]):
    assert definition["aggregation"] in ("sum", "ratio", "none")
    assert definition["aggregation"] != "sum" or definition["unit_measure"] not in ("PT", "PP", "RATIO")


def test_a_code_is_defined_once():
    codes = registers.register("indicator_codes")["INDICATOR"]
    assert codes.n_unique() == codes.len()
    assert set(DEFINED) < set(codes)
