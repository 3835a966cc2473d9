"""Parts put together: missing is not zero, a hidden part hides its whole, rates are never averaged."""

from __future__ import annotations

from fractions import Fraction

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.indicators.cubes import cube, summed_by_loops, values
from dtts.errors import UsageError
from dtts.indicators.combine import Rule, combine
from dtts.indicators.rollup import roll_up, total_over
from dtts.indicators.transfers import Transfer, as_frame

SUM, RATE = {"COUNT": Rule("sum")}, {"RATE": Rule("ratio", 100)}
PAIR = [Transfer("a", "n"), Transfer("b", "n")]


def test_counts_of_whole_parts_are_added():
    made = combine(cube({"OBS_VALUE": 10}, {"REF_AREA": "b", "OBS_VALUE": 7}), PAIR, SUM)
    assert made.select("REF_AREA", "OBS_VALUE", "METHOD", "OBS_STATUS").row(0) == ("n", 17, "exact", "A")


def test_decimals_add_up_to_a_decimal():
    made = combine(cube({"OBS_VALUE": 0.1}, {"REF_AREA": "b", "OBS_VALUE": 0.2}), PAIR, SUM)
    assert made["OBS_VALUE"][0] == 0.3


@pytest.mark.parametrize(
    "second",
    [None, {"REF_AREA": "b"}, {"REF_AREA": "b", "OBS_STATUS": "M"}, {"REF_AREA": "b", "OBS_STATUS": "L"}],
)
def test_a_missing_part_is_no_zero_and_its_absence_is_counted(second):
    rows = [{"OBS_VALUE": 10}, *([second] if second else [])]
    made = combine(cube(*rows), PAIR, SUM)
    assert made.select("OBS_VALUE", "OBS_STATUS", "COVERAGE_N", "COVERAGE_D").row(0) == (None, "O", 1, 2)


def test_a_zero_is_a_value():
    made = combine(cube({"OBS_VALUE": 0}, {"REF_AREA": "b", "OBS_VALUE": 7}), PAIR, SUM)
    assert made.select("OBS_VALUE", "COVERAGE_N").row(0) == (7, 2)


@pytest.mark.parametrize("hidden", [{"OBS_STATUS": "Q"}, {"OBS_VALUE": 3, "CONF_STATUS": "C"}])
def test_a_hidden_part_hides_its_whole(hidden):
    made = combine(cube({"OBS_VALUE": 10}, {"REF_AREA": "b", **hidden}), PAIR, SUM)
    assert made.select("OBS_VALUE", "OBS_STATUS", "METHOD").row(0) == (None, "Q", "suppressed")


def test_the_weaker_figure_marks_the_sum():
    made = combine(cube({"OBS_VALUE": 10}, {"REF_AREA": "b", "OBS_VALUE": 7, "OBS_STATUS": "P"}), PAIR, SUM)
    assert made["OBS_STATUS"][0] == "P"


def test_rates_come_from_numerators_and_denominators_and_not_from_their_mean():
    rates = cube(
        {"INDICATOR": "RATE", "OBS_VALUE": 50, "NUMERATOR": 1, "DENOMINATOR": 2},
        {"INDICATOR": "RATE", "REF_AREA": "b", "OBS_VALUE": 10, "NUMERATOR": 10, "DENOMINATOR": 100},
    )
    made = combine(rates, PAIR, RATE)
    assert made["OBS_VALUE"][0] == pytest.approx(100 * 11 / 102)
    assert made.select("METHOD", "NUMERATOR", "DENOMINATOR").row(0) == ("exact", 11, 102)


def test_rounded_rates_are_weighted_marked_as_estimates_and_bounded():
    rates = cube(
        {"INDICATOR": "RATE", "OBS_VALUE": 26.4, "DENOMINATOR": 900, "DECIMALS": 1},
        {"INDICATOR": "RATE", "REF_AREA": "b", "OBS_VALUE": 10.0, "DENOMINATOR": 100, "DECIMALS": 1},
    )
    made = combine(rates, PAIR, RATE)
    assert made["OBS_VALUE"][0] == pytest.approx(24.76)
    assert made.select("METHOD", "OBS_STATUS", "BOUND").row(0) == ("estimated", "E", 0.05)


@pytest.mark.parametrize(
    ("rule", "row"),
    [
        (Rule("ratio", 100), {}),  # no denominators
        (Rule("none"), {}),
        (Rule("max"), {}),  # a maximum says nothing of an area made anew
        (Rule("sum"), {"UNIT_MEASURE": "HH"}),
        (Rule("sum"), {"UNIT_MULT": 3}),
    ],
)
def test_what_no_rule_computes_is_not_computed(rule, row):
    made = combine(cube({"OBS_VALUE": 5}, {"REF_AREA": "b", "OBS_VALUE": 7, **row}), PAIR, {"COUNT": rule})
    assert made.select("OBS_VALUE", "OBS_STATUS", "METHOD").row(0) == (None, "O", "not-computable")


def test_an_indicator_without_a_rule_is_not_computed():
    made = combine(cube({"OBS_VALUE": 5}, {"REF_AREA": "b", "OBS_VALUE": 7}), PAIR, {})
    assert made["METHOD"][0] == "not-computable"


