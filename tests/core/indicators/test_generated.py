"""The observations that benches draw are like those that people send, and say that nobody did."""

from __future__ import annotations

import polars as pl
import pytest

from bench.observing.generated import MARK, generate
from dtts.indicators.combine.parts import KEY
from dtts.indicators.definition import definitions


@pytest.fixture(scope="module")
def drawn() -> pl.DataFrame:
    return generate(20_000)


def test_as_many_as_asked_for_and_no_key_twice(drawn):
    assert (drawn.height, drawn.select(KEY).n_unique()) == (20_000, 20_000)


def test_all_of_them_are_marked_as_demonstration(drawn):
    assert drawn["SOURCE"].unique().to_list() == [MARK]


def test_a_value_is_there_unless_it_is_missing_or_withheld(drawn):
    without = drawn.filter(pl.col("OBS_STATUS").is_in(("O", "Q")))
    assert without.height > 0
    assert drawn.filter(pl.col("OBS_VALUE").is_null()).equals(without)


def test_indicators_are_defined(drawn):
    assert set(drawn["INDICATOR"]) <= set(definitions())
