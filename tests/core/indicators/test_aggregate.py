"""Sums over the country: the tree of each row's own day, nothing counted twice, nothing hidden told."""

from __future__ import annotations

from fractions import Fraction

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.indicators.cubes import cube, values
from dtts.errors import UsageError
from dtts.indicators.aggregate import aggregate
from dtts.indicators.combine import Rule
from dtts.indicators.rollup import roll_up
from dtts.indicators.transfers import Transfer
from dtts.indicators.yearly import yearly
from dtts.units import CURRENT_STARTS, FORMER_ENDS, Gazetteer

RULES = {"COUNT": Rule("sum"), "RATE": Rule("ratio", 100), "PEAK": Rule("max"), "MEDIAN": Rule("none")}


@pytest.fixture(scope="module")
def places() -> Gazetteer:
    return Gazetteer.load()


def of_communes(places: Gazetteer, province: str, day, **row) -> list[dict]:
    return [{"REF_AREA": unit.area_id, **row} for unit in places.communes(province, day, "province")]


def test_communes_of_before_go_up_the_tree_of_before_and_those_of_today_up_that_of_today(places):
    old = of_communes(places, "24", FORMER_ENDS, OBS_VALUE=1, TIME_PERIOD="2024")
    new = of_communes(places, "24", CURRENT_STARTS, OBS_VALUE=1, TIME_PERIOD="2026")
    made = aggregate(cube(*old, *new), places, "province", RULES)
    assert values(made, "REF_AREA", "TIME_PERIOD") == {
        ("24@pre-2025-07", "2024"): len(old),
        ("24@since-2025-07", "2026"): len(new),
    }


def test_rebased_rows_go_up_the_tree_of_their_geography(places):
    rows = of_communes(places, "24", CURRENT_STARTS, OBS_VALUE=1, TIME_PERIOD="2020", GEO_VERSION="G20250701")
    assert values(aggregate(cube(*rows), places, "province", RULES)) == {"24@since-2025-07": len(rows)}


def test_communes_and_their_province_are_not_added_to_each_other(places):
    rows = of_communes(places, "24", FORMER_ENDS, OBS_VALUE=2, TIME_PERIOD="2024")
    own = {"REF_AREA": "24@pre-2025-07", "OBS_VALUE": 999, "TIME_PERIOD": "2024"}
    assert values(aggregate(cube(*rows, own), places, "province", RULES)) == {"24@pre-2025-07": 2 * len(rows)}


def test_a_commune_without_a_figure_leaves_its_province_without_one_and_is_counted(places):
    rows = of_communes(places, "24", FORMER_ENDS, OBS_VALUE=2, TIME_PERIOD="2024")[1:]
    made = aggregate(cube(*rows), places, "province", RULES)
    assert made.select("OBS_VALUE", "COVERAGE_N", "COVERAGE_D").row(0) == (None, len(rows), len(rows) + 1)


def test_the_country_is_the_sum_of_all_provinces(places):
    rows = [
        {"REF_AREA": unit.area_id, "OBS_VALUE": 3, "TIME_PERIOD": "2026"}
        for unit in places.in_force(CURRENT_STARTS, "province")
    ]
    made = aggregate(cube(*rows), places, None, RULES)
    assert made.select("REF_AREA", "OBS_VALUE", "COVERAGE_D").row(0) == ("VN", 102, 34)


