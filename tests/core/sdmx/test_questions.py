"""Keys, filters and parameters of a question, and which observations they leave."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.sdmx.observed import Row, in_order, odd, real
from dtts.sdmx.artefacts import Dataflow
from dtts.sdmx.catalogue import Structures
from dtts.sdmx.layout import FLAT
from dtts.sdmx.query.filters import read_filter
from dtts.sdmx.query.parameters import pairs
from dtts.sdmx.query.problem import NOT_OFFERED, SEMANTIC, SYNTAX, Refused
from dtts.sdmx.query.question import Question, read_question
from dtts.sdmx.selection import selected

QUANG_NGAI = "51@since-2025-07"


def question(known: Structures, key: str = "*", query: str = "", flow: str = "DF_INDICATORS") -> Question:
    return read_question(known.dataflows[flow], key, pairs(query), known.codelists)


def store_order(rows: list[Row]) -> list[Row]:
    """Rows as the store gives them: frequency last."""
    names = ("INDICATOR", "REF_AREA", "GEO_VERSION", "SEX", "ETHNIC_GROUP", "COMMUNE_REGION", "VALUE_TYPE")
    return sorted(rows, key=lambda row: [str(row[name]) for name in (*names, "TIME_PERIOD", "FREQ")])


def answer(known: Structures, key: str = "*", query: str = "", flow: str = "DF_INDICATORS") -> list[Row]:
    rows = store_order([*real(), *odd()])
    return list(selected(rows, question(known, key, query, flow)))


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("*", lambda row: True),
        ("all", lambda row: True),
        (f"A.GSO_EM_PUPILS.{QUANG_NGAI}", lambda row: _is(row, "A", "GSO_EM_PUPILS", QUANG_NGAI)),
        (f"..{QUANG_NGAI}.....TGT", lambda row: row["REF_AREA"] == QUANG_NGAI and row["VALUE_TYPE"] == "TGT"),
        (f"*.*.{QUANG_NGAI}.ASREP.M+F", lambda row: row["GEO_VERSION"] == "ASREP" and row["SEX"] in "MF"),
        ("S,*.GSO_POVERTY_RATE", lambda row: row["FREQ"] == "S" or row["INDICATOR"] == "GSO_POVERTY_RATE"),
    ],
)
def test_a_key_takes_what_it_names(known: Structures, key: str, expected: Any) -> None:
    found = answer(known, key)
    assert found
    assert in_order(found) == in_order([row for row in [*real(), *odd()] if expected(row)])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("c[TIME_PERIOD]=ge:2010+le:2011", lambda row: row["TIME_PERIOD"] in ("2010", "2011")),
        ("c[TIME_PERIOD]=ge:2010-01-01T00:00:00+07:00+le:2010-12-31", lambda row: row["TIME_PERIOD"] == "2010"),
        ("c[TIME_PERIOD]=2010,2016", lambda row: row["TIME_PERIOD"] in ("2010", "2016")),
        ("c[TIME_PERIOD]=lt:2005,gt:2015", lambda row: not "2005" <= row["TIME_PERIOD"] <= "2015"),
        ("c[TIME_PERIOD]=ge:2026-01+le:2026-06", lambda row: row["TIME_PERIOD"] == "2026-S1"),
        ("startPeriod=2010&endPeriod=2011", lambda row: row["TIME_PERIOD"] in ("2010", "2011")),
        ("c[REF_AREA]=sw:51", lambda row: row["REF_AREA"].startswith("51")),
        ("c[REF_AREA]=ew:@since-2025-07+ne:51@since-2025-07", lambda row: _since(row) and not _here(row)),
        ("c[INDICATOR]=co:PUPILS+nc:PRIMARY", lambda row: "PUPILS" in row["INDICATOR"] and "PRIMARY" not in row["INDICATOR"]),
        ("c[OBS_VALUE]=gt:1000000", lambda row: (row["OBS_VALUE"] or 0) > 1_000_000),
        ("c[OBS_STATUS]=O", lambda row: row["OBS_STATUS"] == "O"),
        ("c[METHOD]=ne:exact", lambda row: row["METHOD"] != "exact"),
        ("c[SEX]=F&c[DEMO]=true", lambda row: row["SEX"] == "F" and row["DEMO"]),
        ("c[RELEASED]=2026-01-31T08:00:00Z&c[SEX]=F", lambda row: row["SEX"] == "F"),
        ("c%5BSEX%5D=F", lambda row: row["SEX"] == "F"),
        ("c[GEO_VERSION]=G20240101", lambda row: row["GEO_VERSION"] == "G20240101"),
    ],
)  # fmt: skip
def test_a_filter_leaves_what_it_says(known: Structures, text: str, expected: Any) -> None:
    assert in_order(answer(known, query=text)) == in_order(
        [row for row in [*real(), *odd()] if expected(row)]
    )


@pytest.mark.parametrize(("flow", "types"), [("DF_RESULTS", {"ACT"}), ("DF_TARGETS", {"TGT"})])
def test_a_dataflow_keeps_to_its_own_values(known: Structures, flow: str, types: set[str]) -> None:
    assert {row["VALUE_TYPE"] for row in answer(known, flow=flow)} == types


@pytest.mark.parametrize(
    ("query", "years"),
    [
        ("firstNObservations=2", ["2004", "2005"]),
        ("lastNObservations=2", ["2015", "2016"]),
        ("firstNObservations=1&lastNObservations=1", ["2004", "2016"]),
        ("lastNObservations=1&c[TIME_PERIOD]=le:2010", ["2010"]),
        ("offset=11", ["2015", "2016"]),
        ("offset=1&limit=2", ["2005", "2006"]),
    ],
)
def test_a_series_is_cut_to_what_is_asked_for(known: Structures, query: str, years: list[str]) -> None:
    found = answer(known, f"A.GSO_EM_PUPILS.{QUANG_NGAI}.G20250701", query)
    assert [row["TIME_PERIOD"] for row in found] == years


def test_half_years_and_years_are_series_of_their_own(known: Structures) -> None:
    found = answer(known, f"*.GSO_EM_PUPILS.{QUANG_NGAI}.ASREP._T._T._T.ACT", "lastNObservations=1")
    assert [row["TIME_PERIOD"] for row in found] == ["2029", "2026-S1"]


def test_another_dimension_gathers_its_own_series(known: Structures) -> None:
    found = answer(known, "A.GSO_EM_PUPILS", "dimensionAtObservation=REF_AREA&c[TIME_PERIOD]=ge:2015+le:2016")
    years = [row["TIME_PERIOD"] for row in found if row["GEO_VERSION"] == "G20250701"]
    assert len(found) > 60
    assert years == sorted(years)


def test_of_values_with_one_key_the_last_release_stands_and_names_the_others(known: Structures) -> None:
    first, *_ = [row for row in odd() if row["TIME_PERIOD"] == "2027"]
    later = {**first, "OBS_VALUE": 1.0, "RELEASED": "2026-03-01T00:00:00Z", "TABLE": "sau"}
    derived = {**first, "METHOD": "exact", "RELEASED": "2026-04-01T00:00:00Z", "TABLE": "tinh"}
    (found,) = selected([derived, first, later], question(known))
    assert (found["OBS_VALUE"], found["TABLE"]) == (1.0, "sau")
    assert set(found["ALSO_IN"].split("; ")) == {"thu/bang", "thu/tinh"}


def test_what_was_released_since_is_told_again_rather_than_missed(known: Structures) -> None:
    assert answer(known, query="updatedAfter=2026-01-31T15:00:00+07:00")
    assert not answer(known, query="updatedAfter=2026-01-31T15:00:01+07:00")


def test_the_store_is_asked_for_no_more_than_it_must(known: Structures) -> None:
    asked = question(known, f"A+S..{QUANG_NGAI}", "c[SEX]=F,M&c[TIME_PERIOD]=ge:2010-S2+lt:2016-03")
    assert asked.allowed(known.codelists) == {
        "FREQ": {"A", "S"},
        "REF_AREA": {QUANG_NGAI},
        "SEX": {"F", "M"},
    }
    assert asked.years() == ("2010", "2016")


def test_moments_are_read_with_their_zones(known: Structures) -> None:
    asked = question(known, query="asOf=2026-06-30T12:00:00%2B07:00&updatedAfter=2026-01-01")
    assert asked.as_of == datetime(2026, 6, 30, 5, tzinfo=timezone.utc)
    assert asked.updated_after == datetime(2026, 1, 1, tzinfo=timezone.utc)


def test_attributes_and_measures_can_be_left_out(known: Structures) -> None:
    layout = question(known, query="attributes=UNIT_MEASURE,OBS_STATUS&measures=none").layout
    assert [one.id for one in layout.attributes] == ["UNIT_MEASURE", "OBS_STATUS"]
    assert layout.measures == ()
    assert question(known, query="attributes=none&dimensionAtObservation=AllDimensions").layout.at == FLAT


@pytest.mark.parametrize(
    ("key", "query", "code", "said"),
    [
        ("A.NONE", "", SEMANTIC, "INDICATOR"),
        ("A.B.C.D.E.F.G.H.I", "", SYNTAX, "COMMUNE_REGION"),
        ("*", "c[COLOUR]=red", SEMANTIC, "REF_AREA"),
        ("*", "c[SEX]=is:F", SYNTAX, "sw"),
        ("*", "c[SEX]=like:F", SEMANTIC, "_T"),
        ("*", "c[SEX]=ne:", SYNTAX, "SEX"),
        ("*", "c[SEX]=F&c[SEX]=M", SYNTAX, "c[SEX]"),
        ("*", "c[OBS_VALUE]=gt:1,5x", SYNTAX, "OBS_VALUE"),
        ("*", "c[TIME_PERIOD]=ge:quý 3", SYNTAX, "2025-Q3"),
        ("*", "c[TIME_PERIOD]=2016&startPeriod=2010", SYNTAX, "startPeriod"),
        ("*", "firstNObservations=0", SYNTAX, "1"),
        ("*", "limit=-1", SYNTAX, "limit"),
        ("*", "offset=x", SYNTAX, "offset"),
        ("*", "limit=1&limit=2", SYNTAX, "limit"),
        ("*", "lastObservations=1", SEMANTIC, "lastNObservations"),
        ("*", "dimensionAtObservation=YEAR", SEMANTIC, "TIME_PERIOD"),
        ("*", "attributes=UNIT", SEMANTIC, "UNIT_MEASURE"),
        ("*", "asOf=yesterday", SYNTAX, "2026-06-30"),
        ("*", "asOf=2026-01-01&updatedAfter=2026-02-01", SYNTAX, "updatedAfter"),
        ("*", "includeHistory=true", NOT_OFFERED, "false"),
        ("*", "sort=OBS_VALUE", NOT_OFFERED, "*"),
        ("*", "mode=available", NOT_OFFERED, "exact"),
    ],
)
def test_what_cannot_be_read_is_refused_in_both_languages_with_what_can(
    known: Structures, key: str, query: str, code: int, said: str
) -> None:
    with pytest.raises(Refused) as caught:
        question(known, key, query)
    assert caught.value.problem.code == code
    assert said in caught.value.problem.vi
    assert said in caught.value.problem.en


@given(
    st.lists(st.tuples(st.sampled_from(["eq", "ne", "lt", "le", "gt", "ge"]), st.integers(-9, 9)), min_size=1)
)
def test_a_comma_is_or_and_a_plus_is_and(conditions: list[tuple[str, int]]) -> None:
    from dtts.sdmx.components import data_structure

    measure = data_structure().measure
    texts = [f"{sign}:{number}" for sign, number in conditions]
    each = [read_filter(text, measure, {}) for text in texts]
    any_of, all_of = (read_filter(sign.join(texts), measure, {}) for sign in (",", "+"))
    for value in range(-10, 11):
        assert any_of.holds(value) == any(one.holds(value) for one in each)
        assert all_of.holds(value) == all(one.holds(value) for one in each)


@given(st.text(max_size=40), st.text(max_size=60))
def test_no_text_breaks_the_reader(known: Structures, key: str, query: str) -> None:
    flow: Dataflow = known.dataflows["DF_INDICATORS"]
    try:
        assert read_question(flow, key, pairs(query), known.codelists).layout.dataflow is flow
    except Refused as error:
        assert error.problem.vi


def _is(row: Row, freq: str, indicator: str, area: str) -> bool:
    return (row["FREQ"], row["INDICATOR"], row["REF_AREA"]) == (freq, indicator, area)


def _since(row: Row) -> bool:
    return str(row["REF_AREA"]).endswith("@since-2025-07")


def _here(row: Row) -> bool:
    return bool(row["REF_AREA"] == QUANG_NGAI)
