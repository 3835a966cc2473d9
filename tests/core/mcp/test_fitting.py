"""Answers to assistants are bounded in length, and a cut says what it left out."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from ckanext.dtts.mcp.fitting import fit

TEXT = st.text(max_size=400)
ROWS = st.lists(
    st.dictionaries(TEXT, TEXT | st.integers() | st.lists(TEXT, max_size=50), max_size=6), max_size=60
)


@given(ROWS, st.integers(min_value=300, max_value=5_000))
def test_no_answer_is_longer_than_its_bound_and_rows_are_taken_from_the_end(rows, most):
    text = fit({"citation": "A", "results": rows}, most)
    told = json.loads(text)
    assert len(text) <= most
    assert (told["total"], told["shown"]) == (len(rows), len(told["results"]))
    if told["shown"] > 1:
        assert told["results"] == rows[: told["shown"]]


def test_what_fits_is_left_as_it_is():
    told = json.loads(fit({"results": [{"a": 1}, {"a": 2}]}))
    assert told == {"results": [{"a": 1}, {"a": 2}], "total": 2, "shown": 2}


def test_the_total_of_a_page_is_kept():
    assert json.loads(fit({"total": 900, "results": [{"a": 1}]}))["total"] == 900


def test_one_long_series_keeps_its_newest_values_and_says_so():
    points = [{"TIME_PERIOD": str(year), "words": "x" * 100} for year in range(1900, 2100)]
    told = json.loads(fit({"results": [{"points": points}]}, 3_000))
    kept = told["results"][0]["points"]
    assert kept == points[-len(kept) :]
    assert told["results"][0]["points_shown"] == f"{len(kept)} newest"
