"""Columns of plain numbers are read by a short way, which never takes what the long way would not."""

from __future__ import annotations

from unittest import mock

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.builders import field, make_schema
from dtts.checks.types import PARSERS, numbers
from dtts.checks.types.column import Raw
from dtts.checks.types.evidence import Evidence

SCHEMA = make_schema(field("n", "number"), field("i", "integer"))
FORMED = st.from_regex(r"[+-]?[0-9]{0,4}([.,][0-9]{0,4}){0,2}([eE][+-]?[0-9]{1,3})?", fullmatch=True)
TEXTS = st.one_of(
    st.none(),
    FORMED,
    st.text("0123456789+-.,eE_ '", min_size=1, max_size=18),
    st.sampled_from(
        ["inf", "-inf", "nan", "NaN", "Infinity", "1_000", "0x10", "１２", "٣", "1e999", "1d5", "true"]
    ),
)
ABOVE = st.sampled_from([Evidence(), Evidence(point=3), Evidence(comma=2), Evidence(point=1, comma=2)])


@settings(max_examples=400, deadline=None)
@given(
    st.sampled_from(["n", "i"]),
    st.lists(TEXTS, min_size=1, max_size=3),
    ABOVE,
    st.sampled_from([None, ".", ","]),
)
def test_the_short_way_gives_what_the_long_way_gives(name, cells, above, decimal):
    raw = Raw(SCHEMA.field(name), pl.Series(cells, dtype=pl.String), None, decimal, above)
    with (
        mock.patch.object(numbers, "quick_number", lambda raw: None),
        mock.patch.object(numbers, "quick_integer", lambda raw: None),
    ):
        long = read(raw)
    assert read(raw) == long


def read(raw: Raw) -> object:
    typed = PARSERS[raw.field.type](raw)
    found = [(one.rule, one.mask.to_list()) for one in typed.found if one.mask.any()]
    return typed.values.to_list(), found, typed.shown, typed.verdict


@pytest.mark.parametrize("cells", [["1.5", "2"], ["7", "12.345", "0.25"], ["1e3"], ["5", None]])
def test_plain_numbers_go_the_short_way(cells, monkeypatch):
    monkeypatch.setattr(numbers, "_style", lambda raw: pytest.fail("the long way was taken"))
    raw = Raw(SCHEMA.field("n"), pl.Series(cells, dtype=pl.String))
    assert PARSERS["number"](raw).values.to_list() == [cell and float(cell) for cell in cells]
