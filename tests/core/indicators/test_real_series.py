"""Series that the statistics office published by 63 provinces, as series of the 34 of today."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from dtts.catalogue import schemas_path, table_schema
from dtts.checks import check_table
from dtts.indicators.definition import definitions, rules, weights
from dtts.indicators.rebase import rebase, weighted_by
from dtts.indicators.transfers import between
from dtts.indicators.words import explain
from dtts.tables import read_table
from dtts.tidy import load_recipe, tidy
from dtts.units import Gazetteer

OFFICE = schemas_path() / "samples" / "general-statistics-office"
FORMER, TODAY = date(2025, 6, 30), date(2025, 7, 1)
QUANG_NGAI, BAC_NINH = "51@since-2025-07", "24@since-2025-07"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("series")


def series(folder: Path, name: str) -> pl.DataFrame:
    """A shipped export, made a table by its recipe and checked."""
    made = folder / f"{name}.csv"
    tidy(OFFICE / f"{name}.csv", load_recipe(OFFICE / f"{name}.recipe.yaml"), made)
    schema = table_schema("observation")
    frame = check_table(read_table(made, filename=made.name, schema=schema), schema).frame
    assert frame is not None
    return frame


def today(observations: pl.DataFrame, weighed_by: pl.DataFrame | None = None) -> pl.DataFrame:
    if weighed_by is not None:
        observations = weighted_by(observations, weighed_by, weights())
    transfers = between(Gazetteer.load(), FORMER, TODAY, "province")
    return rebase(observations, transfers, rules(), "G20250701")


def by_year(frame: pl.DataFrame, indicator: str, area: str) -> dict[str, dict[str, Any]]:
    rows = frame.filter((pl.col("INDICATOR") == indicator) & (pl.col("REF_AREA") == area))
    return {row["TIME_PERIOD"]: row for row in rows.iter_rows(named=True)}


def test_pupils_of_quang_ngai_and_kon_tum_add_up_exactly(folder):
    pupils = by_year(today(series(folder, "ethnic-minority-pupils-by-province")), "GSO_EM_PUPILS", QUANG_NGAI)
    assert (pupils["2006"]["OBS_VALUE"], pupils["2016"]["OBS_VALUE"]) == (88_176, 101_673)
    assert {row["COMPARABILITY"] for year, row in pupils.items() if year >= "2006"} == {"REBASED_EXACT"}


@pytest.mark.parametrize("year", ["2004", "2005"])
def test_where_one_of_two_provinces_has_no_figure_there_is_no_sum(folder, year):
    pupils = by_year(today(series(folder, "ethnic-minority-pupils-by-province")), "GSO_EM_PUPILS", QUANG_NGAI)
    row = pupils[year]
    assert (row["OBS_VALUE"], row["OBS_STATUS"], row["COVERAGE_N"], row["COVERAGE_D"]) == (None, "O", 1, 2)


def test_a_province_that_the_source_does_not_name_leaves_the_whole_series_blank(folder):
    pupils = by_year(today(series(folder, "ethnic-minority-pupils-by-province")), "GSO_EM_PUPILS", BAC_NINH)
    assert len(pupils) == 13
    assert {(row["OBS_VALUE"], row["COVERAGE_N"], row["COVERAGE_D"]) for row in pupils.values()} == {
        (None, 1, 2)
    }


def test_poverty_rates_are_weighted_by_people_where_these_are_known(folder):
    rates = today(series(folder, "poverty-rate-by-province"), series(folder, "population-by-province"))
    found = by_year(rates, "GSO_POVERTY_RATE", QUANG_NGAI)
    known = {year for year, row in found.items() if row["OBS_VALUE"] is not None}
    assert known == {year for year in found if year >= "2011"}
    # By hand: Quảng Ngãi 12.9 % of 1,241.4 thousand people in 2014, Kon Tum 16.7 % of 484.2 thousand.
    mean = by_hand(folder, "2014")
    assert found["2014"]["OBS_VALUE"] == pytest.approx(mean)
    assert (found["2014"]["OBS_STATUS"], found["2014"]["COMPARABILITY"], found["2014"]["BOUND"]) == (
        "E",
        "REBASED_EST",
        0.05,
    )


@pytest.mark.parametrize("year", ["2006", "2008", "2010"])
def test_poverty_rates_without_people_are_not_comparable(folder, year):
    rates = today(series(folder, "poverty-rate-by-province"), series(folder, "population-by-province"))
    row = by_year(rates, "GSO_POVERTY_RATE", QUANG_NGAI)[year]
    assert (row["OBS_VALUE"], row["COMPARABILITY"]) == (None, "NOT_COMP")


def test_literacy_for_which_no_weight_is_declared_is_never_averaged(folder):
    rates = by_year(today(series(folder, "literacy-rate-by-province")), "GSO_LITERACY_15", QUANG_NGAI)
    assert {(row["OBS_VALUE"], row["METHOD"]) for row in rates.values()} == {(None, "not-computable")}


def test_a_province_that_was_not_merged_keeps_its_series_whatever_it_is(folder):
    rates = today(series(folder, "literacy-rate-by-province"))
    cao_bang = by_year(rates, "GSO_LITERACY_15", "04@since-2025-07")
    assert {row["COMPARABILITY"] for row in cao_bang.values()} == {"FULL"}
    assert all(row["OBS_VALUE"] is not None for row in cao_bang.values())


def test_people_of_all_provinces_stay_the_people_of_the_country(folder):
    people = series(folder, "population-by-province").filter(pl.col("INDICATOR") == "GSO_POPULATION")
    provinces = people.filter(pl.col("REF_AREA") != "VN")
    assert today(people)["OBS_VALUE"].sum() == pytest.approx(provinces["OBS_VALUE"].sum())


def test_the_sentence_under_a_value_says_what_was_done(folder):
    names = ["Quảng Ngãi", "Kon Tum"]
    pupils = by_year(today(series(folder, "ethnic-minority-pupils-by-province")), "GSO_EM_PUPILS", QUANG_NGAI)
    assert explain(pupils["2006"], names) == {
        "vi": "Tính đúng từ số của các đơn vị cũ: Quảng Ngãi, Kon Tum.",
        "en": "Computed exactly from the figures of the former units: Quảng Ngãi, Kon Tum.",
    }
    assert "1 trên 2 đơn vị cũ" in explain(pupils["2004"], names)["vi"]


def test_every_weight_is_an_indicator_of_the_portal():
    assert set(weights().values()) <= set(definitions())


def by_hand(folder: Path, year: str) -> float:
    """The mean of the two raw rates, weighted by the two raw populations, cut from the raw lines."""
    rates, people = (
        (OFFICE / f"{name}.csv").read_text(encoding="latin-1").splitlines()
        for name in ("poverty-rate-by-province", "population-by-province")
    )
    pairs = [
        (cell(rates, place, year), cell(people, place, f"{year} Average"))
        for place in ("Quang  Ngai", "Kon Tum")
    ]
    return sum(rate * weight for rate, weight in pairs) / sum(weight for _, weight in pairs)


def cell(lines: list[str], place: str, heading: str) -> float:
    headings = lines[2].replace('"', "").split(";")
    column = next(index for index, text in enumerate(headings) if text.startswith(heading))
    wanted = " ".join(place.split())
    row = next(line for line in lines if " ".join(line.split(";")[0].strip('"').split()) == wanted)
    return float(row.split(";")[column])
