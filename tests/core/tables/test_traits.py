"""What bytes tell of all cells at once is never more than what a look at each cell tells."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dtts.tables.clean import INVISIBLE, UNSETTLED, cleaned
from dtts.tables.traits import UNKNOWN, traits_of

CELL = st.text(
    st.one_of(
        st.sampled_from("aĐđờữ  \t\u0301\u00a0\u00ad\u200b\u2028\ufeff\u3000\x07\x0b\x7f\x85\u1680Ω"),
        st.characters(exclude_categories=["Cs"], exclude_characters="\n\r\0"),
    ),
    max_size=4,
)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.lists(CELL, min_size=2, max_size=2), min_size=1, max_size=3))
def test_nothing_that_a_cell_holds_is_overlooked(rows):
    traits = traits_of("\n".join(";".join(row) for row in rows).encode())
    frame = pl.DataFrame(rows, schema={"a": pl.String, "b": pl.String}, orient="row")
    cells = pl.concat([frame["a"], frame["b"]])
    assert cleaned(frame, traits).equals(cleaned(frame, UNKNOWN))
    assert not (traits.settled and cells.str.contains(UNSETTLED).any())
    assert not (traits.visible and cells.str.contains(INVISIBLE).any())


@pytest.mark.parametrize("text", ["07210;Đa Mai;1,5\n", "Phường Ngọc Thiện\r\n", "xã Ỷ La"])
def test_plain_vietnamese_is_known_to_need_nothing_but_a_look_at_its_blanks(text):
    traits = traits_of(text.encode())
    assert (traits.settled, traits.visible, set(traits.blanks or "") <= set(" \r")) == (True, True, True)
