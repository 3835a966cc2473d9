"""1,000 random reorganisations: what must hold of every series across a change of places."""

from __future__ import annotations

import os
from fractions import Fraction

import polars as pl
import pytest

from core.indicators.cubes import cube, values
from core.indicators.reorganisations import SEXES, Case, case, country, together
from dtts.indicators.combine import Rule
from dtts.indicators.rebase import rebase, weighted_by
from dtts.indicators.rollup import roll_up, total_over
from dtts.indicators.transfers import Transfer, compose

RULES = {"COUNT": Rule("sum"), "RATE": Rule("ratio", 100)}
CASES = int(os.environ.get("DTTS_REORGANISATIONS", "1000"))
CELL = ("REF_AREA", "SEX", "TIME_PERIOD")


@pytest.fixture(scope="module")
def cases() -> list[Case]:
    return [case(number) for number in range(CASES)]


@pytest.fixture(scope="module")
def all_cases(cases) -> Case:
    return together(cases)


@pytest.fixture(scope="module")
def full(all_cases) -> pl.DataFrame:
    return without_gaps(all_cases.counts)


def test_successors_add_up_to_their_predecessors_in_every_cell(all_cases, full):
    assert totals(moved(full, all_cases)) == totals(full)


def test_the_national_total_does_not_change(all_cases, full):
    made = as_reported(moved(full, all_cases))
    before, after = (roll_up(each, to_the_country(each), RULES) for each in (full, made))
    assert values(before, *CELL) == values(after, *CELL)


def test_a_rate_lies_between_those_of_its_parts(all_cases):
    rate, parts = values(all_cases.rates), predecessors(all_cases)
    for area, value in values(moved(all_cases.rates, all_cases)).items():
        of_parts = [rate[old] for old in parts[area]]
        assert min(of_parts) - 1e-9 <= value <= max(of_parts) + 1e-9


def test_no_change_changes_nothing(all_cases):
    same = [Transfer(area, area) for area in all_cases.areas]
    made = rebase(all_cases.counts, same, RULES, "G20250701").sort(CELL)
    columns = [*CELL, "OBS_VALUE", "OBS_STATUS"]
    assert made.select(columns).equals(all_cases.counts.sort(CELL).select(columns))
    assert set(made["COMPARABILITY"].drop_nulls()) == {"FULL"}


def test_two_changes_in_turn_are_their_composition(cases):
    whole = together([each for each in cases if each.is_whole])
    in_turn = rebase(as_reported(moved(whole.counts, whole)), whole.second, RULES, "G2")
    at_once = rebase(whole.counts, compose(whole.first, whole.second), RULES, "G2")
    assert in_turn.select(*CELL, "OBS_VALUE").equals(at_once.select(*CELL, "OBS_VALUE"))


def test_shares_in_turn_are_the_shares_of_the_composition(all_cases):
    shares: dict[str, Fraction] = {}
    for one in compose(all_cases.first, all_cases.second):
        shares[one.old] = shares.get(one.old, Fraction(0)) + one.share
    assert shares == dict.fromkeys(all_cases.areas, 1)


def test_a_total_of_whole_areas_stays_the_sum_of_its_parts(all_cases, full):
    made = as_reported(moved(full, all_cases))
    divided = {link.new for link in all_cases.first if link.share != 1}
    parts = values(total_over(made.filter(pl.col("SEX") != "_T"), "SEX", SEXES, RULES), *CELL)
    for key, total in values(made.filter(pl.col("SEX") == "_T"), *CELL).items():
        # Whole people of divided areas are rounded cell by cell: less than one for each part and sex.
        assert abs(parts[key] - total) <= (8 * len(SEXES) if key[0] in divided else 0)


def test_a_cell_with_a_missing_part_is_never_a_partial_sum(all_cases):
    known = {key for key, value in values(all_cases.counts, *CELL).items() if value is not None}
    parts = predecessors(all_cases)
    for row in moved(all_cases.counts, all_cases).iter_rows(named=True):
        olds = parts[row["REF_AREA"]]
        present = sum((old, row["SEX"], row["TIME_PERIOD"]) in known for old in olds)
        assert (row["COVERAGE_N"], row["COVERAGE_D"]) == (present, len(olds))
        assert (row["OBS_VALUE"] is None) == (present < len(olds))