@pytest.mark.parametrize("aggregation", ["sum", "ratio", "max", "none"])
def test_an_area_that_only_changed_its_code_keeps_its_values_whatever_they_are(aggregation):
    made = combine(cube({"OBS_VALUE": 5.25}), [Transfer("a", "n")], {"COUNT": Rule(aggregation)})
    assert made.select("REF_AREA", "OBS_VALUE", "METHOD").row(0) == ("n", 5.25, "copied")


def test_why_a_single_part_has_no_value_is_still_said():
    made = combine(cube({"OBS_STATUS": "M"}), [Transfer("a", "n")], SUM)
    assert made.select("OBS_VALUE", "OBS_STATUS", "METHOD").row(0) == (None, "M", "missing")


def test_a_divided_count_keeps_its_total_in_whole_people():
    thirds = [Transfer("a", name, Fraction(1, 3)) for name in ("x", "y", "z")]
    made = combine(cube({"OBS_VALUE": 100}), thirds, SUM)
    assert values(made) == {"x": 34, "y": 33, "z": 33}
    assert set(made["OBS_STATUS"]) == {"E"}


def test_an_amount_that_is_no_whole_number_is_divided_as_it_is():
    halves = [Transfer("a", "x", Fraction(1, 2)), Transfer("a", "y", Fraction(1, 2))]
    assert values(combine(cube({"OBS_VALUE": 2.5}), halves, SUM)) == {"x": 1.25, "y": 1.25}


def test_what_was_divided_in_a_way_that_nobody_said_is_not_computed():
    made = combine(cube({"OBS_VALUE": 100}), [Transfer("a", "x", None), Transfer("a", "y", None)], SUM)
    assert set(made["METHOD"]) == {"not-computable"}


def test_the_changes_behind_a_value_are_named():
    pair = [Transfer("a", "n", changes=("c2",)), Transfer("b", "n", changes=("c1",))]
    made = combine(cube({"OBS_VALUE": 1}, {"REF_AREA": "b", "OBS_VALUE": 2}), pair, SUM)
    assert made["CHANGES"][0].to_list() == ["c1", "c2"]


def test_sexes_add_up_to_their_total():
    sexes = cube({"SEX": "M", "OBS_VALUE": 4}, {"SEX": "F", "OBS_VALUE": 5})
    assert values(total_over(sexes, "SEX", ["M", "F"], SUM), "SEX") == {"_T": 9}


def test_up_the_tree_the_largest_part_is_the_largest():
    made = roll_up(cube({"OBS_VALUE": 4}, {"REF_AREA": "b", "OBS_VALUE": 9}), PAIR, {"COUNT": Rule("max")})
    assert made.select("OBS_VALUE", "METHOD").row(0) == (9, "exact")


@pytest.mark.parametrize(
    ("transfers", "said"),
    [
        ([Transfer("a", "x", Fraction(1, 2)), Transfer("a", "y", Fraction(1, 3))], "add up to 5/6"),
        ([Transfer("a", "x", Fraction(1, 2)), Transfer("a", "x", Fraction(1, 2))], "twice"),
    ],
)
def test_shares_that_cannot_be_are_a_fault_in_use(transfers, said):
    with pytest.raises(UsageError, match=said):
        as_frame(transfers)


def test_a_column_that_is_no_dimension_is_a_fault_in_use():
    with pytest.raises(UsageError, match="OBS_VALUE"):
        combine(cube({"OBS_VALUE": 1}), PAIR, SUM, dimension="OBS_VALUE")


cells = st.sampled_from([None, "Q", 0, 1, 2, 7, 1000, 0.5])


@given(
    st.lists(cells, min_size=24, max_size=24),
    st.lists(st.sampled_from(["x", "y", "z"]), min_size=4, max_size=4),
    st.integers(0, 23),
)
def test_sums_up_a_tree_are_those_of_plain_loops(drawn, parents, dropped):
    keys = [(area, sex, period) for area in "abcd" for sex in ("_T", "M", "F") for period in ("2020", "2021")]
    rows = [
        {
            "REF_AREA": area,
            "SEX": sex,
            "TIME_PERIOD": period,
            "OBS_VALUE": None if value == "Q" else value,
            "OBS_STATUS": "Q" if value == "Q" else "A",
        }
        for number, ((area, sex, period), value) in enumerate(zip(keys, drawn, strict=True))
        if number != dropped
    ]
    tree = dict(zip("abcd", parents, strict=True))
    frame = cube(*rows)
    made = roll_up(frame, [Transfer(*pair) for pair in tree.items()], SUM)
    columns = ("REF_AREA", "SEX", "TIME_PERIOD", "OBS_VALUE", "OBS_STATUS", "COVERAGE_N")
    found = {row[:3]: row[3:] for row in made.select(columns).rows()}
    assert found == summed_by_loops(frame, tree)


@given(st.permutations(range(6)))
def test_the_order_of_rows_changes_nothing(order):
    frame = cube(*({"REF_AREA": area, "OBS_VALUE": number} for number, area in enumerate("abcdef")))
    tree = [Transfer(area, "n" if area < "d" else "m") for area in "abcdef"]
    shuffled = frame[list(order)]
    assert combine(shuffled, tree, SUM).equals(combine(frame, tree, SUM))


def test_an_empty_cube_gives_an_empty_one():
    assert combine(cube(), PAIR, SUM).is_empty()
    assert isinstance(combine(cube(), PAIR, SUM), pl.DataFrame)