def test_sexes_are_summed_before_places(places):
    sexes = [
        row
        for sex, value in (("M", 2), ("F", 3))
        for row in of_communes(places, "24", FORMER_ENDS, SEX=sex, OBS_VALUE=value, TIME_PERIOD="2024")
    ]
    made = aggregate(cube(*sexes), places, "province", RULES, over=["SEX"])
    assert made.select("SEX", "OBS_VALUE").row(0) == ("_T", 5 * len(sexes) // 2)


def test_groups_that_overlap_are_no_parts(places):
    with pytest.raises(UsageError, match="VALUE_TYPE"):
        aggregate(cube({"OBS_VALUE": 1}), places, None, RULES, over=["VALUE_TYPE"])


def test_nothing_gives_nothing(places):
    assert aggregate(cube(), places, "province", RULES).is_empty()


@pytest.mark.parametrize(("cumulation", "value"), [("P", 7), ("K", 4), ("C", 4), ("S", 4)])
def test_a_year_is_the_sum_of_flows_and_the_end_of_stocks(cumulation, value):
    halves = cube(
        {"FREQ": "S", "TIME_PERIOD": "2024-S1", "OBS_VALUE": 3},
        {"FREQ": "S", "TIME_PERIOD": "2024-S2", "OBS_VALUE": 4},
    )
    made = yearly(halves.with_columns(CUMULATION=pl.lit(cumulation)), RULES)
    assert made.select("FREQ", "TIME_PERIOD", "OBS_VALUE").rows() == [("A", "2024", value)]


def test_a_year_without_one_of_its_halves_has_no_sum():
    half = cube({"FREQ": "S", "TIME_PERIOD": "2024-S1", "OBS_VALUE": 3})
    made = yearly(half.with_columns(CUMULATION=pl.lit("P")), RULES)
    assert made.select("OBS_VALUE", "COVERAGE_N", "COVERAGE_D").row(0) == (None, 1, 2)


cells = st.sampled_from([None, "Q", "Q", 0, 1, 3, 5, 40])
TREE = {"a": "x", "b": "x", "c": "x", "d": "y", "e": "y"}
UP = {"x": "VN", "y": "VN"}


def by_loops(rule: str, parts: list[dict]) -> tuple[float | None, str]:
    """What a whole is, by the plainest means: its value, and Q hidden, O missing or A there."""
    if any(part["OBS_STATUS"] == "Q" for part in parts):
        return None, "Q"
    if rule == "MEDIAN" or any(part["OBS_VALUE"] is None for part in parts):
        return None, "O"
    if rule == "RATE":
        over, under = (sum(Fraction(part[name]) for part in parts) for name in ("NUMERATOR", "DENOMINATOR"))
        return float(100 * over / under), "A"
    found = [Fraction(part["OBS_VALUE"]) for part in parts]
    return float(max(found) if rule == "PEAK" else sum(found)), "A"


@given(st.lists(cells, min_size=20, max_size=20))
def test_every_rule_gives_what_plain_loops_give(drawn):
    rows = [
        {
            "INDICATOR": rule,
            "REF_AREA": area,
            "OBS_VALUE": None if value in (None, "Q") else value,
            "OBS_STATUS": "Q" if value == "Q" else "O" if value is None else "A",
            **({"NUMERATOR": value, "DENOMINATOR": value + 2} if isinstance(value, int) else {}),
        }
        for (rule, area), value in zip(((r, a) for r in RULES for a in TREE), drawn, strict=True)
    ]
    made = roll_up(cube(*rows), [Transfer(*pair) for pair in TREE.items()], RULES)
    found = {
        row[:2]: row[2:] for row in made.select("INDICATOR", "REF_AREA", "OBS_VALUE", "OBS_STATUS").rows()
    }
    for rule in RULES:
        for upper in ("x", "y"):
            parts = [row for row in rows if row["INDICATOR"] == rule and TREE[row["REF_AREA"]] == upper]
            value, status = by_loops(rule, parts)
            assert found[rule, upper] == (None if value is None else pytest.approx(value), status)


@given(st.lists(st.sampled_from(["Q", "O", 1, 3, 5]), min_size=15, max_size=15))
def test_no_sum_tells_a_hidden_cell_that_its_parts_do_not_tell(drawn):
    keys = [(area, sex) for area in TREE for sex in ("M", "F", "_T")]
    cells_of = dict(zip(keys, drawn, strict=True))
    rows = [
        {
            "REF_AREA": area,
            "SEX": sex,
            "OBS_VALUE": value if isinstance(value, int) else None,
            "OBS_STATUS": value if isinstance(value, str) else "A",
        }
        for (area, sex), value in cells_of.items()
    ]
    lower = roll_up(cube(*rows), [Transfer(*pair) for pair in TREE.items()], RULES)
    upper = roll_up(
        lower.with_columns(CONF_STATUS=pl.lit("F")), [Transfer(*pair) for pair in UP.items()], RULES
    )
    known = [{key: 1} for key, value in cells_of.items() if isinstance(value, int)]
    known += [{(area, "M"): 1, (area, "F"): 1, (area, "_T"): -1} for area in TREE]
    sums = [
        {key: 1 for key in keys if place in (TREE[key[0]], UP[TREE[key[0]]]) and key[1] == sex}
        for frame in (lower, upper)
        for place, sex, value in frame.select("REF_AREA", "SEX", "OBS_VALUE").rows()
        if value is not None
    ]
    for key, value in cells_of.items():
        if value == "Q" and not tells(known, key, keys):
            assert not tells(known + sums, key, keys)


def tells(equations: list[dict], wanted: tuple, keys: list[tuple]) -> bool:
    """Whether linear equations determine one of their unknowns: Gauss over exact fractions."""
    matrix = [[Fraction(each.get(key, 0)) for key in keys] for each in equations]
    return rank([*matrix, [Fraction(key == wanted) for key in keys]]) == rank(matrix)


def rank(matrix: list[list[Fraction]]) -> int:
    rows, found = [list(row) for row in matrix], 0
    for column in range(len(rows[0]) if rows else 0):
        pivot = next((row for row in rows[found:] if row[column]), None)
        if pivot is None:
            continue
        rows.remove(pivot)
        rows.insert(found, pivot)
        for other in rows[found + 1 :]:
            factor = other[column] / pivot[column]
            other[:] = [left - factor * right for left, right in zip(other, pivot, strict=True)]
        found += 1
    return found