def test_what_is_hidden_stays_hidden(all_cases):
    hidden = set(all_cases.counts.filter(pl.col("OBS_STATUS") == "Q").select(CELL).rows())
    parts = predecessors(all_cases)
    for row in moved(all_cases.counts, all_cases).iter_rows(named=True):
        covers = any((old, row["SEX"], row["TIME_PERIOD"]) in hidden for old in parts[row["REF_AREA"]])
        assert (row["OBS_STATUS"] == "Q") == covers


def test_divided_areas_are_marked_as_estimates_and_whole_ones_are_not(all_cases, full):
    divided = {link.new for link in all_cases.first if link.share != 1}
    marks = moved(full, all_cases).select("REF_AREA", "COMPARABILITY").unique().rows()
    assert {area for area, mark in marks if mark == "REBASED_EST"} == divided


def test_targets_are_not_handed_on():
    target = cube({"OBS_VALUE": 100, "VALUE_TYPE": "TGT"})
    assert rebase(target, [Transfer("a", "n")], RULES, "G20250701").is_empty()


def test_derived_rows_are_not_derived_from_again():
    derived = cube({"OBS_VALUE": 100, "GEO_VERSION": "G20250701"})
    assert rebase(derived, [Transfer("a", "n")], RULES, "G20250701").is_empty()


def test_a_rate_without_denominators_takes_those_of_the_series_that_weighs_it():
    rates = cube(
        {"INDICATOR": "RATE", "OBS_VALUE": 20, "DECIMALS": 1},
        {"INDICATOR": "RATE", "REF_AREA": "b", "OBS_VALUE": 10, "DECIMALS": 1},
    )
    people = cube({"OBS_VALUE": 1, "UNIT_MULT": 3}, {"REF_AREA": "b", "OBS_VALUE": 3000})
    weighted = weighted_by(rates, people, {"RATE": "COUNT"})
    made = rebase(weighted, [Transfer("a", "n"), Transfer("b", "n")], RULES, "G20250701")
    assert made.select("OBS_VALUE", "COMPARABILITY", "OBS_STATUS").row(0) == (12.5, "REBASED_EST", "E")


def test_ways_that_part_and_meet_again_are_one_way():
    first = [Transfer("a", "x", Fraction(1, 4)), Transfer("a", "y", Fraction(3, 4))]
    second = [Transfer("x", "n"), Transfer("y", "n")]
    assert [(one.new, one.share) for one in compose(first, second)] == [("n", 1)]


def moved(frame: pl.DataFrame, each: Case) -> pl.DataFrame:
    return rebase(frame, each.first, RULES, "G1")


def as_reported(frame: pl.DataFrame) -> pl.DataFrame:
    return frame.with_columns(GEO_VERSION=pl.lit("ASREP"), CONF_STATUS=pl.lit("F"))


def to_the_country(frame: pl.DataFrame) -> list[Transfer]:
    return [Transfer(area, country(area)) for area in sorted(set(frame["REF_AREA"]))]


def predecessors(each: Case) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for link in each.first:
        found.setdefault(link.new, []).append(link.old)
    return found


def totals(frame: pl.DataFrame) -> dict[tuple[str, str, str], float]:
    """Sums by reorganisation, sex and period."""
    found: dict[tuple[str, str, str], float] = {}
    for area, sex, period, value in frame.select(*CELL, "OBS_VALUE").rows():
        key = (country(area), sex, period)
        found[key] = found.get(key, 0) + value
    return found


def without_gaps(counts: pl.DataFrame) -> pl.DataFrame:
    """The counts with every gap filled, totals included."""
    parts = counts.filter(pl.col("SEX") != "_T").with_columns(
        OBS_VALUE=pl.col("OBS_VALUE").fill_null(11), OBS_STATUS=pl.lit("A")
    )
    sums = parts.group_by("REF_AREA", "TIME_PERIOD").agg(pl.col("OBS_VALUE").sum().alias("total"))
    total = counts.filter(pl.col("SEX") == "_T").join(sums, on=["REF_AREA", "TIME_PERIOD"])
    filled = total.with_columns(OBS_VALUE=pl.col("total"), OBS_STATUS=pl.lit("A")).drop("total")
    return pl.concat([parts, filled])
